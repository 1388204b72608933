// What must hold on every shop for the analyses of single orders, and of deciles: threads change nothing, later facts
// change nothing about the past, cells hold as many customers as a plain loop over the rows finds.

#include <gtest/gtest.h>

#include <map>

#include "tests/cases/asking.hpp"
#include "tests/cases/random_shop.hpp"

namespace tsuzuku::cases {
namespace {

using analysis::RawArguments;
using analysis::Table;

struct Question {
  std::string analysis;
  RawArguments arguments;
};

const std::vector<Question>& questions() {
  static const std::vector<Question> kQuestions{{"deciles", {}},
                                                {"deciles", {{"source", "mail"}}},
                                                {"order_to_cash", {}},
                                                {"order_to_cash", {{"by", "stage"}, {"payment_method", "card"}}},
                                                {"shipment_losses", {{"by", "month"}}},
                                                {"payment_delay", {{"by", "source"}}},
                                                {"after_trouble", {{"window_days", "60"}}},
                                                {"returns", {}},
                                                {"returns", {{"by", "stage"}, {"source", "mail"}}},
                                                {"delivery", {{"by", "payment_method"}}},
                                                {"delivery_repeat", {{"from_stage", "2"}, {"window_days", "30"}}},
                                                {"calendar", {}},
                                                {"stock", {{"from", "2024-03-01"}}}};
  return kQuestions;
}

TEST(OrderProperty, ThreadsChangeNothing) {
  const auto blocks = blocks_of(random_shop(12, {.orders = 200'000, .customers = 30'000, .days = 900}));
  for (const auto& [name, arguments] : questions()) {
    const auto one = analysis::analyse(blocks, name, arguments, {.threads = 1}).value();
    ASSERT_FALSE(one.rows.empty());
    for (const unsigned threads : {2U, 5U}) {
      const auto many = analysis::analyse(blocks, name, arguments, {.threads = threads}).value();
      EXPECT_EQ(one.rows, many.rows) << name << " with " << threads << " threads";
      EXPECT_EQ(one.left_out, many.left_out) << name;
    }
  }
}

// The shop as it was known at the end of a day.
ShopRows known_on(ShopRows shop, Day as_of) {
  std::erase_if(shop.orders, [&](const auto& order) { return order.day > as_of; });
  std::erase_if(shop.stock, [&](const auto& level) { return level.day > as_of; });
  std::erase_if(shop.returns, [&](const auto& back) {
    const auto order = std::ranges::find(shop.orders, back.order, &ledger::OrderRow::order);
    return order == shop.orders.end() || back.day > as_of;
  });
  for (auto& order : shop.orders) {
    for (auto* day : {&order.cancelled, &order.shipped, &order.delivered, &order.paid}) {
      if (*day && **day > as_of) day->reset();
    }
  }
  return shop;
}

TEST(OrderProperty, ThePastDoesNotChange) {
  const Day as_of = day_from_civil(2024, 9, 30).value();
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const ShopRows shop = random_shop(seed, {});
    const auto today = blocks_of(shop);
    const auto then = blocks_of(known_on(shop, as_of));
    for (const auto& [name, arguments] : questions()) {
      RawArguments raw = arguments;
      raw["as_of"] = to_text(as_of);
      EXPECT_EQ(analysis::analyse(today, name, raw)->rows, analysis::analyse(then, name, raw)->rows)
          << name << ", seed " << seed;
    }
  }
}

TEST(OrderProperty, ADecileHoldsAsManyCustomersAsItSays) {
  const auto& descriptor = analysis::find_analysis("deciles").value()->descriptor();
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto blocks = blocks_of(random_shop(seed, {.orders = 600, .customers = 120, .days = 400}));
    for (const RawArguments& raw : {RawArguments{}, RawArguments{{"as_of", "2024-08-15"}},
                                    RawArguments{{"source", "mail"}, {"from", "2024-03-10"}}}) {
      const auto table = analysis::analyse(blocks, "deciles", raw).value();
      ASSERT_FALSE(table.rows.empty());
      for (std::size_t row = 0; row < table.rows.size(); ++row) {
        EXPECT_EQ(members_of(blocks, "deciles", raw, cell_of(table, descriptor, row, "customers")),
                  integer_in(table, row, "customers"))
            << row << ", seed " << seed;
      }
    }
  }
}

// One order a customer: a cell that counts orders holds as many customers.
ShopRows one_order_each(std::uint64_t seed) {
  ShopRows shop = random_shop(seed, {.orders = 500, .customers = 100, .days = 300});
  shop.subscriptions.clear();
  for (auto& order : shop.orders) {
    order.customer = order.order;
    order.subscription = order.round = 0;
    shop.customers = std::max(shop.customers, order.order);
  }
  for (auto& back : shop.returns) back.customer = back.order;
  return shop;
}

struct PartAndColumn {
  std::string analysis;
  std::string part;
  std::string column;
};

class OrderCells : public testing::TestWithParam<PartAndColumn> {};

TEST_P(OrderCells, HoldTheCustomersOfTheirOrders) {
  const auto& [name, part, column] = GetParam();
  const auto& descriptor = analysis::find_analysis(name).value()->descriptor();
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    const auto blocks = blocks_of(one_order_each(seed));
    std::vector<RawArguments> asked{{}, {{"as_of", "2024-07-01"}, {"source", "mail"}}, {{"from", "2024-05-20"}}};
    if (name != "calendar") asked.push_back({{"by", "month"}, {"payment_method", "deferred"}});
    for (const RawArguments& raw : asked) {
      const auto table = analysis::analyse(blocks, name, raw).value();
      ASSERT_FALSE(table.rows.empty());
      for (std::size_t row = 0; row < std::min<std::size_t>(table.rows.size(), 30); ++row) {
        EXPECT_EQ(members_of(blocks, name, raw, cell_of(table, descriptor, row, part)), integer_in(table, row, column))
            << name << " " << part << ", row " << row << ", seed " << seed;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    OrderProperty, OrderCells,
    testing::Values(
        PartAndColumn{"order_to_cash", "accepted", "accepted"}, PartAndColumn{"order_to_cash", "shipped", "shipped"},
        PartAndColumn{"order_to_cash", "delivered", "delivered"}, PartAndColumn{"order_to_cash", "paid", "paid"},
        PartAndColumn{"order_to_cash", "kept", "kept"}, PartAndColumn{"order_to_cash", "returned", "returned"},
        PartAndColumn{"shipment_losses", "customers", "orders"}, PartAndColumn{"payment_delay", "late", "late"},
        PartAndColumn{"payment_delay", "paid_later", "paid_later"},
        PartAndColumn{"payment_delay", "cancelled", "cancelled"}, PartAndColumn{"payment_delay", "open", "open"},
        PartAndColumn{"delivery", "ended", "orders"}, PartAndColumn{"delivery", "within", "within"},
        PartAndColumn{"delivery", "late", "late"}, PartAndColumn{"calendar", "customers", "orders"}),
    [](const auto& one) { return one.param.analysis + "_" + one.param.part; });

// Where a result says how many customers stand in each part, the list has as many.
TEST(OrderProperty, PartsHaveAsManyMembers) {
  for (const Question& question : {Question{"after_trouble", {{"window_days", "60"}, {"source", "flyer"}}},
                                   Question{"after_trouble", {{"from_stage", "3"}, {"as_of", "2024-12-01"}}},
                                   Question{"delivery_repeat", {{"window_days", "40"}}},
                                   Question{"delivery_repeat", {{"from_stage", "2"}, {"leg", "order_to_shipped"}}}}) {
    const auto& descriptor = analysis::find_analysis(question.analysis).value()->descriptor();
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const auto blocks = blocks_of(random_shop(seed, {.orders = 800, .customers = 120, .days = 500}));
      const auto table = analysis::analyse(blocks, question.analysis, question.arguments).value();
      ASSERT_FALSE(table.rows.empty());
      for (std::size_t row = 0; row < table.rows.size(); ++row) {
        for (const auto& [part, customers] : table.part_counts[row]) {
          EXPECT_EQ(members_of(blocks, question.analysis, question.arguments, cell_of(table, descriptor, row, part)),
                    customers)
              << question.analysis << " " << part << ", row " << row << ", seed " << seed;
        }
      }
    }
  }
}

// No order is lost twice or under no name, and no yen either; and all that exist and hold goods are there.
TEST(OrderProperty, OutcomesAddUpToWhatWasAccepted) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const ShopRows shop = random_shop(seed, {});
    const auto blocks = blocks_of(shop);
    for (const char* by : {"none", "month", "stage", "payment_method", "source"}) {
      const RawArguments raw{{"by", by}, {"as_of", "2025-01-15"}};
      std::map<std::string, std::pair<std::int64_t, std::int64_t>> accepted, outcomes;
      const auto cash = analysis::analyse(blocks, "order_to_cash", raw).value();
      for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        accepted[text_of(value_in(cash, row, "group"))] = {integer_in(cash, row, "accepted"),
                                                           integer_in(cash, row, "accepted_amount")};
      }
      const auto losses = analysis::analyse(blocks, "shipment_losses", raw).value();
      for (std::size_t row = 0; row < losses.rows.size(); ++row) {
        auto& [orders, amount] = outcomes[text_of(value_in(losses, row, "group"))];
        orders += integer_in(losses, row, "orders");
        amount += integer_in(losses, row, "amount");
      }
      EXPECT_EQ(outcomes, accepted) << by << ", seed " << seed;
      std::int64_t orders = 0, expected = 0;
      for (const auto& [group, sums] : accepted) orders += sums.first;
      const Day as_of = day_from_civil(2025, 1, 15).value();
      for (const auto& order : shop.orders) expected += order.purchase && order.day <= as_of;
      EXPECT_EQ(orders, expected) << by << ", seed " << seed;
    }
  }
}

TEST(OrderProperty, LateBillsAreSettledOrOpen) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto blocks = blocks_of(random_shop(seed, {}));
    const auto table = analysis::analyse(blocks, "payment_delay", {{"by", "month"}}).value();
    ASSERT_FALSE(table.rows.empty());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      EXPECT_EQ(
          integer_in(table, row, "paid_later") + integer_in(table, row, "cancelled") + integer_in(table, row, "open"),
          integer_in(table, row, "late"));
    }
  }
}

}  // namespace
}  // namespace tsuzuku::cases
