#include "channels/mail/header_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/text.hpp"
#include "channels/codec/base64.hpp"
#include "channels/template/escape.hpp"

namespace tsuzuku::channels {
namespace {

constexpr std::size_t kLineChars = 76;
constexpr std::size_t kWordChars = 75;
constexpr std::size_t kLongestAsciiWord = 500;
constexpr std::string_view kWordBegin = "=?UTF-8?B?";
constexpr std::string_view kWordEnd = "?=";
constexpr std::size_t kWordFrame = kWordBegin.size() + kWordEnd.size();

bool is_printable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F; });
}

// Keeps track of the column while a header is written.
class HeaderLine {
 public:
  HeaderLine(std::string_view name, std::string& out) : out_(out), line_begin_(out.size()) {
    out_ += name;
    out_ += ": ";
  }
  [[nodiscard]] std::size_t column() const { return out_.size() - line_begin_; }
  [[nodiscard]] std::size_t room() const { return kLineChars > column() ? kLineChars - column() : 0; }
  void fold() {
    out_ += "\r\n ";
    line_begin_ = out_.size() - 1;
  }
  void end() { out_ += "\r\n"; }

  void add_words(std::string_view text) {
    for (bool first = true; !text.empty(); first = false) {
      if (!first) fold();
      if (bytes_that_fit(text) == 0) fold();
      const std::string_view part = text.substr(0, bytes_that_fit(text));
      out_ += kWordBegin;
      append_base64(part, out_);
      out_ += kWordEnd;
      text.remove_prefix(part.size());
    }
  }

  // Folded at blanks; a single word longer than a line stays whole.
  void add_ascii(std::string_view text) {
    while (!text.empty()) {
      std::size_t end = text.find(' ', 1);
      end = std::min(end, text.size());
      if (text.front() == ' ' && end > room() && column() > 1) {
        out_ += "\r\n";
        line_begin_ = out_.size();
      }
      out_ += text.substr(0, end);
      text.remove_prefix(end);
    }
  }

 private:
  // Bytes of whole characters whose word has room on this line; 0 when not even one fits.
  [[nodiscard]] std::size_t bytes_that_fit(std::string_view text) const {
    const std::size_t chars = std::min(room(), kWordChars);
    return chars < kWordFrame ? 0 : cut_utf8(text, (chars - kWordFrame) / 4 * 3).size();
  }

  std::string& out_;
  std::size_t line_begin_;
};

// Else it would be read as something else, lose blanks, or make a line longer than servers take.
bool is_plain(std::string_view text) {
  const bool foldable =
      std::ranges::all_of(split(text, ' '), [](auto word) { return word.size() < kLongestAsciiWord; });
  return foldable && is_printable(text) && text.find("=?") == std::string_view::npos && !text.starts_with(' ') &&
         !text.ends_with(' ') && text.find("  ") == std::string_view::npos;
}

bool needs_quotes(std::string_view name) {
  return !std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(" !#$%&'*+-/=?^_`{|}~").contains(c);
  });
}

std::string quoted_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string one_line(std::string_view text) {
  std::string line;
  escape_subject(text, line);
  return line;
}

}  // namespace

void append_text_header(std::string_view name, std::string_view text, std::string& out) {
  const std::string line = one_line(text);
  HeaderLine header(name, out);
  if (is_plain(line)) {
    header.add_ascii(line);
  } else {
    header.add_words(line);
  }
  header.end();
}

void append_mailbox_header(std::string_view name, const Mailbox& mailbox, std::string& out) {
  HeaderLine header(name, out);
  const std::string display(trim(one_line(mailbox.name)));
  const std::string address = '<' + quoted_address(mailbox.address) + '>';
  if (is_plain(display)) {
    header.add_ascii(needs_quotes(display) ? quoted_name(display) : display);
  } else {
    header.add_words(display);
  }
  if (!display.empty() && address.size() + 1 > header.room()) {
    header.fold();
  } else if (!display.empty()) {
    out += ' ';
  }
  out += address;
  header.end();
}

void append_raw_header(std::string_view name, std::string_view value, std::string& out) {
  out += name;
  out += ": ";
  out += value;
  out += "\r\n";
}

}  // namespace tsuzuku::channels
