#pragma once
// The money facts that net sales consist of, each on its own day: one visitor for whoever adds them up, by month or by
// day and payment method.

#include <vector>

#include "analysis/analysis.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::net_sales {

// Facts added up. Out of stock is what the others leave over.
struct Facts {
  std::int64_t facts = 0;
  std::int64_t orders = 0;
  std::int64_t orders_without_customer = 0;
  Money accepted = 0;
  Money discounts = 0;
  Money points = 0;
  Money net_before_returns = 0;
  Money returned = 0;

  [[nodiscard]] Money out_of_stock() const { return accepted - discounts - points - net_before_returns; }
  [[nodiscard]] Money net() const { return net_before_returns - returned; }
  void add(const Facts& other) {
    facts += other.facts;
    orders += other.orders;
    orders_without_customer += other.orders_without_customer;
    accepted += other.accepted;
    discounts += other.discounts;
    points += other.points;
    net_before_returns += other.net_before_returns;
    returned += other.returned;
  }
};

// `place(order, day)`: where in `sums` a fact of an order goes that lies on that day.
template <typename Place>
struct FactVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = true;

  const Scope& scope;
  const ledger::Columns& columns;
  const Place& place;
  std::vector<Facts>& sums;
  bool somebody = true;
  bool selected = true;  // the order visited last
  ledger::OrderIndex last = 0;

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) { somebody = customer != kNobody; }
  void order(ledger::OrderIndex order, int day, bool) {
    last = order;
    selected = scope.selects_order(order);
    if (!selected || !scope.in_period(day)) return;
    Facts& into = sums[place(order, day)];
    const bool purchase = (columns.flags[order] & ledger::kPurchaseFlag) != 0;
    ++into.facts;
    into.orders += purchase;
    into.orders_without_customer += purchase && !somebody;
    into.accepted += columns.accepted[order];
    into.discounts += columns.discounts[order];
    into.points += columns.points[order];
    into.net_before_returns += columns.net_before_returns[order];
  }
  void returned(int, int day, Money amount) {
    if (!selected || !scope.in_period(day)) return;
    Facts& into = sums[place(last, day)];
    ++into.facts;
    into.returned += amount;
  }
  void end() {}
};

struct DayFacts {
  Day day;
  std::string payment_method;  // "" = not told
  Facts facts;
};

// The facts of one month as net_sales counts them as of that day, by day and payment method, those without any left
// out; by day, then in the order of the ledger's names.
[[nodiscard]] std::vector<DayFacts> facts_by_day(const ledger::Ledger& ledger, YearMonth month, Day as_of,
                                                 const Execution& execution = {});

}  // namespace tsuzuku::analysis::net_sales
