#pragma once
// What several fields ask of the orders of a chunk.

#include <vector>

#include "segments/chunk.hpp"

namespace tsuzuku::segments {

// Minor units that came back of each order of the chunk by the as-of day.
[[nodiscard]] inline const std::vector<Money>& returned_of(Chunk& chunk) {
  return chunk.shared<std::vector<Money>>("returned", [&] {
    std::vector<Money> sums(chunk.orders().size());
    const ledger::Returns& all = chunk.ledger().returns();
    for (std::size_t at = chunk.ledger().first_return(chunk.orders().begin);
         at < all.order.size() && all.order[at] < chunk.orders().end; ++at) {
      if (all.day[at] <= chunk.as_of()) sums[all.order[at] - chunk.orders().begin] += all.amount[at];
    }
    return sums;
  });
}

}  // namespace tsuzuku::segments
