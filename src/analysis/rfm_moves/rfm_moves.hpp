#pragma once
// How customers moved between the levels of RFM from one day to another, by the same borders on both days: along one
// axis, or by rank. The rank is the sum of the three levels: A 13-15, B 11-12, C 8-10, D 6-7, E 3-5 (ours; tools of the
// trade let each shop paint the 125 cells).

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::rfm_moves {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Part: customers.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::rfm_moves
