#include "analysis/weakest_link/round_chain.hpp"

#include "analysis/common/deliveries.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"
#include "analysis/weakest_link/purchase_chain.hpp"

namespace tsuzuku::analysis::weakest_link {
namespace {

class RoundVisitor {
 public:
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;
  static constexpr bool kDeliveries = true;

  RoundVisitor(const Scope& scope, const Scope& customers, const Measure& measure, int grace_days, ChainCounts& counts)
      : scope_(scope),
        customers_(customers),
        measure_(measure),
        grace_days_(grace_days),
        counts_(counts),
        deliveries_(*scope.ledger) {}

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex first) {
    beside_ = !customers_.selects_customer(first, scope_.ledger->orders_of(customer).end);
  }
  void order(ledger::OrderIndex order, int, bool) {
    const bool purchase = (scope_.ledger->columns().flags[order] & ledger::kPurchaseFlag) != 0;
    at_ = purchase ? deliveries_.add(order) : Delivery::kNone;
    if (at_ == Delivery::kNone) return;
    if (at_ == money_.size()) money_.emplace_back();
    const Layers layers = measure_.layers(order);
    money_[at_].value += measure_.of(layers);
    money_[at_].uncosted += layers.uncosted;
  }
  void returned(int, int, Money amount) {
    if (at_ != Delivery::kNone) money_[at_].value -= amount;
  }
  void end() {
    for_selected_contracts(scope_, deliveries_, false, [&](const Deliveries::Contract& contract) {
      for (std::uint32_t at = contract.first; at != Delivery::kNone; at = deliveries_[at].next) add(at);
    });
    deliveries_.clear();
    money_.clear();
  }

 private:
  struct DeliveryMoney {
    Money value = 0;
    Money uncosted = 0;
  };

  void add(std::uint32_t at) {
    const Delivery& delivery = deliveries_[at];
    counts_.link(delivery.round)
        .add(money_[at].value, measure_.flows().of(delivery.round).contains(delivery.day),
             scope_.as_of - delivery.day >= grace_days_, delivery.next != Delivery::kNone);
    counts_.uncosted += money_[at].uncosted;
    if (beside_) counts_.uncosted_beside += money_[at].uncosted;
  }

  const Scope& scope_;
  const Scope& customers_;
  const Measure& measure_;
  const int grace_days_;
  ChainCounts& counts_;
  Deliveries deliveries_;
  std::vector<DeliveryMoney> money_;    // by the position of the delivery
  std::uint32_t at_ = Delivery::kNone;  // the delivery of the order visited last
  bool beside_ = false;
};

}  // namespace

Chain count_rounds(const Scope& scope, const Arguments& arguments, const Execution& execution) {
  Scope contracts = scope;
  contracts.selection = Selection::FirstDelivery;
  const Scope customers = by_first_purchase(scope);
  const Measure measure(scope, arguments);
  const int grace_days = static_cast<int>(arguments.integer("grace_days"));
  return reduce_orders(*scope.ledger, execution, ChainCounts(kRoundLinks),
                       [&](ledger::OrderRange chunk, ChainCounts& counts) {
                         RoundVisitor visitor(contracts, customers, measure, grace_days, counts);
                         Walk(contracts, visitor, counts.left_out)(chunk);
                       })
      .chain(measure.flows());
}

}  // namespace tsuzuku::analysis::weakest_link
