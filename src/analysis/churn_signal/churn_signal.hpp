#pragma once
// 隠れ離脱: customers who have been quiet for longer than their own rhythm, without a word, how likely they are still
// there, and what of the year ahead hangs on it. Definitions: signals.hpp (formulas), standing.hpp (who is read how).
//
//   fine      not yet watch_percent of the own interval since the last purchase, and still there with risk_percent or
//             more
//   watch     quiet (watch_percent or more); still there with risk_percent or more
//   unlikely  not quiet, and yet still there with less than risk_percent, as most who bought once are in many shops
//   at_risk   quiet; still there with less than risk_percent
//   gone      quiet; still there with less than gone_percent
//   Whose chance is not told is fine or watch by the rhythm alone: too few contracts tell it, or nobody without a
//   contract is seen to leave. So with a chance, fine and watch mean risk_percent or more, all after them less.
//   told     paused, skipped or cancelled by word: not silent, no number
//   unknown  too few customers to tell a rhythm, and why stands among the assumptions
//
//   sales_at_stake  net sales still to be expected of them in the next 365 days: what is lost when they leave
//   sales_lost      what they would bring beyond that if all of them were surely there

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::churn_signal {

[[nodiscard]] const Descriptor& descriptor();
// Errors (Usage): "analysis.thresholds_not_ascending" where gone_percent lies above risk_percent.
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// With the evidence: how long, against which rhythm, and the chance. Either column of the cell may be left open.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::churn_signal
