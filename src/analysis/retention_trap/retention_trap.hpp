#pragma once
// The 12-cycle trap: what is left of 100 contracts after 6, 12 and 24 renewals when the early rate is taken for ever
// (0.8^12 = 6.9 %), beside what a model expects in which contracts differ, and what really became of them.
//
//   constant_rate   r^n, r = renewals / contracts asked, pooled over the first early_rounds deliveries
//   sbg_rate        S(n) of the shifted beta-geometric, fitted to the same deliveries alone (models/sbg.hpp)
//   observed_rate   product of the step rates of all n deliveries, of those that have matured; null from where none has
//   …_deliveries    deliveries to be expected of a contract until then: 1 + S(1) + … + S(n)
//   …_gap           what the constant rate misses, a month: (deliveries - constant_deliveries) * net per delivery *
//                   contracts begun a month
//
// "After n renewals" means that the (n+1)-th delivery came. A delivery matures as in retention.hpp, and none is looked
// at behind one that has not. Contracts that were there before the data begins (their first known delivery is told to
// be a later round) are passed over. Early rates are those of the ones who leave first, so a constant rate projects too
// little: Fader and Hardie 2007, How to project customer retention.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::retention_trap {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);

}  // namespace tsuzuku::analysis::retention_trap
