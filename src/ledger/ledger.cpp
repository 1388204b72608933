#include "ledger/ledger.hpp"

#include <algorithm>

namespace tsuzuku::ledger {

std::optional<CustomerIndex> Ledger::find_customer(std::int64_t id) const {
  const auto found = std::ranges::lower_bound(customer_ids_, id);
  if (found == customer_ids_.end() || *found != id) return std::nullopt;
  return static_cast<CustomerIndex>(found - customer_ids_.begin());
}

std::size_t Ledger::first_return(OrderIndex order) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(returns_.order, order) - returns_.order.begin());
}

std::size_t Ledger::bytes() const {
  return order_count() * kBytesPerOrder + returns_.order.size() * kBytesPerReturn +
         customer_count() * kBytesPerCustomer + sizeof(OrderIndex);
}

}  // namespace tsuzuku::ledger
