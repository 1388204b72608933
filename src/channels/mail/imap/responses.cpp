#include "channels/mail/imap/responses.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "channels/codec/base64.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::size_t kLineBytes = 64U << 10U;

std::unexpected<Error> unreadable(std::string_view answer) {
  return fail(ErrorKind::Unavailable, "imap.bad_answer", {{"answer", std::string(cut_utf8(answer, 200))}});
}

// The size in a line that ends with "{123}".
std::optional<std::size_t> literal_size(std::string_view line) {
  if (!line.ends_with('}')) return std::nullopt;
  const std::size_t open = line.rfind('{');
  if (open == std::string_view::npos) return std::nullopt;
  const std::string_view digits = line.substr(open + 1, line.size() - open - 2);
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return size;
}

}  // namespace

Result<std::optional<ImapReply>> ImapReplies::next() {
  for (;;) {
    const std::size_t end = buffer_.find("\r\n", taken_);
    const std::size_t line_bytes = (end == std::string::npos ? buffer_.size() : end) - taken_;
    if (line_bytes + reply_.line.size() > kLineBytes) return unreadable(reply_.line);
    if (end == std::string::npos) return std::nullopt;
    const std::string_view line = std::string_view(buffer_).substr(taken_, line_bytes);
    const auto literal = literal_size(line);
    if (!literal) {
      reply_.line += line;
      buffer_.erase(0, end + 2);
      taken_ = 0;
      return std::exchange(reply_, {});
    }
    if (*literal > literal_limit_) return unreadable(line);
    if (buffer_.size() < end + 2 + *literal) return std::nullopt;
    reply_.line += line;
    reply_.literals.push_back(buffer_.substr(end + 2, *literal));
    taken_ = end + 2 + *literal;
  }
}

std::string imap_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c >= ' ' && c < 0x7F) quoted += c;
  }
  return quoted + '"';
}

std::string imap_folder_name(std::string_view utf8) {
  std::string name, wide;
  const auto flush = [&] {
    if (wide.empty()) return;
    std::string encoded;
    append_base64(wide, encoded);
    encoded.resize(encoded.find_last_not_of('=') + 1);
    std::ranges::replace(encoded, '/', ',');
    name += '&' + encoded + '-';
    wide.clear();
  };
  const auto add_unit = [&](char32_t unit) {
    wide += static_cast<char>(unit >> 8U & 0xFFU);
    wide += static_cast<char>(unit & 0xFFU);
  };
  for (const char32_t c : to_utf32(utf8)) {
    if (c >= ' ' && c < 0x7F) {
      flush();
      name += static_cast<char>(c);
      if (c == '&') name += '-';
    } else if (c < 0x10000) {
      add_unit(c);
    } else {
      add_unit(0xD800U + ((c - 0x10000U) >> 10U));
      add_unit(0xDC00U + ((c - 0x10000U) & 0x3FFU));
    }
  }
  flush();
  return name;
}

}  // namespace tsuzuku::channels
