#include "analysis/churn_signal/standing.hpp"

namespace tsuzuku::analysis::churn_signal {

using domain::SubscriptionState;

StandingReader::StandingReader(const Scope& scope, States states)
    : scope_(scope), states_(states), columns_(scope.ledger->columns()), deliveries_(*scope.ledger) {}

void StandingReader::begin(ledger::CustomerIndex customer) {
  for (const Deliveries::Contract& contract : deliveries_.contracts()) net_[contract.number] = 0;
  deliveries_.clear();
  outside_ = {.customer = customer};
}

void StandingReader::order(ledger::OrderIndex order) {
  const bool purchase = (columns_.flags[order] & ledger::kPurchaseFlag) != 0;
  const bool delivery = purchase && is_of_subscription(columns_, order);
  net_of_last_ = delivery ? &net_[columns_.subscription[order]] : &outside_.net;
  *net_of_last_ += columns_.net_before_returns[order];
  if (delivery) {
    deliveries_.add(order);
  } else if (purchase) {
    const std::uint16_t day = columns_.day[order];
    if (outside_.purchases == 0) outside_.first_day = day;
    if (outside_.purchases == 0 || day != outside_.last_day || !scope_.ledger->merge_same_day()) ++outside_.purchases;
    outside_.last_day = day;
  }
}

void StandingReader::returned(Money amount) { *net_of_last_ -= amount; }

SubscriptionState StandingReader::told_state(const Deliveries::Contract& contract) const {
  return subscription_state(*scope_.blocks->subscriptions, outside_.customer, contract.number, Day{scope_.as_of});
}

SubscriptionState StandingReader::state_of(const Deliveries::Contract& contract) const {
  const SubscriptionState state = told_state(contract);
  if (states_ == States::AsTold || state == SubscriptionState::Undelivered) return state;
  return state == SubscriptionState::Cancelled && ended(contract) ? state : SubscriptionState::Active;
}

std::optional<int> StandingReader::ended(const Deliveries::Contract& contract) const {
  const ledger::Subscriptions& subscriptions = *scope_.blocks->subscriptions;
  const ledger::Subscriptions::Range own = subscriptions.of(outside_.customer);
  if (contract.number == 0 || contract.number > own.size()) return std::nullopt;
  const std::uint16_t day = subscriptions.ended()[own.begin + contract.number - 1U];
  return day == ledger::kNever ? std::nullopt : std::optional<int>(day);
}

Standing StandingReader::of_contract(const Deliveries::Contract& contract) const {
  const Delivery& last = deliveries_[contract.last];
  Standing standing{.net = net_[contract.number],
                    .customer = outside_.customer,
                    .first_day = static_cast<std::uint16_t>(deliveries_[contract.first].day),
                    .last_day = static_cast<std::uint16_t>(last.day),
                    .round = static_cast<std::uint16_t>(last.round),
                    .kind = Kind::Contract,
                    .word = state_of(contract)};
  for (std::uint32_t at = contract.first; at != Delivery::kNone; at = deliveries_[at].next) ++standing.purchases;
  return standing;
}

Standing StandingReader::standing() const {
  // How much a contract says about its customer: running before paused before cancelled, also where nobody says when.
  const auto rank = [&](const Deliveries::Contract& contract) {
    const SubscriptionState state = state_of(contract);
    if (told_state(contract) == SubscriptionState::Cancelled) return 0;
    return state == SubscriptionState::Skipped || state == SubscriptionState::Paused ? 1 : 2;
  };
  const Deliveries::Contract* told_most = nullptr;
  int rank_of_it = -1;
  for (const Deliveries::Contract& contract : deliveries_.contracts()) {
    const int rank_of_this = rank(contract);
    const bool later = told_most != nullptr && deliveries_[contract.last].day >= deliveries_[told_most->last].day;
    if (rank_of_this > rank_of_it || (rank_of_this == rank_of_it && later)) {
      told_most = &contract;
      rank_of_it = rank_of_this;
    }
  }
  if (told_most == nullptr) return outside_;
  const bool bought_since = outside_.purchases > 0 && outside_.last_day > deliveries_[told_most->last].day;
  return rank_of_it == 0 && bought_since ? outside_ : of_contract(*told_most);
}

}  // namespace tsuzuku::analysis::churn_signal
