#pragma once
// Customers by the month of their first purchase, followed month by month or by steps of 30 days.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::cohorts {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Parts: customers (the whole cohort), active (made a purchase at the age of the cell).
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::cohorts
