#pragma once
// Where each order stands: by customer, within a customer by day, within a day by order id; sales without customer
// after the last customer. Decided here alone, for the ledger and for every block that aligns with it by OrderIndex.

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "ledger/columns.hpp"

namespace tsuzuku::ledger {

// Finds the position of ids in an ascending list; costs nothing for ids that come in ascending order.
class Lookup {
 public:
  explicit Lookup(std::span<const std::int64_t> ids) : ids_(ids) {}

  [[nodiscard]] std::optional<CustomerIndex> operator()(std::int64_t id) {
    if (at_ < ids_.size() && ids_[at_] == id) return static_cast<CustomerIndex>(at_);
    if (at_ + 1 < ids_.size() && ids_[at_ + 1] == id) return static_cast<CustomerIndex>(++at_);
    const auto found = std::ranges::lower_bound(ids_, id);
    if (found == ids_.end() || *found != id) return std::nullopt;
    at_ = static_cast<std::size_t>(found - ids_.begin());
    return static_cast<CustomerIndex>(at_);
  }

 private:
  std::span<const std::int64_t> ids_;
  std::size_t at_ = 0;
};

[[nodiscard]] inline std::unexpected<Error> unknown_customer(std::int64_t customer, std::int64_t order) {
  return fail(ErrorKind::Internal, "ledger.unknown_customer",
              {{"customer", std::to_string(customer)}, {"order", std::to_string(order)}});
}

// Row has customer (0 = nobody), order and day. The rows stay where they are.
template <typename Row>
struct Placing {
  std::vector<OrderIndex> begin;   // customers + 2 entries: the last block is without customer
  std::vector<const Row*> places;  // by OrderIndex
};

// `customers` ascending. Errors: TooLarge "ledger.too_many_orders", Internal "ledger.unknown_customer".
template <typename Row>
[[nodiscard]] Result<Placing<Row>> place_orders(std::span<const std::int64_t> customers,
                                                std::span<const std::span<const Row>> parts) {
  std::size_t count = 0;
  for (const auto& part : parts) count += part.size();
  if (count >= std::numeric_limits<OrderIndex>::max()) return fail(ErrorKind::TooLarge, "ledger.too_many_orders");

  const auto anonymous = static_cast<CustomerIndex>(customers.size());
  Placing<Row> placing;
  auto& [begin, places] = placing;
  std::vector<CustomerIndex> block;
  block.reserve(count);
  begin.assign(customers.size() + 2, 0);
  Lookup lookup(customers);
  for (const auto& part : parts) {
    for (const Row& row : part) {
      const auto found = row.customer == 0 ? std::optional(anonymous) : lookup(row.customer);
      if (!found) return unknown_customer(row.customer, row.order);
      block.push_back(*found);
      ++begin[*found + 1];
    }
  }
  std::partial_sum(begin.begin(), begin.end(), begin.begin());

  std::vector<OrderIndex> next(begin.begin(), begin.end() - 1);
  places.resize(count);
  auto in_block = block.begin();
  for (const auto& part : parts) {
    for (const Row& row : part) places[next[*in_block++]++] = &row;
  }

  const auto earlier = [](const Row* a, const Row* b) {
    return std::pair(a->day, a->order) < std::pair(b->day, b->order);
  };
  for (std::size_t c = 0; c + 1 < begin.size(); ++c) {
    const auto first = places.begin() + begin[c];
    const auto last = places.begin() + begin[c + 1];
    if (!std::is_sorted(first, last, earlier)) std::sort(first, last, earlier);
  }
  return placing;
}

}  // namespace tsuzuku::ledger
