#include "analysis/common/deliveries.hpp"

#include <algorithm>
#include <tuple>

namespace tsuzuku::analysis {

Parameter grace_parameter() { return integer_parameter("grace_days", 60, 1, 400); }

void Deliveries::clear() {
  for (const Contract& contract : contracts_) contract_of_[contract.number] = 0;
  contracts_.clear();
  deliveries_.clear();
}

std::uint32_t Deliveries::add_delivery(ledger::OrderIndex order) {
  const ledger::Columns& columns = ledger_->columns();
  const std::uint8_t number = columns.subscription[order];
  const int told = columns.flags[order] >> 1U;
  const auto position = static_cast<std::uint32_t>(deliveries_.size());
  Delivery delivery{.order = order, .day = columns.day[order], .round = told > 0 ? told : 1};
  std::uint16_t& contract = contract_of_[number];
  if (contract == 0) {
    contracts_.push_back({.number = number, .first = position, .last = position});
    contract = static_cast<std::uint16_t>(contracts_.size());
    deliveries_.push_back(delivery);
    return position;
  }
  Contract& known = contracts_[contract - 1U];
  Delivery& before = deliveries_[known.last];
  const bool same_day_untold = told == 0 && delivery.day == before.day && ledger_->merge_same_day();
  if (told == before.round || same_day_untold) return known.last;
  delivery.round = std::max(told, before.round + 1);
  before.next = position;
  known.last = position;
  deliveries_.push_back(delivery);
  return position;
}

bool Deliveries::goes_further(const Contract& one, const Contract& than) const {
  const auto reached = [&](const Contract& contract) {
    const Delivery& last = deliveries_[contract.last];
    return std::tuple(last.round, last.day, contract.first);
  };
  return reached(one) > reached(than);
}

domain::SubscriptionState subscription_state(const ledger::Subscriptions& subscriptions, ledger::CustomerIndex customer,
                                             std::uint8_t number, Day as_of) {
  const ledger::Subscriptions::Range own = subscriptions.of(customer);
  if (number == 0 || number > own.size()) return domain::SubscriptionState::Active;
  return subscriptions.state_on(own.begin + number - 1U, as_of).value_or(domain::SubscriptionState::Active);
}

}  // namespace tsuzuku::analysis
