#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "base/random.hpp"
#include "ledger/builder.hpp"
#include "ledger/holder.hpp"
#include "ledger/view.hpp"

namespace tsuzuku::ledger {
namespace {

Day day(std::string_view text) { return parse_day(text).value(); }

OrderRow order(std::int64_t customer, std::int64_t id, std::string_view on, Money accepted) {
  OrderRow row;
  row.customer = customer;
  row.order = id;
  row.day = day(on);
  row.accepted = accepted;
  return row;
}

TEST(Builder, NothingGivesAnEmptyLedger) {
  const auto ledger = Builder().finish();
  ASSERT_TRUE(ledger);
  EXPECT_EQ((*ledger)->order_count(), 0U);
  EXPECT_EQ((*ledger)->customer_count(), 0U);
  EXPECT_EQ((*ledger)->anonymous_orders().size(), 0U);
  EXPECT_FALSE((*ledger)->last_day());
}

TEST(Builder, SortsByCustomerDayAndOrderWithAnonymousOrdersLast) {
  Builder builder;
  for (const std::int64_t id : {30, 10, 20}) builder.add_customer(id);
  builder.add_order(order(0, 1, "2025-01-05", 1));
  builder.add_order(order(20, 7, "2025-03-01", 2));
  builder.add_order(order(10, 9, "2025-02-02", 3));
  builder.add_order(order(10, 8, "2025-02-02", 4));
  builder.add_order(order(10, 5, "2025-02-03", 5));
  builder.add_order(order(0, 2, "2025-01-04", 6));
  const auto ledger = builder.finish().value();
  EXPECT_EQ(ledger->columns().accepted, (std::vector<std::int32_t>{4, 3, 5, 2, 6, 1}));
  EXPECT_EQ(ledger->orders_of(*ledger->find_customer(10)).size(), 3U);
  EXPECT_EQ(ledger->orders_of(*ledger->find_customer(30)).size(), 0U);
  EXPECT_EQ(ledger->anonymous_orders().begin, 4U);
  EXPECT_EQ(ledger->first_day(), day("2025-01-04"));
  EXPECT_EQ(ledger->last_day(), day("2025-03-01"));
  EXPECT_FALSE(ledger->find_customer(15));
}

TEST(Builder, OrderOfRowsDoesNotMatter) {
  Random random(7);
  std::vector<OrderRow> orders;
  std::vector<ReturnRow> returns;
  for (std::int64_t id = 1; id <= 500; ++id) {
    OrderRow row =
        order(static_cast<std::int64_t>(random.below(40)), id, "2025-01-01", static_cast<Money>(random.below(9'000)));
    row.day = row.day + static_cast<int>(random.below(300));
    if (id % 7 == 0)
      returns.push_back({row.customer, id, row.day + static_cast<int>(random.below(30)), row.accepted / 2 + 1});
    orders.push_back(row);
  }
  const auto build = [&] {
    Builder builder;
    for (std::int64_t id = 1; id < 40; ++id) builder.add_customer(id);
    for (const OrderRow& row : orders) builder.add_order(row);
    for (const ReturnRow& row : returns) builder.add_return(row);
    return builder.finish().value();
  };
  const auto one = build();
  for (std::size_t i = orders.size() - 1; i > 0; --i) std::swap(orders[i], orders[random.below(i + 1)]);
  std::ranges::reverse(returns);
  const auto other = build();
  EXPECT_EQ(one->columns().day, other->columns().day);
  EXPECT_EQ(one->columns().accepted, other->columns().accepted);
  EXPECT_EQ(one->returns().order, other->returns().order);
  EXPECT_EQ(one->returns().amount, other->returns().amount);
}

TEST(Builder, RefusesWhatDoesNotFit) {
  const auto key = [](auto&& fill) {
    Builder builder;
    builder.add_customer(1);
    fill(builder);
    const auto result = builder.finish();
    return result ? std::string() : result.error().key;
  };
  EXPECT_EQ(key([](Builder& b) { b.add_order(order(2, 1, "2025-01-01", 1)); }), "ledger.unknown_customer");
  EXPECT_EQ(key([](Builder& b) { b.add_customer(1); }), "ledger.duplicate_customer");
  EXPECT_EQ(key([](Builder& b) { b.add_order(order(1, 1, "1969-12-31", 1)); }), "ledger.day_out_of_range");
  EXPECT_EQ(key([](Builder& b) { b.add_order(order(1, 1, "2025-01-01", 3'000'000'000)); }),
            "ledger.amount_out_of_range");
  EXPECT_EQ(key([](Builder& b) { b.add_return({1, 5, day("2025-01-01"), 100}); }), "ledger.unknown_order");
  EXPECT_EQ(key([](Builder& b) { b.add_return({1, 5, day("2025-01-01"), -100}); }), "ledger.amount_out_of_range");
  EXPECT_EQ(key([](Builder& b) { b.add_return({1, 5, day("2025-01-01"), 100, 1}); }), "ledger.name_out_of_range");
  EXPECT_EQ(key([](Builder& b) { b.add_return({1, 5, day("2025-01-01"), 100, 0, 3'000'000'000}); }),
            "ledger.amount_out_of_range");
  EXPECT_EQ(key([](Builder& b) {
              OrderRow row = order(1, 1, "2025-01-01", 1);
              row.source = 1;
              b.add_order(row);
            }),
            "ledger.name_out_of_range");
}

TEST(Builder, BytesPerOrderStayWithinTheLayout) {
  Builder builder;
  builder.add_customer(1);
  for (std::int64_t id = 1; id <= 1'000; ++id) builder.add_order(order(1, id, "2025-01-01", 1));
  const auto ledger = builder.finish().value();
  const Columns& c = ledger->columns();
  const std::size_t per_order =
      sizeof(c.day[0]) + sizeof(c.cancelled[0]) + sizeof(c.net_before_returns[0]) + sizeof(c.flags[0]) +
      sizeof(c.source[0]) + sizeof(c.accepted[0]) + sizeof(c.discounts[0]) + sizeof(c.points[0]) + sizeof(c.cost[0]) +
      sizeof(c.shipped[0]) + sizeof(c.delivered[0]) + sizeof(c.paid[0]) + sizeof(c.payment_due[0]) +
      sizeof(c.payment_method[0]) + sizeof(c.subscription[0]) + sizeof(c.hour[0]) + sizeof(c.cancel_reason[0]);
  EXPECT_EQ(per_order, kBytesPerOrder);
  EXPECT_LE(ledger->bytes(), 40U * 1'000U);
}

TEST(View, TellsAnUnknownCostFromNone) {
  Builder builder;
  builder.add_customer(1);
  const auto add = [&](std::int64_t id, Money cost, Money uncosted) {
    OrderRow row = order(1, id, "2025-01-10", 5'000);
    row.cost = cost;
    row.uncosted = uncosted;
    builder.add_order(row);
  };
  add(1, 700, 0);
  add(2, 0, 5'000);
  add(3, 300, 1'200);
  add(4, 0, 0);
  const auto ledger = builder.finish().value();
  const View view(*ledger, day("2025-01-10"));
  const std::vector<std::pair<Money, Money>> told = {{700, 0}, {0, 5'000}, {300, 1'200}, {0, 0}};
  for (OrderIndex at = 0; at < told.size(); ++at) {
    EXPECT_EQ(view.cost(at), told[at].first);
    EXPECT_EQ(view.uncosted(at), told[at].second);
  }
  EXPECT_EQ(ledger->part_costs().order, std::vector<OrderIndex>{2});
}

TEST(View, AReasonIsNotKnownBeforeTheCancellation) {
  Builder builder;
  builder.add_customer(1);
  OrderRow row = order(1, 1, "2025-01-10", 5'000);
  row.cancelled = day("2025-01-12");
  row.cancel_reason = domain::LossReason::Unpaid;
  builder.add_order(row);
  const auto ledger = builder.finish().value();
  EXPECT_EQ(View(*ledger, day("2025-01-11")).cancel_reason(0), domain::LossReason::None);
  EXPECT_EQ(View(*ledger, day("2025-01-12")).cancel_reason(0), domain::LossReason::Unpaid);
}

TEST(View, FactsAfterTheAsOfDayAreNotYetTrue) {
  Builder builder;
  builder.add_customer(1);
  OrderRow row = order(1, 1, "2025-01-10", 5'000);
  row.out_of_stock = 1'000;
  row.discounts = 300;
  row.points = 200;
  row.cancelled = day("2025-01-20");
  row.shipped = day("2025-01-12");
  row.round = 200;
  builder.add_order(row);
  builder.add_return({1, 1, day("2025-01-15"), 700});
  builder.add_return({1, 1, day("2025-01-18"), 300});
  const auto ledger = builder.finish().value();

  const View before(*ledger, day("2025-01-09"));
  EXPECT_FALSE(before.exists(0));
  const View on_the_day(*ledger, day("2025-01-10"));
  EXPECT_TRUE(on_the_day.is_purchase(0));
  EXPECT_FALSE(on_the_day.shipped(0));
  EXPECT_EQ(on_the_day.returned(0), 0);
  EXPECT_EQ(on_the_day.net_before_returns(0), 3'500);
  EXPECT_EQ(on_the_day.out_of_stock(0), 1'000);
  EXPECT_EQ(on_the_day.subscription_round(0), kRoundMax);
  EXPECT_EQ(View(*ledger, day("2025-01-15")).returned(0), 700);
  EXPECT_TRUE(View(*ledger, day("2025-01-19")).counts(0));
  EXPECT_FALSE(View(*ledger, day("2025-01-20")).counts(0));
  EXPECT_TRUE(View(*ledger, day("2148-12-31")).exists(0));
  EXPECT_FALSE(View(*ledger, day("2148-12-31")).delivered(0));
}

TEST(Holder, ReadersKeepTheirsWhileItIsReplaced) {
  Holder<Ledger> holder;
  EXPECT_EQ(holder.get(), nullptr);
  holder.replace(Builder().finish().value());
  const auto mine = holder.get();
  std::thread writer([&] {
    for (int i = 0; i < 1'000; ++i) holder.replace(Builder().finish().value());
  });
  for (int i = 0; i < 1'000; ++i) EXPECT_EQ(holder.get()->order_count(), 0U);
  writer.join();
  EXPECT_NE(holder.get(), mine);
  EXPECT_EQ(mine->order_count(), 0U);
}

}  // namespace
}  // namespace tsuzuku::ledger
