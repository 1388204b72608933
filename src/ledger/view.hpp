#pragma once
// The ledger as it stood at the end of a day: orders after it do not exist, and what became known after it
// (cancellation, shipping, payment, return) is not yet true.

#include <algorithm>

#include "ledger/ledger.hpp"

namespace tsuzuku::ledger {

class View {
 public:
  // Any day may be asked for; before the first order the view is empty.
  View(const Ledger& ledger, Day as_of) : ledger_(&ledger), as_of_(as_of) {}

  [[nodiscard]] const Ledger& ledger() const { return *ledger_; }
  [[nodiscard]] Day as_of() const { return as_of_; }

  [[nodiscard]] bool known(std::uint16_t day) const { return day != kNever && day <= as_of_.value; }
  [[nodiscard]] bool exists(OrderIndex order) const { return columns().day[order] <= as_of_.value; }
  [[nodiscard]] bool cancelled(OrderIndex order) const { return known(columns().cancelled[order]); }
  // Its money counts: it exists and is not cancelled.
  [[nodiscard]] bool counts(OrderIndex order) const { return exists(order) && !cancelled(order); }
  // It makes a purchase, or is part of one when the shop merges orders of one day.
  [[nodiscard]] bool is_purchase(OrderIndex order) const {
    return counts(order) && (columns().flags[order] & kPurchaseFlag) != 0;
  }
  [[nodiscard]] bool shipped(OrderIndex order) const { return known(columns().shipped[order]); }
  [[nodiscard]] bool delivered(OrderIndex order) const { return known(columns().delivered[order]); }
  [[nodiscard]] bool paid(OrderIndex order) const { return known(columns().paid[order]); }

  [[nodiscard]] Day day(OrderIndex order) const { return Day{columns().day[order]}; }
  [[nodiscard]] Money net_before_returns(OrderIndex order) const { return columns().net_before_returns[order]; }
  [[nodiscard]] Money out_of_stock(OrderIndex order) const {
    const Columns& all = columns();
    return Money{all.accepted[order]} - all.discounts[order] - all.points[order] - all.net_before_returns[order];
  }
  [[nodiscard]] int subscription_round(OrderIndex order) const { return columns().flags[order] >> 1U; }
  // Why it was cancelled; None where it is not.
  [[nodiscard]] domain::LossReason cancel_reason(OrderIndex order) const {
    return cancelled(order) ? columns().cancel_reason[order] : domain::LossReason::None;
  }
  // Of the goods whose cost is known.
  [[nodiscard]] Money cost(OrderIndex order) const { return std::max(columns().cost[order], 0); }
  // What was asked for the goods whose cost is not known, before the order's own discount and points.
  [[nodiscard]] Money uncosted(OrderIndex order) const {
    const std::int32_t cost = columns().cost[order];
    if (cost < 0) return -Money{cost};
    const PartCosts& parts = ledger_->part_costs();
    const auto found = std::ranges::lower_bound(parts.order, order);
    if (found == parts.order.end() || *found != order) return 0;
    return parts.uncosted[static_cast<std::size_t>(found - parts.order.begin())];
  }
  // Sum of what came back of this order by then.
  [[nodiscard]] Money returned(OrderIndex order) const;

 private:
  [[nodiscard]] const Columns& columns() const { return ledger_->columns(); }
  const Ledger* ledger_;
  Day as_of_;
};

inline Money View::returned(OrderIndex order) const {
  const Returns& all = ledger_->returns();
  Money sum = 0;
  for (std::size_t at = ledger_->first_return(order); at < all.order.size() && all.order[at] == order; ++at) {
    if (known(all.day[at])) sum += all.amount[at];
  }
  return sum;
}

}  // namespace tsuzuku::ledger
