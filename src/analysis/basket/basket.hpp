#pragma once
// Which products are bought together, more often than chance would have it.
//
//   baskets        purchases of the period, or with together = customer, customers who made one
//   count          baskets with both products, count_a and count_b those with each
//   share          count / baskets
//   confidence     a_to_b = count / count_a, b_to_a = count / count_b
//   lift           count * baskets / (count_a * count_b): 1 = as often as if they had nothing to do with each other
//   lift_low/high  95 % interval of a_to_b (Wilson) over b's own share, which counts as known
//
// Ordinary goods of which at least one piece came. Only the products_max products bought most are paired, so that a
// shop with many products needs no more memory than products_max^2 / 2 counts.
// Source: association rules, Agrawal, Imielinski, Swami 1993; lift: Brin, Motwani, Ullman, Tsur 1997.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::basket {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::basket
