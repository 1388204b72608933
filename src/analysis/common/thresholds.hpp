#pragma once
// Parameters that are the borders of neighbouring levels.

#include <span>
#include <string>

#include "analysis/arguments.hpp"

namespace tsuzuku::analysis {

// No later one may be smaller than the one before it; equal ones make an empty level. Error (Usage)
// "analysis.thresholds_not_ascending". `analysis` is the one that the parameters belong to.
[[nodiscard]] Status check_ascending(const std::string& analysis, const Arguments& arguments,
                                     std::span<const char* const> names);

}  // namespace tsuzuku::analysis
