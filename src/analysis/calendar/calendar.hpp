#pragma once
// When orders come: day of the week × hour of the shop's wall clock, "-" for orders of which only the day is told.
// orders hold ordinary goods, of customers or of nobody; purchases are of customers, at the hour of the first order of
// the day; sales are net of the orders placed then, what came back of them by the as-of day taken off.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::calendar {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Part: customers (placed an order then).
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::calendar
