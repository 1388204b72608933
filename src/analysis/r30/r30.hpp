#pragma once
// Customers who used to come back and have been quiet for longer than 30 days: to be spoken to, one by one, before day
// 60, in the order of what their next purchase is expected to be worth.
// Nothing is expected, and they come last, of whom nobody with as many purchases was watched for longer.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::r30 {

[[nodiscard]] const Descriptor& descriptor();
// One row per customer, worth most first; at most rows_max of them, totals of all. Errors (Usage):
// "analysis.thresholds_not_ascending" where to_days does not follow from_days.
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);

}  // namespace tsuzuku::analysis::r30
