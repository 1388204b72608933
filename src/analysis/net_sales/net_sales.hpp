#pragma once
// What was sold, month by month, down from accepted to net sales; every fact in the month of its own day.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::net_sales {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Part: customers (made a purchase in the month).
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::net_sales
