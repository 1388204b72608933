#include "http/query.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

std::optional<std::string> decode(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
      const int low = at + 2 < text.size() ? hex_digit(text[at + 2]) : -1;
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      at += 2;
    } else if (c == '+' && plus_is_blank) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    out += c;
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) { return decode(text, false); }

std::string percent_encode(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return out;
}

Result<Query> Query::parse(std::string_view text) {
  Query query;
  if (text.empty()) return query;
  for (const std::string_view part : split(text, '&')) {
    if (part.empty()) continue;
    if (query.pairs_.size() == limits::kQueryParameters) {
      return fail(ErrorKind::Usage, "http.too_many_parameters",
                  {{"maximum", std::to_string(limits::kQueryParameters)}});
    }
    const auto equals = std::min(part.find('='), part.size());
    auto name = decode(part.substr(0, equals), true);
    auto value = decode(part.substr(std::min(equals + 1, part.size())), true);
    if (!name || !value || name->empty()) return fail(ErrorKind::Usage, "http.bad_query");
    if (query.find(*name)) return fail(ErrorKind::Usage, "http.repeated_parameter", {{"name", *name}});
    query.pairs_.emplace_back(std::move(*name), std::move(*value));
  }
  return query;
}

std::optional<std::string_view> Query::find(std::string_view name) const {
  for (const auto& [parameter, value] : pairs_) {
    if (parameter == name) return value;
  }
  return std::nullopt;
}

Result<Target> parse_target(std::string_view text) {
  if (!text.starts_with('/')) return fail(ErrorKind::Usage, "http.bad_target");
  const auto question = std::min(text.find('?'), text.size());
  Target target;
  const std::string_view path = text.substr(1, question - 1);
  if (!path.empty()) {
    for (const std::string_view part : split(path, '/')) {
      auto segment = percent_decode(part);
      if (!segment || *segment == "." || *segment == "..") return fail(ErrorKind::Usage, "http.bad_target");
      target.segments.push_back(std::move(*segment));
    }
  }
  TSUZUKU_TRY(query, Query::parse(text.substr(std::min(question + 1, text.size()))));
  target.query = std::move(query);
  return target;
}

std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name) {
  for (const std::string_view part : split(header, ';')) {
    const std::string_view pair = trim(part);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return std::nullopt;
}

}  // namespace tsuzuku::http
