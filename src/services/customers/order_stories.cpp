#include "services/customers/order_stories.hpp"

#include <algorithm>
#include <tuple>

namespace tsuzuku::services {
namespace {

using domain::EventKind;

// The columns of orders_of, in its order.
enum Column : std::size_t {
  kId,
  kNumber,
  kChannel,
  kKind,
  kState,
  kIsPurchase,
  kOrderedAt,
  kOrderedDay,
  kAccepted,
  kOutOfStock,
  kDiscounts,
  kPoints,
  kReturned,
  kCost,
  kTotal,
  kPaymentMethod,
  kSource,
  kSubscription,
  kRound,
  kShippedDay,
  kDeliveredDay,
  kPaymentDueDay,
  kPaidDay,
  kCancelledDay
};

Day day_of(const sql::Value& value) { return Day{static_cast<std::int32_t>(sql::integer(value))}; }

std::optional<std::int64_t> integer_if_told(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return sql::integer(value);
}

OrderStory story_of(const sql::Row& row) {
  OrderStory story{.id = OrderId{sql::integer(row[kId])},
                   .number = sql::text(row[kNumber]),
                   .channel = sql::text(row[kChannel]),
                   .kind = static_cast<domain::OrderKind>(sql::integer(row[kKind])),
                   .state = static_cast<domain::OrderState>(sql::integer(row[kState])),
                   .is_purchase = sql::integer(row[kIsPurchase]) != 0,
                   .ordered_at = sql::integer(row[kOrderedAt]),
                   .ordered_day = day_of(row[kOrderedDay])};
  story.amounts = {.accepted = sql::integer(row[kAccepted]),
                   .out_of_stock = sql::integer(row[kOutOfStock]),
                   .discounts = sql::integer(row[kDiscounts]),
                   .points = sql::integer(row[kPoints]),
                   .returned = sql::integer(row[kReturned]),
                   .cost = sql::integer(row[kCost])};
  story.total = integer_if_told(row[kTotal]);
  story.payment_method = sql::text(row[kPaymentMethod]);
  story.source = sql::text(row[kSource]);
  story.subscription_number = sql::text(row[kSubscription]);
  story.round = integer_if_told(row[kRound]);
  if (story.kind != domain::OrderKind::Credit) {
    story.steps.push_back({.kind = EventKind::Accepted, .day = story.ordered_day});
  }
  const auto add = [&](EventKind kind, Column column) {
    if (!sql::is_null(row[column])) story.steps.push_back({.kind = kind, .day = day_of(row[column])});
  };
  add(EventKind::Shipped, kShippedDay);
  add(EventKind::Delivered, kDeliveredDay);
  add(EventKind::PaymentDue, kPaymentDueDay);
  add(EventKind::Paid, kPaidDay);
  add(EventKind::Cancelled, kCancelledDay);
  return story;
}

// Out of stock and returned have an amount; a cancellation is known by its day already, here comes its reason.
void add_events(OrderStory& story, const std::vector<sql::Row>& events) {
  for (const sql::Row& row : events) {
    const auto kind = static_cast<EventKind>(sql::integer(row[0]));
    const std::string reason = sql::text(row[3]);
    if (kind == EventKind::OutOfStock || kind == EventKind::Returned) {
      story.steps.push_back({.kind = kind, .day = day_of(row[1]), .amount = sql::integer(row[2]), .reason = reason});
    } else if (const auto known = std::ranges::find(story.steps, kind, &OrderStep::kind); known != story.steps.end()) {
      known->reason = reason;
    }
  }
  std::ranges::stable_sort(story.steps, {}, [](const OrderStep& step) { return std::tuple(step.day, step.kind); });
}

}  // namespace

Result<OrderStoryPage> load_order_stories(sql::Session& session, const sql::Queries& queries, CustomerId customer,
                                          int page, int page_size) {
  TSUZUKU_TRY(total, session.rows(queries.get("count_orders_of"), {{"customer_id", customer.value}}));
  TSUZUKU_TRY(rows, session.rows(queries.get("orders_of"), {{"customer_id", customer.value},
                                                            {"limit", std::int64_t{page_size}},
                                                            {"offset", std::int64_t{page - 1} * page_size}}));
  OrderStoryPage stories{.rows_total = sql::integer(total[0][0])};
  std::vector<sql::Row> keys;
  for (const sql::Row& row : rows) {
    stories.orders.push_back(story_of(row));
    keys.push_back({customer.value, row[kId]});
  }
  TSUZUKU_TRY(lines, session.rows_batch(queries.get("lines_of_order"), keys));
  TSUZUKU_TRY(events, session.rows_batch(queries.get("events_of_order"), keys));
  for (std::size_t i = 0; i < stories.orders.size(); ++i) {
    OrderStory& story = stories.orders[i];
    for (const sql::Row& row : lines[i]) {
      story.lines.push_back({.product_code = sql::text(row[0]),
                             .product_name = sql::text(row[1]),
                             .quantity = sql::integer(row[2]),
                             .amount = sql::integer(row[3]),
                             .out_of_stock_quantity = sql::integer(row[4]),
                             .returned_quantity = sql::integer(row[5])});
    }
    add_events(story, events[i]);
  }
  return stories;
}

}  // namespace tsuzuku::services
