#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace tsuzuku {
namespace {

constexpr std::string_view kIdeographicSpace = "\xE3\x80\x80";

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string normalised(std::string_view utf8, const icu::Normalizer2* normaliser) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  const icu::UnicodeString target = normaliser->normalize(source, error);
  std::string out;
  return U_FAILURE(error) ? std::string(utf8) : target.toUTF8String(out);
}

}  // namespace

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    if (bytes[at] < 0x80) {
      ++at;
      continue;
    }
    // ICU's macro works on 32-bit indices: look at one character's window only.
    std::int32_t offset = 0;
    const auto window = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, 4));
    UChar32 character = 0;
    // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): inside the macro
    U8_NEXT(bytes + at, offset, window, character);
    if (character < 0) return false;
    at += static_cast<std::size_t>(offset);
  }
  return true;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f\v";
  for (;;) {
    if (!text.empty() && kBlank.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else if (text.starts_with(kIdeographicSpace)) {
      text.remove_prefix(kIdeographicSpace.size());
    } else {
      break;
    }
  }
  for (;;) {
    if (!text.empty() && kBlank.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
    } else if (text.ends_with(kIdeographicSpace)) {
      text.remove_suffix(kIdeographicSpace.size());
    } else {
      break;
    }
  }
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

std::size_t display_width(std::string_view utf8) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto length = static_cast<std::int32_t>(utf8.size());
  std::size_t width = 0;
  for (std::int32_t at = 0; at < length;) {
    UChar32 character = 0;
    // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): inside the macro
    U8_NEXT(bytes, at, length, character);
    if (character < 0) {
      ++width;
      continue;
    }
    const auto category = u_charType(character);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR ||
        category == U_CONTROL_CHAR) {
      continue;
    }
    const int east_asian = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::string nfkc(std::string_view utf8) {
  if (is_ascii(utf8)) return std::string(utf8);
  UErrorCode error = U_ZERO_ERROR;
  return normalised(utf8, icu::Normalizer2::getNFKCInstance(error));
}

std::string fold(std::string_view utf8) {
  if (is_ascii(utf8)) return lower_ascii(utf8);
  UErrorCode error = U_ZERO_ERROR;
  return normalised(utf8, icu::Normalizer2::getNFKCCasefoldInstance(error));
}

std::string hiragana(std::string_view utf8) {
  constexpr char32_t kFirst = U'ァ';
  constexpr char32_t kLast = U'ヶ';
  constexpr char32_t kDistance = U'ァ' - U'ぁ';
  std::u32string text = to_utf32(utf8);
  for (char32_t& c : text) {
    if (c >= kFirst && c <= kLast) c -= kDistance;
  }
  return to_utf8(text);
}

std::u32string to_utf32(std::string_view utf8) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto length = static_cast<std::int32_t>(utf8.size());
  std::u32string text;
  text.reserve(utf8.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 character = 0;
    // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): inside the macro
    U8_NEXT(bytes, at, length, character);
    if (character >= 0) text.push_back(static_cast<char32_t>(character));
  }
  return text;
}

std::string to_utf8(std::u32string_view text) {
  std::string utf8;
  utf8.reserve(text.size() * 3);
  for (const char32_t character : text) {
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, character);
    utf8.append(bytes.data(), length);
  }
  return utf8;
}

bool is_letter_or_digit(char32_t character) {
  constexpr std::uint32_t kMask = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK;
  return (U_MASK(u_charType(static_cast<UChar32>(character))) & kMask) != 0;
}

std::string_view cut_utf8(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

}  // namespace tsuzuku
