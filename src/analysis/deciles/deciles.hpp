#pragma once
// デシル分析: customers by net sales, largest first, cut into ten groups of equal heads; what each group brings.
// share = sales of the group / sales of all, cumulative_share the same of this and all groups before it. Equal sales
// rank by customer id; the first groups hold one customer more where the number is no multiple of ten.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::deciles {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Part: customers. Goes through all orders once to find the borders.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::deciles
