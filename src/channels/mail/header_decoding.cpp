#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>

#include "base/text.hpp"
#include "channels/codec/base64.hpp"
#include "channels/mail/header_words.hpp"

namespace tsuzuku::channels {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

struct Alias {
  std::string_view name;
  const char* converter;
};
// Names whose plain meaning lacks characters that mails under that name contain.
constexpr std::array<Alias, 7> kAliases = {{{"shift_jis", "ibm-943_P15A-2003"},
                                            {"shift-jis", "ibm-943_P15A-2003"},
                                            {"sjis", "ibm-943_P15A-2003"},
                                            {"x-sjis", "ibm-943_P15A-2003"},
                                            {"cp932", "ibm-943_P15A-2003"},
                                            {"windows-31j", "ibm-943_P15A-2003"},
                                            {"cp50221", "ISO-2022-JP"}}};

std::unique_ptr<UConverter, CloseConverter> open_converter(std::string_view charset) {
  const std::string lower = lower_ascii(charset);
  const auto alias = std::ranges::find(kAliases, lower, &Alias::name);
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UConverter, CloseConverter> converter(
      ucnv_open(alias == kAliases.end() ? lower.c_str() : alias->converter, &error));
  return U_FAILURE(error) ? nullptr : std::move(converter);
}

std::string with_replacements(std::string_view bytes) { return to_utf8_from("utf-8", bytes); }

constexpr std::size_t kLongestWord = 2'000;  // 75 by the rules; a search for the end of a word must end somewhere

// One =?charset?encoding?text?= that begins at the head of `raw`.
struct EncodedWord {
  std::string_view charset;
  std::string bytes;
  std::size_t size = 0;
};

std::string decode_q(std::string_view text) {
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '=' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    if (escaped) {
      bytes += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      bytes += text[i] == '_' ? ' ' : text[i];
    }
  }
  return bytes;
}

std::optional<EncodedWord> encoded_word(std::string_view raw) {
  if (!raw.starts_with("=?")) return std::nullopt;
  raw = raw.substr(0, kLongestWord);
  const std::size_t charset_end = raw.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= raw.size() || raw[charset_end + 2] != '?') {
    return std::nullopt;
  }
  const std::size_t text_begin = charset_end + 3;
  const std::size_t end = raw.find("?=", text_begin);
  const char encoding = raw[charset_end + 1];
  const std::string_view charset = raw.substr(2, charset_end - 2);
  if (end == std::string_view::npos || charset.empty() || charset.find(' ') != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view text = raw.substr(text_begin, end - text_begin);
  EncodedWord word{.charset = charset.substr(0, charset.find('*')), .bytes = {}, .size = end + 2};
  if (encoding == 'B' || encoding == 'b') {
    word.bytes = decode_base64_loosely(text);
  } else if (encoding == 'Q' || encoding == 'q') {
    word.bytes = decode_q(text);
  } else {
    return std::nullopt;
  }
  return word;
}

// The bytes of adjacent words of one charset, to be converted at once.
class WordRun {
 public:
  explicit WordRun(std::string& out) : out_(out) {}
  void add(EncodedWord word) {
    if (lower_ascii(word.charset) != charset_) flush();
    charset_ = lower_ascii(word.charset);
    bytes_ += word.bytes;
    open_ = true;
  }
  void flush() {
    if (open_) out_ += to_utf8_from(charset_, bytes_);
    bytes_.clear();
    charset_.clear();
    open_ = false;
  }
  [[nodiscard]] bool open() const { return open_; }

 private:
  std::string& out_;
  std::string charset_, bytes_;
  bool open_ = false;
};

}  // namespace

std::string to_utf8_from(std::string_view charset, std::string_view bytes) {
  auto converter = open_converter(charset);
  if (!converter) return is_utf8(bytes) ? std::string(bytes) : with_replacements(bytes);
  std::u16string wide(2 * bytes.size() + 1, u'\0');
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t units = ucnv_toUChars(converter.get(), wide.data(), static_cast<std::int32_t>(wide.size()),
                                           bytes.data(), static_cast<std::int32_t>(bytes.size()), &error);
  const auto utf8 = open_converter("utf-8");
  std::string out(3 * static_cast<std::size_t>(std::max(units, 0)) + 1, '\0');
  const std::int32_t size =
      U_FAILURE(error)
          ? 0
          : ucnv_fromUChars(utf8.get(), out.data(), static_cast<std::int32_t>(out.size()), wide.data(), units, &error);
  out.resize(U_FAILURE(error) ? 0 : static_cast<std::size_t>(size));
  return out;
}

std::string decode_header_text(std::string_view raw) {
  std::string out;
  std::string plain;  // raw text since the last encoded word
  WordRun run(out);
  const auto flush_plain = [&] {
    const bool only_blanks = plain.find_first_not_of(" \t\r\n") == std::string::npos;
    // Blanks between two words only separate them.
    if (!only_blanks || !run.open()) {
      run.flush();
      out += is_utf8(plain) ? plain : to_utf8_from("cp932", plain);
    }
    plain.clear();
  };
  while (!raw.empty()) {
    if (auto word = encoded_word(raw)) {
      raw.remove_prefix(word->size);
      flush_plain();
      run.add(*std::move(word));
      continue;
    }
    if (raw.front() != '\r' && raw.front() != '\n') plain += raw.front() == '\t' ? ' ' : raw.front();
    raw.remove_prefix(1);
  }
  if (!plain.empty()) {
    run.flush();
    out += is_utf8(plain) ? plain : to_utf8_from("cp932", plain);
  }
  run.flush();
  return std::string(trim(out));
}

}  // namespace tsuzuku::channels
