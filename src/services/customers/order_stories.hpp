#pragma once
// A customer's orders, each with what became of it and of its money: accepted, out of stock, shipped, delivered, paid,
// returned, cancelled, with the day of each.

#include <optional>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "domain/codes.hpp"
#include "domain/order_amounts.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct OrderStep {
  domain::EventKind kind = domain::EventKind::Accepted;
  Day day;
  std::optional<Money> amount;  // out of stock and returned
  std::string reason;

  friend bool operator==(const OrderStep&, const OrderStep&) = default;
};

struct OrderLineStory {
  std::string product_code;
  std::string product_name;
  std::int64_t quantity = 0;
  Money amount = 0;
  std::int64_t out_of_stock_quantity = 0;
  std::int64_t returned_quantity = 0;

  friend bool operator==(const OrderLineStory&, const OrderLineStory&) = default;
};

struct OrderStory {
  OrderId id;
  std::string number;
  std::string channel;
  domain::OrderKind kind = domain::OrderKind::Sale;
  domain::OrderState state = domain::OrderState::Accepted;
  bool is_purchase = false;
  std::int64_t ordered_at = 0;
  Day ordered_day;
  domain::OrderAmounts amounts;
  std::optional<Money> total;  // as the cart printed it
  std::string payment_method;
  std::string source;
  std::string subscription_number;
  std::optional<std::int64_t> round;
  std::vector<OrderStep> steps;  // by day; accepted first
  std::vector<OrderLineStory> lines;

  friend bool operator==(const OrderStory&, const OrderStory&) = default;
};

struct OrderStoryPage {
  std::vector<OrderStory> orders;  // newest first
  std::int64_t rows_total = 0;

  friend bool operator==(const OrderStoryPage&, const OrderStoryPage&) = default;
};

// `queries`: order_stories.sql. `page` from 1.
[[nodiscard]] Result<OrderStoryPage> load_order_stories(sql::Session& session, const sql::Queries& queries,
                                                        CustomerId customer, int page, int page_size);

}  // namespace tsuzuku::services
