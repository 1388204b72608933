#include "tests/cases/case_shop.hpp"

#include <algorithm>
#include <stdexcept>

#include "analysis/arguments.hpp"
#include "tests/cases/shop_rows.hpp"

namespace tsuzuku::cases {
namespace {

// One row of a text table by column name; "-" is nothing.
class Row {
 public:
  Row(const TextTable& table, std::size_t row) : table_(table), row_(table.rows[row]) {}
  [[nodiscard]] std::string text(std::string_view column) const {
    const auto found = std::ranges::find(table_.columns, column);
    if (found == table_.columns.end()) return {};
    const std::string& value = row_[static_cast<std::size_t>(found - table_.columns.begin())];
    return value == "-" ? std::string() : value;
  }
  [[nodiscard]] std::int64_t number(std::string_view column, std::int64_t otherwise = 0) const {
    const std::string value = text(column);
    return value.empty() ? otherwise : analysis::parse_integer(value).value();
  }
  [[nodiscard]] std::optional<std::int64_t> number_if_told(std::string_view column) const {
    const std::string value = text(column);
    return value.empty() ? std::nullopt : std::optional(analysis::parse_integer(value).value());
  }
  [[nodiscard]] std::optional<Day> day(std::string_view column) const {
    const std::string value = text(column);
    return value.empty() ? std::nullopt : std::optional(parse_day(value).value());
  }

 private:
  const TextTable& table_;
  const std::vector<std::string>& row_;
};

template <typename Each>
void for_rows(const TextTable& table, const Each& each) {
  for (std::size_t i = 0; i < table.rows.size(); ++i) each(Row(table, i));
}

// Position of the name, added when it is new.
std::size_t position_of(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  const auto position = static_cast<std::size_t>(found - names.begin());
  if (found == names.end()) names.push_back(name);
  return position;
}

template <typename Code>
Code code_of(const std::string& name, Code otherwise, Code last) {
  if (name.empty()) return otherwise;
  for (auto code = 1U; code <= static_cast<unsigned>(last); ++code) {
    if (domain::name_of(static_cast<Code>(code)) == name) return static_cast<Code>(code);
  }
  throw std::runtime_error("no such code: " + name);
}

domain::LossReason reason_named(const std::string& name) {
  if (name.empty()) return domain::LossReason::None;
  for (int i = 0; i < domain::kLossReasons; ++i) {
    const auto reason = static_cast<domain::LossReason>(i);
    if (domain::name_of(reason) == name) return reason;
  }
  throw std::runtime_error("no reason " + name);
}

class Teller {
 public:
  explicit Teller(std::vector<std::string>& customers) : customers_(customers) {}

  ShopRows tell(const Case& description) {
    for (const auto& [name, value] : description.shop) {
      if (name == "currency") shop_.currency = find_currency(value).value();
      if (name == "merge_same_day") shop_.merge_same_day = value == "yes";
    }
    for_rows(description.products, [&](const Row& row) { product(row); });
    for_rows(description.subscriptions, [&](const Row& row) { subscription(row); });
    for_rows(description.lines, [&](const Row& row) { line(row); });
    for_rows(description.stock, [&](const Row& row) {
      shop_.stock.push_back({product_named(row.text("product")), row.day("day").value(), row.number("on_hand")});
    });
    for_rows(description.orders, [&](const Row& row) { order(row); });
    for_rows(description.costs, [&](const Row& row) {
      const auto source = static_cast<ledger::SourceIndex>(position_of(shop_.sources, row.text("source")));
      shop_.source_costs.push_back({source, parse_year_month(row.text("month")).value(), row.number("cost")});
    });
    for_rows(description.touches, [&](const Row& row) {
      shop_.touches.push_back(
          {.customer = customer(row.text("customer")), .sent = row.day("day").value(), .cost = row.number("cost")});
    });
    for_rows(description.returns, [&](const Row& row) {
      const std::int64_t number = row.number("number");
      const std::string words = row.text("reason");
      shop_.returns.push_back({.customer = customer_of_order_.at(number),
                               .order = number,
                               .day = row.day("day").value(),
                               .amount = row.number("amount"),
                               .product = product_named(row.text("product")),
                               .quantity = row.number("quantity"),
                               .reason = domain::return_reason_from(words),
                               .exchange = domain::tells_exchange(words)});
    });
    shop_.customers = std::ssize(customers_);
    return std::move(shop_);
  }

 private:
  std::int64_t customer(const std::string& name) {
    return name.empty() ? 0 : static_cast<std::int64_t>(position_of(customers_, name)) + 1;
  }

  void product(const Row& row) {
    shop_.products.push_back(
        {row.text("code"), code_of(row.text("kind"), domain::ProductKind::Ordinary, domain::ProductKind::Trial)});
  }

  void subscription(const Row& row) {
    ledger::SubscriptionRow told{
        .customer = customer(row.text("customer")),
        .state = code_of(row.text("state"), domain::SubscriptionState::Active, domain::SubscriptionState::Undelivered),
        .started = row.day("started").value(),
        .ended = row.day("ended")};
    const auto before = std::ranges::count(shop_.subscriptions, told.customer, &ledger::SubscriptionRow::customer);
    subscriptions_[row.text("name")] = static_cast<std::uint8_t>(before + 1);
    shop_.subscriptions.push_back(told);
  }

  // A product that is not told of is an ordinary one.
  ledger::ProductIndex product_named(const std::string& code) {
    auto found = std::ranges::find(shop_.products, code, &ProductRow::code);
    if (found == shop_.products.end()) found = shop_.products.insert(found, ProductRow{code});
    return static_cast<ledger::ProductIndex>(found - shop_.products.begin());
  }

  void line(const Row& row) {
    auto& lines = shop_.lines[row.number("number")];
    lines.push_back({.product = product_named(row.text("product")),
                     .position = std::ssize(lines) + 1,
                     .quantity = row.number("quantity", 1),
                     .out_of_stock_quantity = row.number("out_of_stock"),
                     .amount = row.number("amount"),
                     .discount = row.number("discount"),
                     .unit_cost = row.number_if_told("unit_cost")});
  }

  void order(const Row& row) {
    ledger::OrderRow order;
    order.customer = customer(row.text("customer"));
    order.order = row.number("number");
    order.day = row.day("day").value();
    order.cancelled = row.day("cancelled");
    order.shipped = row.day("shipped");
    order.delivered = row.day("delivered");
    order.paid = row.day("paid");
    order.payment_due = row.day("due");
    order.accepted = row.number("accepted");
    order.out_of_stock = row.number("out_of_stock");
    order.discounts = row.number("discounts");
    order.points = row.number("points");
    order.cost = row.number("cost");
    order.uncosted = row.number("uncosted");
    order.source = static_cast<std::uint16_t>(position_of(shop_.sources, row.text("source")));
    order.payment_method = static_cast<std::uint8_t>(position_of(shop_.payment_methods, row.text("payment_method")));
    order.round = static_cast<std::uint8_t>(row.number("round"));
    if (!row.text("hour").empty()) order.hour = static_cast<std::uint8_t>(row.number("hour"));
    order.cancel_reason = reason_named(row.text("reason"));
    if (const std::string name = row.text("subscription"); !name.empty()) order.subscription = subscriptions_.at(name);
    order.purchase = row.text("purchase") != "no";
    if (const auto lines = shop_.lines.find(order.order); lines != shop_.lines.end())
      apply_lines(order, lines->second, shop_.products);
    if (row.text("purchase") == "no") order.purchase = false;  // sent in place of what came back
    customer_of_order_[order.order] = order.customer;
    shop_.orders.push_back(order);
  }

  std::vector<std::string>& customers_;
  ShopRows shop_;
  std::map<std::int64_t, std::int64_t> customer_of_order_;
  std::map<std::string, std::uint8_t> subscriptions_;  // name -> which of the customer's own
};

}  // namespace

CaseShop::CaseShop(const Case& description) : blocks_(blocks_of(Teller(customers_).tell(description))) {}

}  // namespace tsuzuku::cases
