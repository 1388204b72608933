#pragma once
// An order as the store holds it: the rows of orders, order_lines and order_events in one value.

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/day.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "domain/codes.hpp"
#include "domain/order_amounts.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct LineRecord {
  std::int64_t position = 0;
  std::int64_t product_id = 0;
  std::int64_t quantity = 0;
  Money unit_price = 0;
  Money amount = 0;
  std::optional<Money> unit_cost;
  Money discount = 0;
  std::int64_t out_of_stock_quantity = 0;
  std::int64_t returned_quantity = 0;

  [[nodiscard]] domain::LineFacts facts(domain::ProductKind kind) const {
    return {quantity, amount, discount, out_of_stock_quantity, returned_quantity, unit_cost, kind};
  }
  friend bool operator==(const LineRecord&, const LineRecord&) = default;
};

struct EventRecord {
  Day day;
  std::optional<std::int64_t> quantity;
  std::optional<Money> amount;
  std::optional<std::int64_t> product_id;
  std::string reason;

  friend bool operator==(const EventRecord&, const EventRecord&) = default;
};

using EventKey = std::pair<domain::EventKind, std::string>;  // line_key, "" = the whole order

struct OrderRecord {
  std::int64_t customer_id = 0;
  std::int64_t order_id = 0;
  bool has_customer = false;
  std::string channel;
  std::string number;
  domain::OrderKind kind = domain::OrderKind::Sale;
  domain::OrderState state = domain::OrderState::Accepted;
  std::string raw_status;
  std::int64_t ordered_at = 0;
  Day ordered_day;
  std::optional<Day> cancelled_day;
  std::optional<Day> shipped_day;
  std::optional<Day> delivered_day;
  std::optional<Day> payment_due_day;
  std::optional<Day> paid_day;
  bool is_purchase = false;
  domain::OrderAmounts amounts;
  Money order_discount = 0;
  Money shipping_fee = 0;
  Money payment_fee = 0;
  std::optional<Money> total;
  std::optional<std::int64_t> payment_method_id;
  std::optional<std::int64_t> source_id;
  std::optional<std::int64_t> subscription_id;
  std::optional<std::int64_t> round;       // told, else counted (rounds.hpp)
  std::optional<std::int64_t> told_round;  // by a file
  std::optional<std::int64_t> first_product_id;

  std::map<std::string, LineRecord> lines;  // by line_key
  std::map<EventKey, EventRecord> events;

  friend bool operator==(const OrderRecord&, const OrderRecord&) = default;
};

// Rows in the order of the parameters of upsert_order, upsert_line and upsert_event (orders.sql).
[[nodiscard]] sql::Row order_row(const OrderRecord& order, std::int64_t shop_id, std::int64_t import_id);
[[nodiscard]] sql::Row line_row(const OrderRecord& order, const std::string& key, const LineRecord& line);
[[nodiscard]] sql::Row event_row(const OrderRecord& order, std::int64_t shop_id, const EventKey& key,
                                 const EventRecord& event);
// Back from find_order, find_lines and find_events.
[[nodiscard]] OrderRecord order_from(const sql::Row& row);
void add_line(OrderRecord& order, const sql::Row& row);
void add_event(OrderRecord& order, const sql::Row& row);

}  // namespace tsuzuku::services
