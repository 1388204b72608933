#pragma once
// How far churn_signal is to be trusted: its models fitted as of holdout_days ago, beside who bought since.
//
// Rows of group `chance`: everybody for whom the models told a chance on that day, in ten groups of equal heads by the
// chance of a purchase within the time held back, the lowest first (of equal chances
// the lower customer first). Fewer groups where ten would hold fewer than ten customers each: of so few a share says
// nothing.
//   predicted_rate  mean chance;  observed_rate  share that bought, with Wilson's 95 % interval
//
// Rows of the rules: whom a rule would have flagged that day as not buying within the time held back.
//   own_rhythm          quiet by churn_signal: watch, at_risk or gone
//   own_rhythm_as_many  the lowest chances, as many as fixed_days flags
//   fixed_days          fixed_days or more since the last purchase
//   stayed_away       of those flagged, who did not buy;    precision_rate    = stayed_away / customers
//   recall_rate       = stayed_away / everybody who did not buy
//   false_alarm_rate  = flagged and bought / everybody who bought

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::churn_calibration {

[[nodiscard]] const Descriptor& descriptor();
// No rows, and why among the assumptions, for a shop younger than the time held back or without a model on that day.
// Errors (Usage): "analysis.thresholds_not_ascending".
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);

}  // namespace tsuzuku::analysis::churn_calibration
