#pragma once
// Named segments written out. Private to check.cpp.

#include "base/error.hpp"
#include "segments/check.hpp"

namespace tsuzuku::segments {

inline constexpr std::string_view kSegmentField = "segment";

[[nodiscard]] Status check_leaves(const Condition& condition, Currency currency);

// The condition with every live segment it names replaced by that one's condition, through as many as name each other.
[[nodiscard]] Result<Condition> expand(const Condition& condition, const Surroundings& surroundings);

}  // namespace tsuzuku::segments
