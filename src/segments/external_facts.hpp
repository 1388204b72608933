#pragma once
// Facts that are not in the ledger: journeys, touches, members of frozen lists. Whoever keeps them answers.

#include <cstdint>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "segments/condition.hpp"

namespace tsuzuku::segments {

class ExternalFacts {
 public:
  virtual ~ExternalFacts() = default;
  // The ids of all customers of the shop for whom the leaf holds at the end of the as-of day, in any order. Its field
  // is one with is_external(); sql.hpp translates it.
  [[nodiscard]] virtual Result<std::vector<std::int64_t>> customers(const Condition& leaf, Day as_of) = 0;
};

}  // namespace tsuzuku::segments
