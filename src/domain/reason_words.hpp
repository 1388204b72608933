#pragma once
// How words that shops write are read under one of a few reasons.

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace tsuzuku::domain {

template <typename Reason>
struct ReasonWords {
  Reason reason;
  std::string_view word;  // folded, without blanks
};

// As the words of a table are written: folded, without blanks.
[[nodiscard]] inline std::string folded_words(std::string_view raw) {
  std::string text = fold(raw);
  std::erase_if(text, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  return text;
}

// Of the first word of the table that occurs in `text`.
template <typename Reason>
[[nodiscard]] std::optional<Reason> first_reason(std::span<const ReasonWords<Reason>> table, std::string_view text) {
  const auto found =
      std::ranges::find_if(table, [&](const auto& words) { return text.find(words.word) != std::string_view::npos; });
  if (found == table.end()) return std::nullopt;
  return found->reason;
}

}  // namespace tsuzuku::domain
