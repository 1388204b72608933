#pragma once
// Customers by recency, frequency and money, five levels each, 5 the best.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::rfm {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Ledger& ledger, const Arguments& arguments, const Execution& execution);
// Any of r, f and m may be left open. Part: customers.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::rfm
