#pragma once
// Which delivery of its subscription an order is, where its file does not tell. Pure: no store, no clock.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.hpp"

namespace tsuzuku::services {

// An order (no credit) of one subscription.
struct RoundOrder {
  std::int64_t order_id = 0;
  std::int64_t ordered_at = 0;
  std::string number;  // tells orders of one moment apart, so that the way they came in does not matter
  Day day;
  std::optional<Day> cancelled;
  std::optional<std::int64_t> told;
};

// The round of each, sorted by time (`orders` is put into that order). A told round stands. Any other follows the
// highest of the orders before it that had not been cancelled by its own day, 1 when there are none: what held when it
// was ordered. So a later cancellation renumbers nothing that has been, and every as-of day sees the same rounds.
[[nodiscard]] std::vector<std::int64_t> number_rounds(std::vector<RoundOrder>& orders);

}  // namespace tsuzuku::services
