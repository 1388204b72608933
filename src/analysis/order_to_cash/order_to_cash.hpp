#pragma once
// 受注から入金まで: of the orders accepted in the period, how many were shipped, delivered, paid and kept, in orders
// and in money. 発送率 (shipment_rate) = matured_shipped / matured: of the orders accepted at least mature_days ago,
// those that left by the as-of day. No published definition of 発送率 was found; this one keeps the acceptance cohort,
// so that the newest days do not look worse than they are.
//
// Money of accepted is what was asked for (accepted - discounts - points); of shipped, delivered and paid also without
// what was out of stock; of kept without what came back.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::order_to_cash {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Parts: accepted, shipped, delivered, paid, kept, returned, waiting (neither shipped nor lost), lost. Needs
// Analysis::with_cancelled.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::order_to_cash
