#pragma once
// Single orders and what became of them: those that hold ordinary goods, cancelled or not, of customers or of nobody.

#include <algorithm>

#include "analysis/analysis.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis {

struct OrderFact {
  ledger::OrderIndex order = 0;
  int day = 0;
  int stage = 0;           // which purchase of the customer it belongs to, or would have been; 0: of nobody
  bool cancelled = false;  // by the as-of day
  Money returned = 0;      // by the as-of day; 0 for cancelled ones
};

// Visitor that hands every such order of the period that the scope selects to `sink(OrderFact)`.
template <typename Sink>
class OrderFactVisitor {
 public:
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = true;

  OrderFactVisitor(const Scope& scope, Sink sink)
      : scope_(scope), columns_(scope.ledger->columns()), sink_(std::move(sink)) {}

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) {
    somebody_ = customer != kNobody;
    purchases_ = 0;
  }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    hand_over();
    if (starts_purchase) {
      ++purchases_;
      purchase_day_ = day;
    }
    const bool purchase = (columns_.flags[order] & ledger::kPurchaseFlag) != 0;
    if (purchase) take(order, day, purchases_, false);
  }
  void cancelled(ledger::OrderIndex order, int day) {
    hand_over();
    if ((columns_.flags[order] & ledger::kPurchaseFlag) == 0) return;
    const bool beside_purchase = scope_.ledger->merge_same_day() && purchases_ > 0 && purchase_day_ == day;
    take(order, day, beside_purchase ? purchases_ : purchases_ + 1, true);
  }
  void returned(int, int, Money amount) { fact_.returned += amount; }
  void end() { hand_over(); }

 private:
  void take(ledger::OrderIndex order, int day, int stage, bool cancelled) {
    held_ = scope_.in_period(day) && scope_.selects_order(order);
    fact_ = {.order = order, .day = day, .stage = somebody_ ? stage : 0, .cancelled = cancelled};
  }
  void hand_over() {
    if (held_) sink_(static_cast<const OrderFact&>(fact_));
    held_ = false;
  }

  const Scope& scope_;
  const ledger::Columns& columns_;
  Sink sink_;
  OrderFact fact_;
  bool held_ = false;  // the order visited last waits for what came back of it
  bool somebody_ = true;
  int purchases_ = 0;
  int purchase_day_ = 0;
};

// The same of one history with its cancelled orders (Analysis::with_cancelled), in no order.
template <typename Sink>
void for_each_order_fact(const CustomerHistory& history, const Scope& scope, Sink sink) {
  const auto stage_of = [&](const CustomerHistory::Order& order) {
    if (scope.ledger->merge_same_day()) {
      return 1 + std::ranges::count_if(history.purchases, [&](Day day) { return day < order.day; });
    }
    return 1 + std::ranges::count_if(history.orders,
                                     [&](const auto& other) { return other.purchase && other.index < order.index; });
  };
  const auto hand_over = [&](const CustomerHistory::Order& order, bool cancelled) {
    if (!order.purchase || !scope.in_period(order.day.value) || !scope.selects_order(order.index)) return;
    sink(OrderFact{.order = order.index,
                   .day = order.day.value,
                   .stage = static_cast<int>(stage_of(order)),
                   .cancelled = cancelled,
                   .returned = cancelled ? 0 : scope.view().returned(order.index)});
  };
  for (const auto& order : history.orders) hand_over(order, false);
  for (const auto& order : history.cancelled) hand_over(order, true);
}

// How many orders of the history `holds(OrderFact)` is true for.
template <typename Holds>
[[nodiscard]] std::int64_t count_orders(const CustomerHistory& history, const Scope& scope, Holds holds) {
  std::int64_t orders = 0;
  for_each_order_fact(history, scope, [&](const OrderFact& fact) { orders += holds(fact); });
  return orders;
}

}  // namespace tsuzuku::analysis
