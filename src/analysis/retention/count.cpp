#include "analysis/retention/count.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::retention {
namespace {

struct GroupSizes {
  std::vector<std::int64_t> contracts;
  void merge(const GroupSizes& other) {
    std::ranges::transform(contracts, other.contracts, contracts.begin(), std::plus<>());
  }
};

}  // namespace

std::vector<std::int64_t> count_contracts(const Scope& scope, const OrderGroups& groups, bool per_customer,
                                          const Execution& execution) {
  GroupSizes empty{std::vector<std::int64_t>(groups.count())};
  return reduce_orders(*scope.ledger, execution, std::move(empty),
                       [&](ledger::OrderRange chunk, GroupSizes& found) {
                         auto visitor = delivery_visitor(*scope.ledger, [&](auto, const Deliveries& deliveries) {
                           for_selected_contracts(scope, deliveries, per_customer, [&](const auto& contract) {
                             ++found.contracts[groups.of(deliveries[contract.first].order)];
                           });
                         });
                         LeftOutTally ignored;
                         Walk(scope, visitor, ignored)(chunk);
                       })
      .contracts;
}

Counts count_rounds(const Scope& scope, const OrderGroups& groups, const std::vector<std::size_t>& position_of,
                    std::size_t shown, const Question& question, const Execution& execution) {
  const auto count = [&](Rounds& rounds, ledger::CustomerIndex customer, const Deliveries& deliveries,
                         const Deliveries::Contract& contract) {
    const std::size_t group = position_of[groups.of(deliveries[contract.first].order)];
    if (group >= shown) return;
    const auto state = subscription_state(*scope.blocks->subscriptions, customer, contract.number, Day{scope.as_of});
    for (std::uint32_t at = contract.first; at != Delivery::kNone; at = deliveries[at].next) {
      const Delivery& delivery = deliveries[at];
      std::optional<int> days_to_next;
      if (delivery.next != Delivery::kNone) days_to_next = deliveries[delivery.next].day - delivery.day;
      rounds.add(group, delivery.round, scope.as_of - delivery.day, days_to_next, state);
    }
  };
  Counts empty{Rounds(shown, question.rounds_max, question.grace_days), {}};
  return reduce_orders(*scope.ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, Counts& counts) {
    auto visitor = delivery_visitor(*scope.ledger, [&](ledger::CustomerIndex customer, const Deliveries& deliveries) {
      for_selected_contracts(scope, deliveries, question.per_customer, [&](const Deliveries::Contract& contract) {
        count(counts.rounds, customer, deliveries, contract);
      });
    });
    Walk(scope, visitor, counts.left_out)(chunk);
  });
}

}  // namespace tsuzuku::analysis::retention
