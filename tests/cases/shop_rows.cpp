#include "tests/cases/shop_rows.hpp"

#include <algorithm>

#include "domain/order_amounts.hpp"

namespace tsuzuku::cases {
namespace {

ledger::Products products_of(const ShopRows& shop) {
  ledger::Products products;
  for (std::size_t i = 1; i < shop.products.size(); ++i) products.add(shop.products[i].code, shop.products[i].kind);
  return products;
}

std::shared_ptr<const ledger::Ledger> ledger_of(const ShopRows& shop) {
  ledger::Builder builder;
  builder.set_currency(shop.currency);
  builder.set_merge_same_day(shop.merge_same_day);
  builder.set_sources(shop.sources);
  builder.set_payment_methods(shop.payment_methods);
  builder.set_products(products_of(shop).codes);
  for (std::int64_t id = 1; id <= shop.customers; ++id) builder.add_customer(id);
  for (const ledger::OrderRow& order : shop.orders) builder.add_order(order);
  for (const ledger::ReturnRow& back : shop.returns) builder.add_return(back);
  return builder.finish().value();
}

std::shared_ptr<const ledger::Lines> lines_of(const ShopRows& shop, const ledger::Ledger& ledger) {
  ledger::LinesBuilder builder(ledger, products_of(shop));
  ledger::LinePart part;
  for (const ledger::OrderRow& order : shop.orders) {
    part.begin_order(order.customer, order.order, order.day.value);
    const auto lines = shop.lines.find(order.order);
    if (lines == shop.lines.end()) continue;
    for (const ledger::LineRow& line : lines->second) part.add(line);
  }
  builder.add(std::move(part));
  return builder.finish().value();
}

std::shared_ptr<const ledger::Subscriptions> subscriptions_of(const ShopRows& shop, const ledger::Ledger& ledger) {
  std::vector<ledger::SubscriptionRow> rows = shop.subscriptions;
  std::ranges::stable_sort(rows, {}, &ledger::SubscriptionRow::customer);
  ledger::SubscriptionsBuilder builder(ledger);
  for (const ledger::SubscriptionRow& row : rows) builder.add(row);
  return builder.finish().value();
}

std::shared_ptr<const ledger::Touches> touches_of(const ShopRows& shop, const ledger::Ledger& ledger) {
  std::vector<ledger::TouchRow> rows = shop.touches;
  std::ranges::stable_sort(rows, {}, &ledger::TouchRow::customer);
  ledger::TouchesBuilder builder(ledger);
  for (const ledger::TouchRow& row : rows) builder.add(row);
  return builder.finish().value();
}

}  // namespace

void apply_lines(ledger::OrderRow& order, const std::vector<ledger::LineRow>& lines,
                 const std::vector<ProductRow>& products) {
  std::vector<domain::LineFacts> facts;
  for (const ledger::LineRow& line : lines) {
    facts.push_back({.quantity = line.quantity,
                     .amount = line.amount,
                     .discount = line.discount,
                     .out_of_stock_quantity = line.out_of_stock_quantity,
                     .unit_cost = line.unit_cost,
                     .product_kind = products.at(line.product).kind});
  }
  const domain::OrderAmounts amounts = domain::sum_amounts(facts, order.discounts, order.points, 0);
  order.accepted = amounts.accepted;
  order.out_of_stock = amounts.out_of_stock;
  order.discounts = amounts.discounts;
  order.cost = amounts.cost;
  order.uncosted = amounts.uncosted;
  order.purchase = domain::has_ordinary_goods(facts);
}

ledger::Blocks blocks_of(const ShopRows& shop) {
  ledger::Blocks blocks{.ledger = ledger_of(shop)};
  blocks.lines = lines_of(shop, *blocks.ledger);
  blocks.subscriptions = subscriptions_of(shop, *blocks.ledger);
  blocks.facts = std::make_shared<const ledger::Facts>(products_of(shop), shop.source_costs, shop.stock);
  blocks.touches = touches_of(shop, *blocks.ledger);
  return blocks;
}

}  // namespace tsuzuku::cases
