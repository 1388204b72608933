#include "channels/mail/bounces/mime_part.hpp"

#include <algorithm>
#include <optional>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "channels/codec/base64.hpp"

namespace tsuzuku::channels {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kHeaderBytes = 64U << 10U;  // one header with its continuation lines
constexpr std::size_t kHeaders = 1'000;

std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += text[i];
  }
  return out;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

// Takes the header lines and the empty line behind them from `text`.
Headers take_headers(std::string_view& text) {
  Headers headers;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') {
      if (!headers.empty() && headers.back().second.size() + line.size() < kHeaderBytes) {
        headers.back().second += ' ';
        headers.back().second += trim(line);
      }
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || headers.size() >= kHeaders) continue;
    headers.emplace_back(lower_ascii(trim(line.substr(0, colon))),
                         trim(line.substr(colon + 1)).substr(0, kHeaderBytes));
  }
  return headers;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string decode_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool two_more = i + 2 < text.size();
    if (text[i] == '=' && i + 1 < text.size() && text[i + 1] == '\n') {
      i += 1;
    } else if (text[i] == '=' && two_more && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string decoded(std::string_view encoding, std::string_view body) {
  const std::string lower = lower_ascii(trim(encoding));
  if (lower == "base64") return with_plain_line_ends(decode_base64_loosely(body));
  if (lower == "quoted-printable") return decode_quoted_printable(body);
  return std::string(body);
}

class Parser {
 public:
  MimePart part(std::string_view text, std::size_t depth) {
    ++parts_;
    MimePart made;
    made.headers = take_headers(text);
    const std::string type = made.type();
    const bool deeper = depth < limits::kMimeDepth && parts_ < limits::kMimeParts;
    if (type.starts_with("multipart/") && deeper) {
      split_parts(text, made.parameter("boundary"), depth, made);
      return made;
    }
    made.content = decoded(made.header("content-transfer-encoding"), text);
    if ((type == "message/rfc822" || type == "message/global") && deeper) {
      made.parts.push_back(part(made.content, depth + 1));
      made.content.clear();
    }
    return made;
  }

 private:
  void split_parts(std::string_view text, std::string_view boundary, std::size_t depth, MimePart& into) {
    const std::string mark = "--" + std::string(boundary);
    std::optional<std::string_view> open;  // from the begin of the present part on
    while (!text.empty() && parts_ < limits::kMimeParts) {
      const std::string_view rest = text;
      const std::string_view line = take_line(text);
      if (boundary.empty() || !line.starts_with(mark)) continue;
      const std::string_view behind = trim(line.substr(mark.size()));
      if (!behind.empty() && behind != "--") continue;  // a longer boundary of a part within
      if (open) add(open->substr(0, open->size() - rest.size()), depth, into);
      open = text;
      if (behind == "--") return;
    }
    if (open && !open->empty()) add(*open, depth, into);  // the mail was cut off
  }

  void add(std::string_view text, std::size_t depth, MimePart& into) {
    if (text.ends_with('\n')) text.remove_suffix(1);  // the line break belongs to the boundary
    into.parts.push_back(part(text, depth + 1));
  }

  std::size_t parts_ = 0;
};

// Behind the first ";": name=value pairs, values perhaps in quotes.
std::string parameter_of(std::string_view value, std::string_view name) {
  for (std::size_t at = value.find(';'); at != std::string_view::npos;) {
    std::string_view rest = trim(value.substr(at + 1));
    const std::size_t equals = rest.find_first_of("=;");
    if (equals == std::string_view::npos) return {};
    const bool found = rest[equals] == '=' && lower_ascii(trim(rest.substr(0, equals))) == name;
    rest = rest[equals] == '=' ? trim(rest.substr(equals + 1)) : rest.substr(equals);
    const bool quoted = rest.starts_with('"');
    const std::size_t end = quoted ? rest.find('"', 1) : rest.find(';');
    if (found)
      return std::string(quoted ? rest.substr(1, end == std::string_view::npos ? end : end - 1)
                                : trim(rest.substr(0, end)));
    if (end == std::string_view::npos) return {};
    at = rest.find(';', end);
    value = rest;
  }
  return {};
}

}  // namespace

std::string_view header_of(const Headers& headers, std::string_view name) {
  const auto found = std::ranges::find(headers, name, &Headers::value_type::first);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view MimePart::header(std::string_view name) const { return header_of(headers, name); }

std::string MimePart::type() const {
  const std::string_view value = header("content-type");
  const std::string type = lower_ascii(trim(value.substr(0, value.find(';'))));
  return type.find('/') == std::string::npos ? "text/plain" : type;
}

std::string MimePart::parameter(std::string_view name) const { return parameter_of(header("content-type"), name); }

MimePart parse_mime(std::string_view message) {
  const std::string text = with_plain_line_ends(message.substr(0, limits::kIncomingMailBytes));
  return Parser().part(text, 0);
}

Headers parse_headers(std::string_view text) { return take_headers(text); }

}  // namespace tsuzuku::channels
