#pragma once
// What RFM and CPM know of a customer: how often, since when, until when, for how much. With a period, only of
// its orders; what came back by the as-of day is taken off the order it belongs to.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis {

struct Activity {
  ledger::CustomerIndex customer = 0;  // whose it is, where a walk found it
  std::int64_t purchases = 0;
  int first_day = 0;
  int last_day = 0;
  Money sales = 0;

  void add_purchase(int day) {
    if (purchases++ == 0) first_day = day;
    last_day = day;
  }
};

// Visitor (analysis/common/walk.hpp) that hands each customer with a purchase in the period to `sink(Activity)`.
template <typename Sink>
struct ActivityVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;

  const Scope& scope;
  const std::int32_t* net_before_returns;
  Sink sink;
  Activity activity{};

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) { activity = {.customer = customer}; }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    if (!scope.in_period(day)) return;
    activity.sales += net_before_returns[order];
    if (starts_purchase) activity.add_purchase(day);
  }
  void returned(int order_day, int, Money amount) {
    if (scope.in_period(order_day)) activity.sales -= amount;
  }
  void end() {
    if (activity.purchases > 0) sink(activity);
  }
};

template <typename Sink>
[[nodiscard]] ActivityVisitor<Sink> activity_visitor(const Scope& scope, Sink sink) {
  return {scope, scope.ledger->columns().net_before_returns.data(), std::move(sink)};
}

// The same of one history; nothing without a purchase in the period.
[[nodiscard]] inline std::optional<Activity> activity_of(const CustomerHistory& history, const Scope& scope) {
  Activity activity;
  for (const Day day : history.purchases) {
    if (scope.in_period(day.value)) activity.add_purchase(day.value);
  }
  for (const auto& order : history.orders) {
    if (scope.in_period(order.day.value)) activity.sales += order.net_before_returns;
  }
  for (const auto& back : history.returns) {
    if (scope.in_period(back.order_day.value)) activity.sales -= back.amount;
  }
  return activity.purchases > 0 ? std::optional(activity) : std::nullopt;
}

}  // namespace tsuzuku::analysis
