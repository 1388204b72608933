#pragma once
// Builds a Ledger from rows streamed out of the store (or a generator): customers first, then orders in any
// order (rows sorted by customer_id cost nothing extra), then returns. One builder, one thread; parts of the orders
// may be filled on other threads.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/money.hpp"
#include "ledger/columns.hpp"

namespace tsuzuku::ledger {

class Ledger;

// One order as the store holds it. Amounts follow domain/order_amounts.hpp, minor units, each below
// limits::kOrderMoney. `customer` 0 = a sale without customer.
struct OrderRow {
  std::int64_t customer = 0;
  std::int64_t order = 0;
  Day day;
  std::optional<Day> cancelled;
  std::optional<Day> shipped;
  std::optional<Day> delivered;
  std::optional<Day> paid;
  std::optional<Day> payment_due;
  Money accepted = 0;
  Money out_of_stock = 0;
  Money discounts = 0;
  Money points = 0;
  Money cost = 0;                   // of the goods whose cost is known; one below zero counts as 0
  Money uncosted = 0;               // domain::OrderAmounts::uncosted
  std::uint16_t source = 0;         // index into the names given to set_sources; 0 = not told
  std::uint8_t payment_method = 0;  // index into set_payment_methods; 0 = not told
  std::uint8_t round = 0;           // of a subscription, 0 = none, 126 = 126 or more
  std::uint8_t subscription = 0;    // which of the customer's own, by id, from 1; 0 = none, 255 = 255 or later
  std::uint8_t hour = kNoHour;      // 0-23
  domain::LossReason cancel_reason = domain::LossReason::None;
  bool purchase = true;  // domain::has_ordinary_goods and kind Sale
};

// Goods that came back on a day, of the named order (an order of kind Credit has its own row, purchase = false).
// A return dated before its order counts from the order's day. amount >= 0; nothing is kept of one without amount.
struct ReturnRow {
  std::int64_t customer = 0;
  std::int64_t order = 0;
  Day day;
  Money amount = 0;
  ProductIndex product = 0;   // index into the codes given to set_products; 0 = not told
  std::int64_t quantity = 0;  // pieces; below zero counts as none
  domain::ReturnReason reason = domain::ReturnReason::NotTold;
  bool exchange = false;  // domain::tells_exchange
};

// Some of the orders, taken in on a thread of their own and then handed back to the builder that made the part.
class OrderPart {
 public:
  ~OrderPart();
  OrderPart(OrderPart&&) noexcept;
  OrderPart& operator=(OrderPart&&) noexcept;
  void add(const OrderRow& row);

 private:
  friend class Builder;
  struct Impl;
  explicit OrderPart(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class Builder {
 public:
  Builder();
  ~Builder();
  Builder(Builder&&) noexcept;
  Builder& operator=(Builder&&) noexcept;

  void set_currency(Currency currency);
  void set_merge_same_day(bool merge);               // default true: orders of one customer on one day are one purchase
  void set_sources(std::vector<std::string> names);  // index 0 is ""
  void set_payment_methods(std::vector<std::string> names);  // index 0 is ""
  void set_products(std::vector<std::string> codes);  // index 0 is ""; those of the lines that go with the ledger

  // Unique ids; ascending ids avoid a sort. Orders of a customer never added are refused by finish().
  void add_customer(std::int64_t id);
  void set_customers(std::vector<std::int64_t> ids);  // all of them at once
  void add_order(const OrderRow& row);
  [[nodiscard]] OrderPart part() const;  // names are set before
  void add(OrderPart part);
  void add_return(const ReturnRow& row);

  // Sorts, checks (days and amounts in range, customers and products known, returns belong to orders) and hands out the
  // finished ledger. The builder is empty afterwards.
  [[nodiscard]] Result<std::shared_ptr<const Ledger>> finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tsuzuku::ledger
