#pragma once
// The three legs of an order's way and how long one order took for each.

#include <array>
#include <optional>

#include "analysis/common/fulfilment.hpp"
#include "analysis/common/order_facts.hpp"

namespace tsuzuku::analysis::delivery {

enum Leg : std::size_t { OrderToShipped, ShippedToDelivered, OrderToDelivered };
inline constexpr std::size_t kLegs = 3;
inline constexpr std::array<const char*, kLegs> kLegNames{"order_to_shipped", "shipped_to_delivered",
                                                          "order_to_delivered"};

struct Trip {
  int watched = 0;          // days from its beginning to the as-of day
  std::optional<int> days;  // until it ended; what ended before it began took 0

  [[nodiscard]] bool matured(int limit) const { return watched >= limit; }
  [[nodiscard]] bool ended_within(int limit) const { return days && *days <= limit; }
};

class TripRule {
 public:
  explicit TripRule(const Scope& scope) : told_(scope), as_of_(scope.as_of) {}

  [[nodiscard]] const Fulfilment& told() const { return told_; }
  [[nodiscard]] bool tells(std::size_t leg) const;
  // Nothing where the leg never began, its end is not told though a later day is, or the order was cancelled on it.
  [[nodiscard]] std::optional<Trip> operator()(std::size_t leg, ledger::OrderIndex order, int order_day) const;

 private:
  Fulfilment told_;
  int as_of_;
};

}  // namespace tsuzuku::analysis::delivery
