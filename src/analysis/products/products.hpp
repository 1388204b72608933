#pragma once
// What each product brought: who bought it, who bought it again, what came back, what was earned.
//
//   sales      the amounts of its lines, less their share of the order's own discount and points
//   returned   what came back of those orders by the as-of day, of the product that the return names; one that names
//              none is shared among the lines of its order in proportion to their amounts. It is worth what it was
//              sold for before the order's own discount and points, unless all of the order came back: a rate may pass
//              100 %
//   net        sales - returned
//   buyers     customers with at least one piece of it in a purchase; who they are is not known of orders of nobody
//   repeaters  buyers who bought it on a second occasion: another day, or where the shop does not merge orders of one
//              day, another order
//   margin     net - cost of the lines whose cost is known; cost_known_share says how much of the sales they are. The
//              cost of what came back is not given back: whether it can be sold again nobody tells. What came back
//              without a line of its own (its source names no order) lowers it by the share of sales whose cost is
//              known.
//
// Orders without lines, and lines whose product is gone, are the product "-", so that all products add up to the net
// sales. The period selects orders by their day, with what came back of them whenever.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::products {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::products
