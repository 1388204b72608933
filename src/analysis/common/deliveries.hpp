#pragma once
// A customer's deliveries by subscription and round: what `retention` and its kin are computed from.
//
// A delivery is an order of a subscription that makes a purchase. Orders of which the file tells a round but no number
// of a subscription are all of one subscription of their customer. The round is the one the file tells; where the file
// does not count, the round before it + 1, so that a file whose counting begins at 15 goes on at 16. A number that went
// back is taken as not told. An order that repeats the round before it is another parcel of that delivery, and so is,
// where the shop merges orders of one day, one of the same day without a number.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/common/scope.hpp"
#include "domain/codes.hpp"
#include "ledger/blocks.hpp"

namespace tsuzuku::analysis {

[[nodiscard]] inline bool is_of_subscription(const ledger::Columns& columns, ledger::OrderIndex order) {
  return columns.subscription[order] != 0 || (columns.flags[order] >> 1U) != 0;
}

struct Delivery {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  ledger::OrderIndex order = 0;  // its first parcel
  int day = 0;
  int round = 0;
  std::uint32_t next = kNone;  // position of the same subscription's next delivery
};

// `grace_days`: until so many days after a delivery nobody asks whether a later one came.
[[nodiscard]] Parameter grace_parameter();

// One customer after the other, without allocating for each.
class Deliveries {
 public:
  struct Contract {
    std::uint8_t number = 0;  // which of the customer's own subscriptions, from 1; 0 the one without a number
    std::uint32_t first = 0;  // positions of deliveries
    std::uint32_t last = 0;
  };

  explicit Deliveries(const ledger::Ledger& ledger) : ledger_(&ledger) {}

  void clear();
  // An order that makes a purchase; in ledger order. Position of the delivery it is, or is another parcel of; a new
  // delivery stands behind all before it. Delivery::kNone for an order without subscription, which is passed over.
  std::uint32_t add(ledger::OrderIndex order) {
    return is_of_subscription(ledger_->columns(), order) ? add_delivery(order) : Delivery::kNone;
  }

  // In the order of their first deliveries.
  [[nodiscard]] std::span<const Contract> contracts() const { return contracts_; }
  // The contract of these that reached the highest round; of several the one whose latest delivery is the latest, then
  // the one that began last.
  [[nodiscard]] bool goes_further(const Contract& one, const Contract& than) const;
  [[nodiscard]] const Delivery& operator[](std::uint32_t position) const { return deliveries_[position]; }

 private:
  std::uint32_t add_delivery(ledger::OrderIndex order);

  const ledger::Ledger* ledger_;
  std::vector<Delivery> deliveries_;
  std::vector<Contract> contracts_;
  std::array<std::uint16_t, ledger::kSubscriptionMax + 1> contract_of_{};  // position in contracts_ + 1
};

// The contracts whose first delivery lies in the period, came from the source, was paid so and contained the product;
// per customer only the one of them that went furthest.
template <typename Sink>
void for_selected_contracts(const Scope& scope, const Deliveries& deliveries, bool per_customer, const Sink& sink) {
  const Deliveries::Contract* furthest = nullptr;
  for (const Deliveries::Contract& contract : deliveries.contracts()) {
    const Delivery& first = deliveries[contract.first];
    if (!scope.in_period(first.day) || !scope.selects_order(first.order)) continue;
    if (!per_customer) {
      sink(contract);
    } else if (furthest == nullptr || deliveries.goes_further(contract, *furthest)) {
      furthest = &contract;
    }
  }
  if (furthest != nullptr) sink(*furthest);
}

// The state of the customer's n-th subscription on a day; one that nothing is told of is active.
[[nodiscard]] domain::SubscriptionState subscription_state(const ledger::Subscriptions& subscriptions,
                                                           ledger::CustomerIndex customer, std::uint8_t number,
                                                           Day as_of);

}  // namespace tsuzuku::analysis
