#pragma once
// What the other side said, as it can be stored and shown: servers answer in any bytes.

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace tsuzuku::services {

inline constexpr std::size_t kForeignWordsBytes = 500;

// Valid UTF-8 in one line, at most kForeignWordsBytes; what is no character is left out.
[[nodiscard]] inline std::string foreign_words(std::string_view said) {
  std::string words = to_utf8(to_utf32(said.substr(0, 4 * kForeignWordsBytes)));
  std::ranges::replace_if(words, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return std::string(cut_utf8(words, kForeignWordsBytes));
}

}  // namespace tsuzuku::services
