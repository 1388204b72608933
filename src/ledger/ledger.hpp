#pragma once
// The immutable, columnar copy of a shop's orders that every question is asked of. Made by Builder, held as
// shared_ptr<const Ledger>: readers keep the one they began with while a newer one takes its place.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "base/money.hpp"
#include "ledger/columns.hpp"

namespace tsuzuku::ledger {

// Half open: begin <= order < end.
struct OrderRange {
  OrderIndex begin = 0;
  OrderIndex end = 0;
  [[nodiscard]] OrderIndex size() const { return end - begin; }
};

class Ledger {
 public:
  [[nodiscard]] std::size_t order_count() const { return columns_.day.size(); }
  [[nodiscard]] std::size_t customer_count() const { return customer_ids_.size(); }
  [[nodiscard]] const Columns& columns() const { return columns_; }
  [[nodiscard]] const Returns& returns() const { return returns_; }
  [[nodiscard]] const PartCosts& part_costs() const { return part_costs_; }

  // Ascending.
  [[nodiscard]] std::span<const std::int64_t> customer_ids() const { return customer_ids_; }
  [[nodiscard]] std::optional<CustomerIndex> find_customer(std::int64_t id) const;
  // customer_count() + 1 entries; the last one is where the orders without customer begin.
  [[nodiscard]] std::span<const OrderIndex> customer_begin() const { return customer_begin_; }
  [[nodiscard]] OrderRange orders_of(CustomerIndex customer) const {
    return {customer_begin_[customer], customer_begin_[customer + 1]};
  }
  [[nodiscard]] OrderRange anonymous_orders() const {
    return {customer_begin_.back(), static_cast<OrderIndex>(order_count())};
  }
  // Ids of the orders of anonymous_orders(), in their order.
  [[nodiscard]] std::span<const std::int64_t> anonymous_ids() const { return anonymous_ids_; }
  // Position in returns() of the first return of `order` or a later order.
  [[nodiscard]] std::size_t first_return(OrderIndex order) const;

  // Of all orders, cancelled or not; nothing when there are none.
  [[nodiscard]] std::optional<Day> first_day() const { return first_day_; }
  [[nodiscard]] std::optional<Day> last_day() const { return last_day_; }
  // The last day on which an order, a cancellation or a return is known: until then the shop was watched.
  [[nodiscard]] std::optional<Day> last_known_day() const { return last_known_day_; }

  [[nodiscard]] Currency currency() const { return currency_; }
  [[nodiscard]] bool merge_same_day() const { return merge_same_day_; }
  // Index 0 of each is "": not told.
  [[nodiscard]] std::span<const std::string> sources() const { return sources_; }
  [[nodiscard]] std::span<const std::string> payment_methods() const { return payment_methods_; }
  // Codes of all products, for those that returns name. Blocks of the same moment list them under the same indexes.
  [[nodiscard]] std::span<const std::string> products() const { return products_; }

  // Bytes held by columns, returns and customers.
  [[nodiscard]] std::size_t bytes() const;

 private:
  friend class Builder;
  friend struct Inside;
  Ledger() = default;

  Columns columns_;
  Returns returns_;
  PartCosts part_costs_;
  Column<std::int64_t> customer_ids_;
  Column<OrderIndex> customer_begin_{std::vector<OrderIndex>{0}};
  Column<std::int64_t> anonymous_ids_;
  std::optional<Day> first_day_;
  std::optional<Day> last_day_;
  std::optional<Day> last_known_day_;
  Currency currency_{"JPY", 0};
  bool merge_same_day_ = true;
  std::vector<std::string> sources_;
  std::vector<std::string> payment_methods_;
  std::vector<std::string> products_;
};

}  // namespace tsuzuku::ledger
