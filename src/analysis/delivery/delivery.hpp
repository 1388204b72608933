#pragma once
// お届けまでの日数: how many days orders took from being placed until they left (出荷リードタイム), from there until
// they arrived, and from being placed until they arrived (お届けリードタイム).
//   days_*  of the orders that ended the leg by the as-of day
//   within  ended it within within_days, of those that began it at least so many days ago (matured)
//   late    did not end it within late_days, of those that began it at least so many days ago
// Orders cancelled before the end of a leg are not in it. 当日出荷率 (same_day_rate) = left on the day of the order /
// of those ordered before cut_off_hour. No published formula was found; orders without an hour are in neither number.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::delivery {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Parts: ended, within, late. Needs Analysis::with_cancelled.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::delivery
