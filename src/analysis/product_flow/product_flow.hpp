#pragma once
// From the first purchase to the second and third, by product: how many who began with one went on with which.
//
// A purchase stands for its main product: that of its line of ordinary goods with the largest amount, the first of
// several. Shown are the `top` products that lead most first, second and third purchases; the rest are "_other".
// "_none": no next purchase yet, those who may still make one included. Days: from the one purchase to the next.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::product_flow {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::product_flow
