#pragma once
// What late shipping, late payment and returns do to the next purchase: of the customers whose from_stage-th purchase
// was such, how many made the next one within window_days, beside those whose was not. Only customers whose window is
// over. Late and returned mean: within that window, so that the answer does not change afterwards.
//   shipped_late  an order of the purchase did not leave within late_ship_days
//   paid_late     an order of the purchase was not paid by its due day; only purchases that have one within the window
//   returned      something of the purchase came back
// Rates with Wilson intervals, their difference with Newcombe's. Nobody is late by lot: it is a comparison, no proof.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::after_trouble {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Parts: troubled, others.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::after_trouble
