// What migrations 0006, 0008, 0009 and 0010 make of the orders of a shop that was there before them, on both databases.

#include <gtest/gtest.h>

#include <array>

#include "tests/support/store/migrated_database.hpp"

namespace tsuzuku::parity {
namespace {

constexpr int kBefore = 5;

// Products: 1 costs 300, 2 has no cost told, 3 is a gift without one. Kind 3 of an event is out of stock.
constexpr std::string_view kShop = R"(
insert into shops (shop_id, name, currency, time_zone, created_at, data_version) values (1, 'shop', 'JPY', 'Asia/Tokyo', 0, 7);
insert into products (product_id, shop_id, code, kind, unit_cost) values
  (1, 1, 'costed', 1, 300), (2, 1, 'uncosted', 1, null), (3, 1, 'gift', 2, null);
insert into orders (customer_id, order_id, shop_id, has_customer, channel, order_number, kind, state, ordered_at, ordered_day,
  is_purchase, accepted, out_of_stock, discounts, points, returned, cost, order_discount, shipping_fee, payment_fee, import_id) values
  (9, 11, 1, 1, '', 'a', 1, 1, 0, 20000, 1, 3000, 0, 100, 0, 0, 0, 0, 0, 0, 1),
  (9, 12, 1, 1, '', 'b', 1, 1, 0, 20001, 1, 1500, 0, 0, 0, 0, 750, 0, 0, 0, 1),
  (9, 13, 1, 1, '', 'c', 1, 1, 0, 20002, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
  (9, 14, 1, 1, '', 'd', 1, 1, 0, 20003, 1, 800, 400, 0, 0, 0, 0, 0, 0, 0, 1);
insert into order_lines (customer_id, order_id, line_key, line_position, product_id, quantity, unit_price, amount, unit_cost,
  discount, out_of_stock_quantity, returned_quantity) values
  (9, 11, '1', 1, 1, 2, 1000, 2000, null, 0, 0, 0),
  (9, 11, '2', 2, 2, 1, 1000, 1000, null, 100, 0, 0),
  (9, 12, '1', 1, 1, 3, 500, 1500, 250, 0, 0, 0),
  (9, 13, '1', 1, 3, 1, 0, 0, null, 0, 0, 0),
  (9, 14, '1', 1, 2, 5, 200, 1000, null, 0, 2, 0),
  (9, 14, '2', 2, 1, 1, -200, -200, null, 0, 0, 0);
insert into order_events (customer_id, order_id, kind, line_key, shop_id, day, quantity, amount) values
  (9, 14, 3, '1', 1, 20003, 2, 400);
)";

class NumbersMigration : public testing_support::EachDatabase {
 protected:
  void migrate_to(int number) {
    testing_support::register_store_assets();
    ASSERT_VALUE(migrations, sql::embedded_migrations());
    std::erase_if(migrations, [&](const sql::Migration& migration) { return migration.number > number; });
    ASSERT_OK(sql::migrate(database(), migrations));
  }
  std::vector<sql::Row> rows(const std::string& select) {
    const auto queries = sql::Queries::parse("asked", "-- name: asked\n" + select, database().dialect()).value();
    return database().reader().value()->rows(queries.get("asked")).value();
  }
};

TEST_P(NumbersMigration, OrdersThatStandAreCostedByTheirProducts) {
  migrate_to(kBefore);
  ASSERT_OK(database().writer().value()->execute_script(std::string(kShop)));
  migrate_to(kBefore + 1);
  const auto expected = [](std::initializer_list<std::initializer_list<std::int64_t>> wanted) {
    std::vector<sql::Row> rows;
    for (const auto& numbers : wanted) rows.emplace_back(numbers.begin(), numbers.end());
    return rows;
  };
  EXPECT_EQ(rows("select order_id, cost, uncosted from orders order by order_id"),
            expected({{11, 2 * 300, 1000 - 100}, {12, 750, 0}, {13, 0, 0}, {14, 0, 1000 - 400}}));
  EXPECT_EQ(rows("select order_id, coalesce(unit_cost, -1) from order_lines order by order_id, line_key"),
            expected({{11, 300}, {11, -1}, {12, 250}, {13, -1}, {14, -1}, {14, 300}}));
  // No ledger of before is mended across it.
  EXPECT_EQ(rows("select shop_id, data_version, customer_id from data_changes"), expected({{1, 7, 0}}));
}

TEST_P(NumbersMigration, WhatWasOutOfStockCostsNothing) {
  migrate_to(7);
  ASSERT_OK(database().writer().value()->execute_script(std::string(kShop) + R"(
update order_lines set unit_cost = 100 where order_id = 14 and line_key = '1';
update order_lines set unit_cost = 300 where order_id = 11 and line_key = '1';
update orders set cost = 500 where order_id = 14;
update orders set cost = 600 where order_id = 11;
)"));
  migrate_to(8);
  const auto costs = rows("select cost from orders order by order_id");
  EXPECT_EQ(costs,
            (std::vector<sql::Row>{{std::int64_t{600}}, {std::int64_t{750}}, {std::int64_t{0}}, {std::int64_t{300}}}));
  EXPECT_EQ(rows("select data_version from shops"), (std::vector<sql::Row>{{std::int64_t{8}}}));
}

// 15 is cancelled and tells no line, 16 is a credit, 17 holds an adjustment only; 13 a gift only.
TEST_P(NumbersMigration, OrdersWithoutLinesBecomeOnesOfOrdinaryGoods) {
  migrate_to(8);
  ASSERT_OK(database().writer().value()->execute_script(std::string(kShop) + R"(
insert into orders (customer_id, order_id, shop_id, has_customer, channel, order_number, kind, state, ordered_at, ordered_day,
  cancelled_day, is_purchase, accepted, out_of_stock, discounts, points, returned, cost, uncosted, order_discount, shipping_fee,
  payment_fee, import_id) values
  (9, 15, 1, 1, '', 'e', 1, 5, 0, 20004, 20004, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
  (9, 16, 1, 1, '', 'f', 2, 1, 0, 20005, null, 0, 0, 0, 0, 0, 70, 0, 0, 0, 0, 0, 1),
  (9, 17, 1, 1, '', 'g', 1, 1, 0, 20006, null, 0, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, 1);
insert into order_lines (customer_id, order_id, line_key, line_position, product_id, quantity, unit_price, amount, unit_cost,
  discount, out_of_stock_quantity, returned_quantity) values (9, 17, '1', 1, 1, 1, -50, -50, null, 0, 0, 0);
)"));
  const auto version = rows("select data_version from shops");
  migrate_to(9);
  std::vector<sql::Row> wanted;
  for (const auto& [order, purchase] : std::initializer_list<std::pair<std::int64_t, std::int64_t>>{
           {11, 1}, {12, 1}, {13, 0}, {14, 1}, {15, 1}, {16, 0}, {17, 0}})
    wanted.push_back({order, purchase});
  EXPECT_EQ(rows("select order_id, is_purchase from orders order by order_id"), wanted);
  EXPECT_EQ(sql::integer(rows("select data_version from shops").at(0).at(0)), sql::integer(version.at(0).at(0)) + 1);
}

// 20 came back; 21 is sent for nothing thirty days later, 22 a day too late, 23 holds a gift, 24 belongs to a
// subscription, 25 is of another customer.
TEST_P(NumbersMigration, WhatWasSentInPlaceOfAReturnBecomesNoPurchase) {
  migrate_to(9);
  ASSERT_OK(database().writer().value()->execute_script(std::string(kShop) + R"(
insert into orders (customer_id, order_id, shop_id, has_customer, channel, order_number, kind, state, ordered_at, ordered_day,
  is_purchase, accepted, out_of_stock, discounts, points, returned, cost, uncosted, order_discount, shipping_fee, payment_fee,
  subscription_id, import_id) values
  (7, 20, 1, 1, '', 'p', 1, 1, 0, 20000, 1, 500, 0, 0, 0, 500, 0, 0, 0, 0, 0, null, 1),
  (7, 21, 1, 1, '', 'q', 1, 1, 0, 20040, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, 1),
  (7, 22, 1, 1, '', 'r', 1, 1, 0, 20041, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, 1),
  (7, 23, 1, 1, '', 's', 1, 1, 0, 20030, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, 1),
  (7, 24, 1, 1, '', 't', 1, 1, 0, 20030, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 1),
  (8, 25, 1, 1, '', 'u', 1, 1, 0, 20030, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, 1);
insert into order_lines (customer_id, order_id, line_key, line_position, product_id, quantity, unit_price, amount, unit_cost,
  discount, out_of_stock_quantity, returned_quantity) values
  (7, 20, '1', 1, 1, 1, 500, 500, null, 0, 0, 1), (7, 21, '1', 1, 1, 1, 0, 0, null, 0, 0, 0),
  (7, 22, '1', 1, 1, 1, 0, 0, null, 0, 0, 0), (7, 23, '1', 1, 3, 1, 0, 0, null, 0, 0, 0),
  (7, 24, '1', 1, 1, 1, 0, 0, null, 0, 0, 0), (8, 25, '1', 1, 1, 1, 0, 0, null, 0, 0, 0);
insert into order_events (customer_id, order_id, kind, line_key, shop_id, day, quantity, amount) values
  (7, 20, 8, '1', 1, 20010, 1, 500);
)"));
  migrate_to(10);
  std::vector<sql::Row> wanted;
  for (const auto& [order, kind, purchase] : std::initializer_list<std::array<std::int64_t, 3>>{
           {20, 1, 1}, {21, 3, 0}, {22, 1, 1}, {23, 1, 0}, {24, 1, 1}, {25, 1, 1}})
    wanted.push_back({order, kind, purchase});
  EXPECT_EQ(rows("select order_id, kind, is_purchase from orders where order_id >= 20 order by order_id"), wanted);
}

INSTANTIATE_EACH_DATABASE(NumbersMigration);

}  // namespace
}  // namespace tsuzuku::parity
