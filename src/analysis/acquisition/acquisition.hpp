#pragma once
// What it costs to win customers, by source or by month: CPR (a trial), CPO (a customer of the main goods), 引上率
// (trials that lead to the main goods), ROAS, and what a customer brings in the first year against CPO. Definitions:
// first_order.hpp and the analysis's own words.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::acquisition {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Parts: customers, trials, direct, converted.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::acquisition
