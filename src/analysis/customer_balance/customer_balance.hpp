#pragma once
// The balance sheet of customers (顧客BS): who was active a year before the as-of day, who is kept, lost, come back and
// new since, who is active now; and what the next years would hold without one new customer (projection.hpp).
//
// Active on a day: bought within `active_days` before it, as far as was known on that day.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::customer_balance {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Of year 0. Parts: closing, kept, lost, returned, new.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::customer_balance
