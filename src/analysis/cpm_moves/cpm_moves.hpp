#pragma once
// How customers moved between the ten cells of CPM from one day to another, by the same borders on both days.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::cpm_moves {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Part: customers.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::cpm_moves
