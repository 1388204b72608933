#pragma once
// Orders that are sent in place of what came back (domain::OrderKind::Replacement): told apart from purchases as orders
// and returns are written, in whatever order they come.

#include <cstdint>
#include <set>
#include <vector>

#include "base/error.hpp"
#include "services/orders/records.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// As far as the order itself tells: a customer's, with lines, without an amount, of no subscription.
[[nodiscard]] bool may_be_replacement(const OrderRecord& order);

class ReplacementBook {
 public:
  // An order is to be written; its customer's orders without an amount are looked at again where that may matter.
  // `stored` may be null.
  void take(const OrderRecord* stored, const OrderRecord& order);
  // Every customer of the shop, as what goods are has changed.
  [[nodiscard]] Status take_all(sql::Session& session, const sql::Queries& queries, std::int64_t shop_id);

  // After the orders and events of the batch. Returns the orders that have become replacements.
  [[nodiscard]] Result<std::vector<std::int64_t>> write(sql::Session& session, const sql::Queries& queries);

 private:
  std::set<std::int64_t> customers_;
};

}  // namespace tsuzuku::services
