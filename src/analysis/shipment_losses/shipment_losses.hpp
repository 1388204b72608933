#pragma once
// Where the accepted orders of a period went: every one under exactly one outcome (shipped, still waiting, or the one
// reason for which it was lost), so that orders and money add up to what was accepted. Goods out of stock in an order
// that was not lost are money of out_of_stock, while the order stays where it is.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::shipment_losses {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Part: customers (with such an order). Needs Analysis::with_cancelled.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::shipment_losses
