#pragma once
// A customer's purchases with the orders they are made of, for analyses of what was in them.

#include <span>
#include <vector>

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis {

// Visitor (analysis/common/walk.hpp) that hands over each purchase when it is complete:
// `purchase(number from 1, day, orders)`, and `customer()` after the last one.
template <typename Purchase, typename Customer>
struct VisitsVisitor {
  static constexpr bool kMoney = false;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;

  const std::uint8_t* flags;
  Purchase purchase;
  Customer customer;
  std::vector<ledger::OrderIndex> orders = {};
  int number = 0;
  int day_of_purchase = 0;

  void begin(ledger::CustomerIndex, ledger::OrderIndex) { number = 0; }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    if (starts_purchase) {
      close();
      ++number;
      day_of_purchase = day;
    }
    if ((flags[order] & ledger::kPurchaseFlag) != 0) orders.push_back(order);
  }
  void returned(int, int, Money) {}
  void end() {
    close();
    customer();
  }
  void close() {
    if (!orders.empty()) purchase(number, day_of_purchase, std::span<const ledger::OrderIndex>(orders));
    orders.clear();
  }
};

template <typename Purchase, typename Customer>
[[nodiscard]] VisitsVisitor<Purchase, Customer> visits_visitor(const ledger::Ledger& ledger, Purchase purchase,
                                                               Customer customer) {
  return {ledger.columns().flags.data(), std::move(purchase), std::move(customer)};
}

// The same of one history: `purchase(number from 1, day, orders)`.
template <typename Purchase>
void for_purchases(const CustomerHistory& history, bool merge_same_day, const Purchase& purchase) {
  std::vector<ledger::OrderIndex> orders;
  int number = 0;
  Day day;
  const auto close = [&] {
    if (!orders.empty()) purchase(++number, day.value, std::span<const ledger::OrderIndex>(orders));
    orders.clear();
  };
  for (const auto& order : history.orders) {
    if (!order.purchase) continue;
    if (!merge_same_day || order.day != day) close();
    day = order.day;
    orders.push_back(order.index);
  }
  close();
}

}  // namespace tsuzuku::analysis
