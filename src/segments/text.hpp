#pragma once
// A condition as text. The grammar stands in docs/segments.md.

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "segments/condition.hpp"

namespace tsuzuku::segments {

// Knows names and shape, not yet whether types fit: check.hpp. Never deeper than limits::kConditionDepth. Errors
// (InvalidInput unless said), all with `position`: "segment.unexpected" (found, expected), "segment.unexpected_end"
// (expected), "segment.unknown_field" (field, known), "segment.unknown_argument", "segment.number_too_large",
// "segment.too_deep", those of the lexer; TooLarge "segment.too_many_leaves", "segment.too_many_values".
[[nodiscard]] Result<Condition> parse(std::string_view text);

// The one way of writing the tree: parse(to_text(c)) == c.
[[nodiscard]] std::string to_text(const Condition& condition);
[[nodiscard]] std::string to_text(const Literal& literal);

// "12.50" -> {125, 1}; nothing when it is no decimal number or has more than 15 digits.
[[nodiscard]] std::optional<Decimal> decimal_from(std::string_view text);

}  // namespace tsuzuku::segments
