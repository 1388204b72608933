#include "services/customers/signals.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "domain/codes.hpp"

namespace tsuzuku::services {
namespace {

struct OrderDays {
  std::string number;
  Day ordered;
  std::optional<Day> shipped, due, paid;
  bool returned = false;
  domain::OrderState state = domain::OrderState::Accepted;
};

std::optional<Day> day_if_told(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return Day{static_cast<std::int32_t>(sql::integer(value))};
}

OrderDays days_from(const sql::Row& row) {
  return {.number = sql::text(row[0]),
          .ordered = Day{static_cast<std::int32_t>(sql::integer(row[1]))},
          .shipped = day_if_told(row[2]),
          .due = day_if_told(row[3]),
          .paid = day_if_told(row[4]),
          .returned = sql::integer(row[5]) > 0,
          .state = static_cast<domain::OrderState>(sql::integer(row[6]))};
}

bool waits_for_shipping(const OrderDays& order) {
  return !order.shipped && (order.state == domain::OrderState::Accepted || order.state == domain::OrderState::OnHold);
}

std::string days_text(int days) { return std::to_string(days); }

void add_order_signals(const std::vector<OrderDays>& orders, Day as_of, std::vector<CustomerSignal>& signals) {
  for (const OrderDays& order : orders) {
    if (order.due && !order.paid && *order.due < as_of) {
      signals.push_back(
          {"payment_overdue",
           {{"number", order.number}, {"day", to_text(*order.due)}, {"days", days_text(as_of - *order.due)}}});
    }
  }
  const bool shipping_is_told =
      std::ranges::any_of(orders, [](const OrderDays& order) { return order.shipped.has_value(); });
  for (const OrderDays& order : orders) {
    if (shipping_is_told && waits_for_shipping(order) && as_of - order.ordered >= kShippingSlowDays) {
      signals.push_back({"not_shipped", {{"number", order.number}, {"days", days_text(as_of - order.ordered)}}});
    }
  }
  if (!orders.empty() && orders.front().returned) {
    signals.push_back({"last_order_returned", {{"number", orders.front().number}}});
  }
}

void add_rhythm_signal(const Rhythm& rhythm, std::vector<CustomerSignal>& signals) {
  if (rhythm.state != Rhythm::State::Late) return;
  signals.push_back({rhythm.basis == Rhythm::Basis::Own ? "late_by_rhythm" : "late_by_shop",
                     {{"days", days_text(rhythm.days_since)}, {"median", fmt::format("{:.0f}", rhythm.median_days)}}});
}

}  // namespace

Result<std::vector<CustomerSignal>> find_signals(sql::Session& session, const sql::Queries& queries,
                                                 CustomerId customer, const CustomerStanding& standing) {
  std::vector<CustomerSignal> signals;
  if (!standing.as_of) return signals;
  TSUZUKU_TRY(rows, session.rows(queries.get("order_days_of"), {{"customer_id", customer.value}}));
  std::vector<OrderDays> orders;
  for (const sql::Row& row : rows) orders.push_back(days_from(row));
  add_order_signals(orders, *standing.as_of, signals);
  if (standing.rhythm) add_rhythm_signal(*standing.rhythm, signals);
  return signals;
}

}  // namespace tsuzuku::services
