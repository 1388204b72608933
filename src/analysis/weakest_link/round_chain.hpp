#pragma once
// The chain from a contract's first delivery to the twenty-fourth and on. Unit: contract. What a delivery and its round
// are: common/deliveries.hpp; rates are those of `retention`: of the contracts whose n-th delivery is `grace_days` or
// more ago, which had a later one, however late. A delivery is worth the money of all its parcels. Orders that are no
// purchase (gifts, credits) are no parcel and not in it.

#include "analysis/weakest_link/links.hpp"

namespace tsuzuku::analysis::weakest_link {

inline constexpr int kRoundLinks = 24;

// Of the contracts whose first delivery lies in the period, came from the source and so on.
[[nodiscard]] Chain count_rounds(const Scope& scope, const Arguments& arguments, const Execution& execution);

}  // namespace tsuzuku::analysis::weakest_link
