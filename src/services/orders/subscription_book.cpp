#include "services/orders/subscription_book.hpp"

#include "services/orders/rounds.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kRemembered = 500'000;

std::optional<std::int64_t> number_from(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return sql::integer(value);
}

Day day_in(const sql::Value& value) { return Day{static_cast<std::int32_t>(sql::integer(value))}; }

// A row of find_subscription_orders without its last column, the round that is stored.
RoundOrder round_order_from(const sql::Row& row) {
  RoundOrder order{.order_id = sql::integer(row[0]),
                   .ordered_at = sql::integer(row[1]),
                   .number = sql::text(row[2]),
                   .day = day_in(row[3])};
  if (!sql::is_null(row[4])) order.cancelled = day_in(row[4]);
  order.told = number_from(row[5]);
  return order;
}

}  // namespace

Result<std::optional<std::int64_t>> SubscriptionBook::id_for(const Place& place, std::int64_t customer_id,
                                                             const domain::OrderDraft& draft) {
  if (draft.subscription_number.empty()) return std::nullopt;
  const std::string key = std::to_string(customer_id) + "\n" + draft.channel + "\n" + draft.subscription_number;
  auto at = known_.find(key);
  bool is_new = false;
  if (at == known_.end()) {
    TSUZUKU_TRY(found, place.session.rows(place.queries.get("find_subscription"),
                                          {{"customer_id", customer_id},
                                           {"channel", draft.channel},
                                           {"subscription_number", draft.subscription_number}}));
    is_new = found.empty();
    Known known{.id = is_new ? place.ids.next() : sql::integer(found[0][0]), .started = draft.ordered_day};
    if (!is_new) {
      known.state = static_cast<domain::SubscriptionState>(sql::integer(found[0][1]));
      known.started = day_in(found[0][2]);
    }
    at = known_.emplace(key, known).first;
  }
  Known& known = at->second;
  const auto state = draft.subscription_state.value_or(known.state);
  const bool earlier = draft.ordered_day < known.started;
  if (is_new || earlier || state != known.state) {
    known.state = state;
    if (earlier) known.started = draft.ordered_day;
    changed_.push_back({customer_id, known.id, place.shop_id, draft.channel, draft.subscription_number,
                        static_cast<std::int64_t>(known.state), std::int64_t{known.started.value}});
  }
  return known.id;
}

void SubscriptionBook::take(const OrderRecord* stored, const OrderRecord& order) {
  if (order.subscription_id) to_number_.emplace(order.customer_id, *order.subscription_id);
  if (stored != nullptr && stored->subscription_id) {
    to_number_.emplace(stored->customer_id, *stored->subscription_id);
  }
}

Status SubscriptionBook::write(const Place& place) {
  if (changed_.empty()) return {};
  TSUZUKU_CHECK(place.session.run_batch(place.queries.get("upsert_subscription"), changed_));
  changed_.clear();
  return {};
}

Status SubscriptionBook::write_rounds(const Place& place) {
  if (to_number_.empty()) return {};
  std::vector<sql::Row> keys;
  for (const auto& [customer_id, subscription_id] : to_number_) keys.push_back({customer_id, subscription_id});
  TSUZUKU_TRY(found, place.session.rows_batch(place.queries.get("find_subscription_orders"), keys));
  std::vector<sql::Row> changes;
  std::vector<RoundOrder> orders;
  std::unordered_map<std::int64_t, std::optional<std::int64_t>> stored;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    orders.clear();
    stored.clear();
    for (const sql::Row& row : found[i]) {
      orders.push_back(round_order_from(row));
      stored[orders.back().order_id] = number_from(row[6]);
    }
    const std::vector<std::int64_t> rounds = number_rounds(orders);
    for (std::size_t n = 0; n < orders.size(); ++n) {
      if (stored[orders[n].order_id] != rounds[n]) changes.push_back({rounds[n], keys[i][0], orders[n].order_id});
    }
  }
  to_number_.clear();
  return changes.empty() ? Status{} : place.session.run_batch(place.queries.get("set_round"), changes);
}

void SubscriptionBook::forget_if_many() {
  if (known_.size() > kRemembered) known_.clear();
}

}  // namespace tsuzuku::services
