#pragma once
// "1:45,3:62.5": the rates that are planned for stages (or rounds), in percent.

#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::analysis::planner {

// (stage, rate 0-1), each stage at most once, 1 to `stages`. Error (Usage) "analysis.bad_plan" with what could not be
// read.
[[nodiscard]] Result<std::vector<std::pair<int, double>>> read_rates(const std::string& text, int stages);

}  // namespace tsuzuku::analysis::planner
