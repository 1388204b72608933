#include "channels/template/escape.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/text.hpp"

namespace tsuzuku::channels {
namespace {

using ByteTable = std::array<bool, 256>;

constexpr ByteTable bytes_of(std::string_view special, bool controls) {
  ByteTable table{};
  for (const char c : special) table[static_cast<unsigned char>(c)] = true;
  for (std::size_t c = 0; controls && c < 0x20; ++c) table[c] = true;
  if (controls) table[0x7F] = true;
  return table;
}

// Copies runs of bytes that stay as they are at once and asks `write` for the others.
template <typename Write>
void copy_escaped(std::string_view value, const ByteTable& special, std::string& out, const Write& write) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!special[static_cast<unsigned char>(value[i])]) continue;
    out.append(value, begin, i - begin);
    write(value[i]);
    begin = i + 1;
  }
  out.append(value, begin, value.size() - begin);
}

void append_entity(char c, std::string& out) {
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      break;
  }
}

void append_percent(unsigned char byte, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  out += '%';
  out += kDigits[byte >> 4U];
  out += kDigits[byte & 0x0FU];
}

bool is_letter_or_digit(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

void append_utf8(std::uint32_t point, std::string& out) {
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((point >> shift) & 0x3FU)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0U | (point >> 6U));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0U | (point >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (point >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

// The character of "#38", "#x26", "amp" ...
std::optional<std::uint32_t> entity(std::string_view name) {
  if (name == "amp") return '&';
  if (name == "lt") return '<';
  if (name == "gt") return '>';
  if (name == "quot") return '"';
  if (name == "apos") return '\'';
  if (name == "nbsp") return 0xA0;
  if (!name.starts_with('#')) return std::nullopt;
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
  if (hexadecimal) name.remove_prefix(1);
  std::uint32_t point = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), point, hexadecimal ? 16 : 10);
  const bool whole = error == std::errc{} && end == name.data() + name.size();
  const bool surrogate = point >= 0xD800 && point < 0xE000;
  if (!whole || point == 0 || point > 0x10FFFF || surrogate) return std::nullopt;
  return point;
}

}  // namespace

void escape(Escaping escaping, std::string_view value, std::string& out) {
  switch (escaping) {
    case Escaping::Subject:
      return escape_subject(value, out);
    case Escaping::PlainText:
      return escape_plain_text(value, out);
    case Escaping::HtmlText:
      return escape_html_text(value, out);
    case Escaping::HtmlAttribute:
      return escape_html_attribute(value, out);
    case Escaping::LinkPart:
      return escape_link_part(value, out);
    case Escaping::WholeLink: {
      std::string address;
      escape_whole_link(value, address);
      return escape_html_attribute(address, out);
    }
  }
}

void escape_html_text(std::string_view value, std::string& out) {
  static constexpr ByteTable kSpecial = [] {
    auto table = bytes_of("&<>", true);
    table['\n'] = table['\t'] = false;
    return table;
  }();
  copy_escaped(value, kSpecial, out, [&](char c) { append_entity(c, out); });
}

void escape_html_attribute(std::string_view value, std::string& out) {
  static constexpr ByteTable kSpecial = bytes_of("&<>\"'", true);
  copy_escaped(value, kSpecial, out, [&](char c) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += ' ';
    } else {
      append_entity(c, out);
    }
  });
}

void escape_plain_text(std::string_view value, std::string& out) {
  static constexpr ByteTable kSpecial = [] {
    auto table = bytes_of("", true);
    table['\n'] = table['\t'] = false;
    return table;
  }();
  copy_escaped(value, kSpecial, out, [](char) {});
}

void escape_subject(std::string_view value, std::string& out) {
  for (std::size_t i = 0; i < value.size();) {
    const std::string_view rest = value.substr(i);
    const auto byte = static_cast<unsigned char>(rest.front());
    if (byte < 0x20 || byte == 0x7F) {
      out += ' ';
      i += 1;
    } else if (rest.starts_with("\xC2\x85")) {
      out += ' ';
      i += 2;
    } else if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9")) {
      out += ' ';
      i += 3;
    } else {
      out += rest.front();
      i += 1;
    }
  }
}

void escape_link_part(std::string_view value, std::string& out) {
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_letter_or_digit(byte) || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      append_percent(byte, out);
    }
  }
}

void escape_whole_link(std::string_view value, std::string& out) {
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    const bool forbidden = byte <= 0x20 || byte >= 0x7F || std::string_view("\"'<>\\^`{|}").contains(c);
    if (forbidden) {
      append_percent(byte, out);
    } else {
      out += c;
    }
  }
}

bool is_web_link(std::string_view value) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!starts_with_ignoring_case(value, scheme)) continue;
    const std::string_view rest = value.substr(scheme.size());
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    // A user name before the host serves only to make an address look like another.
    return !host.empty() && host.front() != ':' && host.find_first_of(" \t\r\n\"'<>@\\") == std::string_view::npos;
  }
  return false;
}

std::string unescape_html(std::string_view text) {
  constexpr std::size_t kLongestEntity = 10;
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const std::size_t begin = text.find('&');
    plain += text.substr(0, begin);
    if (begin == std::string_view::npos) break;
    text.remove_prefix(begin);
    const std::size_t end = text.substr(0, kLongestEntity).find(';');
    const auto point = end == std::string_view::npos ? std::nullopt : entity(text.substr(1, end - 1));
    if (point) {
      append_utf8(*point, plain);
      text.remove_prefix(end + 1);
    } else {
      plain += '&';
      text.remove_prefix(1);
    }
  }
  return plain;
}

}  // namespace tsuzuku::channels
