#pragma once
// What would come of other rates: LTV, LTV / CPO and profit a month, as they are and as planned. The rates that are not
// planned stay as they are; what is done to raise them is not in it. Of one chain: a customer's purchases, or the
// rounds of a contract, whose LTV is that of a contract. This LTV has no horizon: it holds all that is still to come,
// unlike the one of `ltv`, which ends after so many months. Definitions: weakest_link/links.hpp.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::planner {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);

}  // namespace tsuzuku::analysis::planner
