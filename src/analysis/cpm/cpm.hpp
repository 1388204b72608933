#pragma once
// Customer Portfolio Management: five layers by number of purchases, tenure and sales, each still active or gone.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::cpm {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Ledger& ledger, const Arguments& arguments, const Execution& execution);
// active may be left open. Part: customers.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::cpm
