#pragma once
// 在庫と欠品: per product what is on hand, how many days of the period it was out of stock, how fast it sells while it
// is there, and what the empty days cost.
//   A day is out of stock when the last count told by that day is zero or less; days before the first count are not
//   watched. sales = what lines of the product brought on the other days, sales_lost = sales / days in stock * days out
//   of stock: an estimate, as if it had sold as well on the empty days. What orders themselves tell to be missing is
//   told beside it.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::stock {

[[nodiscard]] const Descriptor& descriptor();
// REQUIRES: the blocks Lines and Facts.
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);

}  // namespace tsuzuku::analysis::stock
