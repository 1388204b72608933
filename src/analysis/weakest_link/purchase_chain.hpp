#pragma once
// The chain from a customer's first purchase to the twelfth and on. Unit: customer. Rates are those of `stages`: of
// those who had `window_days` to go on, who bought again within them. An order that begins no purchase belongs to the
// purchase of its day, or else to the one before.

#include "analysis/weakest_link/links.hpp"

namespace tsuzuku::analysis::weakest_link {

inline constexpr int kPurchaseLinks = 12;

// The customers of the chain: their first purchase lies in the period, came from the source and so on.
[[nodiscard]] Scope by_first_purchase(Scope scope);
[[nodiscard]] Chain count_purchases(const Scope& scope, const Arguments& arguments, const Execution& execution);

}  // namespace tsuzuku::analysis::weakest_link
