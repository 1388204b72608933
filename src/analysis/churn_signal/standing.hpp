#pragma once
// What is known of one customer's rhythm on the as-of day, and which of two ways to read it fits.
//
//   contract     a subscription runs (active or undelivered): its deliveries are the rhythm. Of several the one that
//                was delivered last, for it is the last sign of life
//   told         none runs, but one is paused or skipped by word: nothing about that is silent
//   no contract  neither, and the last purchase was one outside subscriptions: those purchases are the rhythm
//   told         the last purchase was a delivery of a subscription that was cancelled by word
//
// A past day knows no state but a cancellation whose day is told (States::KnownThen): what is skipped, paused or
// cancelled by today may not have been so then. Who bought outside after the last delivery of one that is cancelled by
// now is read by those purchases all the same.
//
// What makes a delivery and a round stands in common/deliveries.hpp.

#include <array>
#include <cstdint>
#include <optional>

#include "analysis/analysis.hpp"
#include "analysis/common/deliveries.hpp"

namespace tsuzuku::analysis::churn_signal {

enum class Kind : std::uint8_t { NoContract, Contract };

struct Standing {
  Money net = 0;  // of those purchases, less what came back; minor units
  ledger::CustomerIndex customer = 0;
  std::uint32_t purchases = 0;  // that the rhythm is read from; 0: nobody stands here
  std::uint16_t first_day = 0;  // of them
  std::uint16_t last_day = 0;
  std::uint16_t round = 0;  // of a contract's last delivery
  Kind kind = Kind::NoContract;
  domain::SubscriptionState word = domain::SubscriptionState::Active;  // Skipped, Paused and Cancelled were told

  [[nodiscard]] std::uint32_t repeats() const { return purchases - 1; }
  [[nodiscard]] int lasted() const { return last_day - first_day; }
  [[nodiscard]] bool is_told() const {
    return word != domain::SubscriptionState::Active && word != domain::SubscriptionState::Undelivered;
  }
};

// Of contracts, on the as-of day: what was told by today, or what can be known to have been so then. That a customer
// paused later must not be known to whoever looks from then.
enum class States : std::uint8_t { AsTold, KnownThen };

// Reads one customer after the other, order by order.
class StandingReader {
 public:
  // The scope must outlive the reader. REQUIRES: the block of subscriptions.
  explicit StandingReader(const Scope& scope, States states = States::AsTold);

  void begin(ledger::CustomerIndex customer);
  // In ledger order; what counts on the as-of day, whether it makes a purchase or not.
  void order(ledger::OrderIndex order);
  void returned(Money amount);  // of the order handed over last
  // purchases = 0 when there was none.
  [[nodiscard]] Standing standing() const;

  [[nodiscard]] const Deliveries& deliveries() const { return deliveries_; }
  [[nodiscard]] domain::SubscriptionState state_of(const Deliveries::Contract& contract) const;
  // The day of the cancellation by word, where it is told.
  [[nodiscard]] std::optional<int> ended(const Deliveries::Contract& contract) const;

 private:
  [[nodiscard]] domain::SubscriptionState told_state(const Deliveries::Contract& contract) const;
  [[nodiscard]] Standing of_contract(const Deliveries::Contract& contract) const;

  const Scope& scope_;
  States states_;
  const ledger::Columns& columns_;
  Deliveries deliveries_;
  Standing outside_;
  std::array<Money, ledger::kSubscriptionMax + 1> net_{};  // of deliveries, by the customer's own subscriptions
  Money* net_of_last_ = nullptr;
};

}  // namespace tsuzuku::analysis::churn_signal
