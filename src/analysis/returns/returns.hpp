#pragma once
// What came back and why, against what had left; and for what of it other goods were sent.
//
//   returns      orders of which something came back by the as-of day, for that reason; a return whose source names no
//                order counts as one of its own (its day is its order's day)
//   shipped      orders with ordinary goods that left by the as-of day; where a shop tells no days of shipping, all
//                that are not cancelled
//   return_rate  returns / shipped, with Wilson's interval; no interval where returns name no order
//   amount_rate  what came back / net sales before returns of the shipped orders
//   exchanged    of the returns those for which other goods were sent: the source says so, or the customer was sent
//                ordinary goods free of charge within exchange_days of the return
//   days         from the order to the first piece that came back
//
// The row "all" of a group counts every order once; an order that came back for two reasons stands under both. The
// period selects orders by their own day (net_sales books the same returns on theirs). Young orders may still come
// back.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::returns {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Parts: returned, exchanged.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::returns
