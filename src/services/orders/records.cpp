#include "services/orders/records.hpp"

namespace tsuzuku::services {
namespace {

sql::Value value_of(const std::string& text) {
  if (text.empty()) return sql::Null{};
  return text;
}
sql::Value value_of(std::optional<std::int64_t> number) {
  if (!number) return sql::Null{};
  return *number;
}
sql::Value value_of(std::optional<Day> day) {
  if (!day) return sql::Null{};
  return std::int64_t{day->value};
}
std::optional<std::int64_t> number_from(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return sql::integer(value);
}
std::optional<Day> day_from(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return Day{static_cast<std::int32_t>(sql::integer(value))};
}
Day day_in(const sql::Value& value) { return Day{static_cast<std::int32_t>(sql::integer(value))}; }

template <typename Enum>
std::int64_t code(Enum value) {
  return static_cast<std::int64_t>(value);
}

}  // namespace

sql::Row order_row(const OrderRecord& order, std::int64_t shop_id, std::int64_t import_id) {
  return {order.customer_id,
          order.order_id,
          shop_id,
          std::int64_t{order.has_customer},
          order.channel,
          order.number,
          code(order.kind),
          code(order.state),
          value_of(order.raw_status),
          order.ordered_at,
          std::int64_t{order.ordered_day.value},
          value_of(order.cancelled_day),
          value_of(order.shipped_day),
          value_of(order.delivered_day),
          value_of(order.payment_due_day),
          value_of(order.paid_day),
          std::int64_t{order.is_purchase},
          order.amounts.accepted,
          order.amounts.out_of_stock,
          order.amounts.discounts,
          order.amounts.points,
          order.amounts.returned,
          order.amounts.cost,
          order.amounts.uncosted,
          order.order_discount,
          order.shipping_fee,
          order.payment_fee,
          value_of(order.total),
          value_of(order.payment_method_id),
          value_of(order.source_id),
          value_of(order.subscription_id),
          value_of(order.round),
          value_of(order.told_round),
          value_of(order.first_product_id),
          import_id};
}

OrderRecord order_from(const sql::Row& row) {
  OrderRecord order;
  std::size_t at = 0;
  const auto next = [&]() -> const sql::Value& { return row[at++]; };
  order.customer_id = sql::integer(next());
  order.order_id = sql::integer(next());
  order.has_customer = sql::integer(next()) != 0;
  order.channel = sql::text(next());
  order.number = sql::text(next());
  order.kind = static_cast<domain::OrderKind>(sql::integer(next()));
  order.state = static_cast<domain::OrderState>(sql::integer(next()));
  order.raw_status = sql::text(next());
  order.ordered_at = sql::integer(next());
  order.ordered_day = day_in(next());
  order.cancelled_day = day_from(next());
  order.shipped_day = day_from(next());
  order.delivered_day = day_from(next());
  order.payment_due_day = day_from(next());
  order.paid_day = day_from(next());
  order.is_purchase = sql::integer(next()) != 0;
  order.amounts.accepted = sql::integer(next());
  order.amounts.out_of_stock = sql::integer(next());
  order.amounts.discounts = sql::integer(next());
  order.amounts.points = sql::integer(next());
  order.amounts.returned = sql::integer(next());
  order.amounts.cost = sql::integer(next());
  order.amounts.uncosted = sql::integer(next());
  order.order_discount = sql::integer(next());
  order.shipping_fee = sql::integer(next());
  order.payment_fee = sql::integer(next());
  order.total = number_from(next());
  order.payment_method_id = number_from(next());
  order.source_id = number_from(next());
  order.subscription_id = number_from(next());
  order.round = number_from(next());
  order.told_round = number_from(next());
  order.first_product_id = number_from(next());
  return order;
}

sql::Row line_row(const OrderRecord& order, const std::string& key, const LineRecord& line) {
  return {order.customer_id,
          order.order_id,
          key,
          line.position,
          line.product_id,
          line.quantity,
          line.unit_price,
          line.amount,
          value_of(line.unit_cost),
          line.discount,
          line.out_of_stock_quantity,
          line.returned_quantity};
}

void add_line(OrderRecord& order, const sql::Row& row) {
  LineRecord line;
  line.position = sql::integer(row[1]);
  line.product_id = sql::integer(row[2]);
  line.quantity = sql::integer(row[3]);
  line.unit_price = sql::integer(row[4]);
  line.amount = sql::integer(row[5]);
  line.unit_cost = number_from(row[6]);
  line.discount = sql::integer(row[7]);
  line.out_of_stock_quantity = sql::integer(row[8]);
  line.returned_quantity = sql::integer(row[9]);
  order.lines.emplace(sql::text(row[0]), line);
}

sql::Row event_row(const OrderRecord& order, std::int64_t shop_id, const EventKey& key, const EventRecord& event) {
  return {order.customer_id,
          order.order_id,
          code(key.first),
          key.second,
          shop_id,
          std::int64_t{event.day.value},
          value_of(event.quantity),
          value_of(event.amount),
          value_of(event.product_id),
          value_of(event.reason)};
}

void add_event(OrderRecord& order, const sql::Row& row) {
  EventRecord event;
  event.day = day_in(row[2]);
  event.quantity = number_from(row[3]);
  event.amount = number_from(row[4]);
  event.product_id = number_from(row[5]);
  event.reason = sql::text(row[6]);
  order.events.emplace(EventKey{static_cast<domain::EventKind>(sql::integer(row[0])), sql::text(row[1])}, event);
}

}  // namespace tsuzuku::services
