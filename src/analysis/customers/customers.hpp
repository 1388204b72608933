#pragma once
// The customers behind a cell of another analysis, as an analysis of its own: `of` names that analysis,
// `cell.<column>` the cell, `part` the part of it; every other parameter belongs to the analysis asked about.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::customers {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);

}  // namespace tsuzuku::analysis::customers
