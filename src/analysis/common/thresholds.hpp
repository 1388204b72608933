#pragma once
// Parameters that are the borders of neighbouring levels.

#include <span>

#include "analysis/arguments.hpp"

namespace tsuzuku::analysis {

// No later one may be smaller than the one before it; equal ones make an empty level. Error (Usage)
// "analysis.thresholds_not_ascending".
[[nodiscard]] Status check_ascending(const Arguments& arguments, std::span<const char* const> names);

}  // namespace tsuzuku::analysis
