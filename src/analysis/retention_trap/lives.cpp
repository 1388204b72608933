#include "analysis/retention_trap/lives.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "analysis/common/deliveries.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::retention_trap {
namespace {

class LivesVisitor {
 public:
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;
  static constexpr bool kDeliveries = true;

  LivesVisitor(const Scope& scope, const Question& question, int recent_from, int recent_to, Lives& lives)
      : scope_(scope),
        question_(question),
        recent_from_(recent_from),
        recent_to_(recent_to),
        columns_(scope.ledger->columns()),
        deliveries_(*scope.ledger),
        lives_(lives) {}

  void begin(ledger::CustomerIndex, ledger::OrderIndex) {}
  void order(ledger::OrderIndex order, int, bool) {
    delivery_ = (columns_.flags[order] & ledger::kPurchaseFlag) != 0 && is_of_subscription(columns_, order);
    if (!delivery_) return;
    contract_ = columns_.subscription[order];
    net_[contract_] += columns_.net_before_returns[order];
    deliveries_.add(order);
  }
  void returned(int, int, Money amount) {
    if (delivery_) net_[contract_] -= amount;
  }
  void end() {
    for_selected_contracts(scope_, deliveries_, question_.per_customer, [&](const Deliveries::Contract& contract) {
      if (deliveries_[contract.first].round == 1) add(contract);
    });
    for (const Deliveries::Contract& contract : deliveries_.contracts()) net_[contract.number] = 0;
    deliveries_.clear();
  }

 private:
  void add(const Deliveries::Contract& contract) {
    const int first_day = deliveries_[contract.first].day;
    ++lives_.contracts;
    lives_.begun += first_day >= recent_from_ && first_day <= recent_to_;
    lives_.net += net_[contract.number];
    std::size_t matured = 0;
    bool all_matured = true;
    for (std::uint32_t at = contract.first; at != Delivery::kNone; at = deliveries_[at].next) {
      ++lives_.deliveries;
      all_matured = scope_.as_of - deliveries_[at].day >= question_.grace_days;
      matured += all_matured;
    }
    // A last delivery that has matured without another is an end instead of that renewal.
    if (all_matured && matured <= kRenewalsMost) {
      ++lives_.renewals.ended[matured];
    } else {
      ++lives_.renewals.kept[std::min(matured, kRenewalsMost)];
    }
  }

  const Scope& scope_;
  const Question& question_;
  const int recent_from_;
  const int recent_to_;
  const ledger::Columns& columns_;
  Deliveries deliveries_;
  Lives& lives_;
  std::array<Money, ledger::kSubscriptionMax + 1> net_{};  // by the customer's own subscriptions
  bool delivery_ = false;                                  // the order visited last, and whose
  std::uint8_t contract_ = 0;
};

}  // namespace

void Lives::merge(const Lives& other) {
  const auto add = [](std::vector<std::int64_t>& sums, const std::vector<std::int64_t>& more) {
    std::ranges::transform(sums, more, sums.begin(), std::plus<>());
  };
  add(renewals.ended, other.renewals.ended);
  add(renewals.kept, other.renewals.kept);
  contracts += other.contracts;
  begun += other.begun;
  deliveries += other.deliveries;
  net += other.net;
  left_out.merge(other.left_out);
}

Lives count_lives(const Scope& scope, const Question& question, int recent_from, int recent_to,
                  const Execution& execution) {
  return reduce_orders(*scope.ledger, execution, Lives{}, [&](ledger::OrderRange chunk, Lives& lives) {
    LivesVisitor visitor(scope, question, recent_from, recent_to, lives);
    Walk(scope, visitor, lives.left_out)(chunk);
  });
}

}  // namespace tsuzuku::analysis::retention_trap
