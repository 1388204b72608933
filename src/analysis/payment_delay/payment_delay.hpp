#pragma once
// 支払遅れ: of the orders whose day of payment is over, how many were not paid 0, 7, 14 and 30 days after it, and what
// became of those: paid later, cancelled, or still open (the outcome of reminding them).
//   decided = orders with due day + days_late <= as-of day that were not cancelled by their due day
//   late    = of those, not paid by due day + days_late  = paid_later + cancelled + open
// A payment after the cancellation is none. Orders that tell no due day (paid at once, say) are not in it.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::payment_delay {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Parts: late, paid_later, cancelled, open. Needs Analysis::with_cancelled.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::payment_delay
