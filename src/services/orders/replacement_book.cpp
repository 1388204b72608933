#include "services/orders/replacement_book.hpp"

#include <algorithm>

namespace tsuzuku::services {
namespace {

bool has_returns(const OrderRecord& order) {
  return std::ranges::any_of(order.events,
                             [](const auto& event) { return event.first.first == domain::EventKind::Returned; });
}

bool matters(const OrderRecord& order) {
  return order.has_customer && (may_be_replacement(order) || has_returns(order));
}

}  // namespace

bool may_be_replacement(const OrderRecord& order) {
  return order.has_customer && order.kind != domain::OrderKind::Credit && order.amounts.accepted == 0 &&
         !order.subscription_id && !order.lines.empty();
}

void ReplacementBook::take(const OrderRecord* stored, const OrderRecord& order) {
  if (matters(order)) customers_.insert(order.customer_id);
  if (stored == nullptr || !matters(*stored)) return;
  customers_.insert(stored->customer_id);
  customers_.insert(order.customer_id);
}

Status ReplacementBook::take_all(sql::Session& session, const sql::Queries& queries, std::int64_t shop_id) {
  TSUZUKU_TRY(rows, session.rows(queries.get("customers_with_free_orders"), {{"shop_id", shop_id}}));
  for (const sql::Row& row : rows) customers_.insert(sql::integer(row[0]));
  return {};
}

Result<std::vector<std::int64_t>> ReplacementBook::write(sql::Session& session, const sql::Queries& queries) {
  std::vector<std::int64_t> replacements;
  if (customers_.empty()) return replacements;
  std::vector<sql::Row> keys;
  for (const std::int64_t customer : customers_) keys.push_back({customer, std::int64_t{domain::kReplacementDays}});
  customers_.clear();
  TSUZUKU_TRY(changed, session.rows_batch(queries.get("settle_replacements"), keys));
  for (const std::vector<sql::Row>& rows : changed) {
    for (const sql::Row& row : rows) {
      if (sql::integer(row[1]) == static_cast<std::int64_t>(domain::OrderKind::Replacement))
        replacements.push_back(sql::integer(row[0]));
    }
  }
  return replacements;
}

}  // namespace tsuzuku::services
