#pragma once
// What slow delivery does to the next purchase: customers by the days that their from_stage-th purchase took until it
// was delivered (or left), and how many of them made the next one within window_days of the purchase. The rate is of
// those whose window is over, with its Wilson interval. Those whose purchase is not told to have arrived are in no row.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::delivery_repeat {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Parts: customers, converted (of those whose window is over).
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::delivery_repeat
