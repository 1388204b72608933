#pragma once
// From a cell of an analysis to the condition that says who is in it.

#include <string>

#include "analysis/analysis.hpp"
#include "base/error.hpp"

namespace tsuzuku::segments {

// The customers behind `cell` of the analysis asked with `arguments`, as a condition: on the day of the analysis they
// are the same ones, from then on whoever it holds for. The as-of day is no part of it. Errors (Usage):
// "segment.cell_without_condition" for a cell that the language cannot say, "segment.filter_without_condition" for one
// narrowed to a product, and those of the cell's values ("analysis.cell_missing", "cell_bad_value"). The members of a
// cell that is no condition can be kept as a list (services/segments).
[[nodiscard]] Result<std::string> condition_of(const analysis::Descriptor& analysis,
                                               const analysis::Arguments& arguments, const analysis::Cell& cell);

}  // namespace tsuzuku::segments
