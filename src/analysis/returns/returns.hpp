#pragma once
// What came back and why, against what had left; and for what of it other goods were sent.
//
//   returns      orders of which goods worth something came back by the as-of day, for that reason; where the source
//                of a return names no order it counts as one of its own
//   shipped      orders with ordinary goods that left by the as-of day, and those of which something came back; where a
//                shop tells no days of shipping, all that are not cancelled
//   return_rate  those of the returns that name their order / shipped, with Wilson's interval; null where none does
//   amount_rate  what came back / net sales before returns of the shipped orders
//   exchanged    of the returns those for which a replacement was sent: the source says so, or an order free of charge
//                followed (domain::OrderKind::Replacement), which replaces what came back last within kReplacementDays
//                for a reason that is replaced
//   days         from the order to the first piece that came back, of returns that name their order
//
// The row "all" of a group counts every order once; an order that came back for two reasons stands under both. The
// period selects orders by their own day (net_sales books the same returns on theirs). Young orders may still come
// back. An order cancelled after it had left is not here; order_to_cash counts it as come back whole.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::returns {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Parts: returned, exchanged.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::returns
