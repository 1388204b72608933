#include "ledger/ledger.hpp"

#include <algorithm>

#include "ledger/inside.hpp"

namespace tsuzuku::ledger {

std::optional<CustomerIndex> Ledger::find_customer(std::int64_t id) const {
  const auto found = std::ranges::lower_bound(customer_ids_, id);
  if (found == customer_ids_.end() || *found != id) return std::nullopt;
  return static_cast<CustomerIndex>(found - customer_ids_.begin());
}

std::size_t Ledger::first_return(OrderIndex order) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(returns_.order, order) - returns_.order.begin());
}

// The day after which nothing happened, if anything did.
void Inside::set_days(Ledger& ledger) {
  const Columns& columns = ledger.columns_;
  if (columns.day.empty()) return;
  const auto [first, last] = std::ranges::minmax_element(columns.day);
  int known = *last;
  for (const std::uint16_t day : columns.cancelled) known = day == kNever ? known : std::max<int>(known, day);
  for (const std::uint16_t day : ledger.returns_.day) known = std::max<int>(known, day);
  ledger.first_day_ = Day{*first};
  ledger.last_day_ = Day{*last};
  ledger.last_known_day_ = Day{known};
}

std::size_t Ledger::bytes() const {
  return order_count() * kBytesPerOrder + returns_.order.size() * kBytesPerReturn +
         part_costs_.order.size() * kBytesPerPartCost + customer_count() * kBytesPerCustomer +
         anonymous_ids_.size() * sizeof(std::int64_t) + sizeof(OrderIndex);
}

}  // namespace tsuzuku::ledger
