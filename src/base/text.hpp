#pragma once
// UTF-8 text: checks, trimming, widths, normal forms. No shop word.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tsuzuku {

[[nodiscard]] bool is_utf8(std::string_view text);
// Cuts ASCII blanks and U+3000 from both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
// Splits at every `separator`; "a,,b" gives three parts, "" gives one empty part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string lower_ascii(std::string_view text);
[[nodiscard]] bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);  // ASCII

// Columns a terminal needs: East Asian wide and fullwidth characters take two, combining marks none.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

// NFKC: full-width letters and digits become ASCII, half-width kana become full-width.
[[nodiscard]] std::string nfkc(std::string_view utf8);
// NFKC and case folding, for comparing header names and search terms.
[[nodiscard]] std::string fold(std::string_view utf8);

// Katakana become hiragana; everything else stays.
[[nodiscard]] std::string hiragana(std::string_view utf8);

// One element for each character; what is no UTF-8 is left out.
[[nodiscard]] std::u32string to_utf32(std::string_view utf8);
[[nodiscard]] std::string to_utf8(std::u32string_view text);
// Letters of any script with their marks, and digits.
[[nodiscard]] bool is_letter_or_digit(char32_t character);

// The first `bytes` bytes, cut back to a character's boundary.
[[nodiscard]] std::string_view cut_utf8(std::string_view text, std::size_t bytes);

}  // namespace tsuzuku
