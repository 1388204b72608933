// What must hold on every shop for the analyses of subscriptions and goods: threads change nothing, later facts change
// nothing about the past, a cell and the list of its customers agree, and sums add up.

#include <gtest/gtest.h>

#include <map>

#include "tests/cases/asking.hpp"
#include "tests/cases/random_shop.hpp"

namespace tsuzuku::cases {
namespace {

using analysis::RawArguments;

struct Question {
  std::string analysis;
  RawArguments arguments;
};

const std::vector<Question>& questions() {
  static const std::vector<Question> kQuestions{{"retention", {}},
                                                {"retention", {{"by", "product"}}},
                                                {"retention_trap", {}},
                                                {"churn_signal", {}},
                                                {"churn_calibration", {{"holdout_days", "30"}}},
                                                {"products", {}},
                                                {"product_flow", {}},
                                                {"basket", {{"count_min", "2"}}},
                                                {"basket", {{"count_min", "2"}, {"together", "customer"}}}};
  return kQuestions;
}

TEST(GoodsProperty, ThreadsChangeNothing) {
  const auto blocks = blocks_of(random_shop(13, {.orders = 200'000, .customers = 30'000, .days = 900}));
  for (const auto& [name, arguments] : questions()) {
    const auto one = analysis::analyse(blocks, name, arguments, {.threads = 1}).value();
    ASSERT_FALSE(one.rows.empty()) << name;
    for (const unsigned threads : {2U, 5U}) {
      const auto many = analysis::analyse(blocks, name, arguments, {.threads = threads}).value();
      EXPECT_EQ(one.rows, many.rows) << name << " with " << threads << " threads";
      EXPECT_EQ(one.left_out, many.left_out) << name;
    }
  }
}

TEST(GoodsProperty, ThePastDoesNotChange) {
  const Day as_of = day_from_civil(2024, 9, 30).value();
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    ShopRows shop = random_shop(seed, {});
    const auto today = blocks_of(shop);
    std::erase_if(shop.orders, [&](const auto& order) { return order.day > as_of; });
    std::erase_if(shop.returns, [&](const auto& back) {
      const auto order = std::ranges::find(shop.orders, back.order, &ledger::OrderRow::order);
      return order == shop.orders.end() || back.day > as_of;
    });
    for (auto& order : shop.orders) {
      if (order.cancelled && *order.cancelled > as_of) order.cancelled.reset();
    }
    const auto then = blocks_of(shop);
    for (const auto& [name, arguments] : questions()) {
      RawArguments raw = arguments;
      raw["as_of"] = to_text(as_of);
      EXPECT_EQ(analysis::analyse(today, name, raw)->rows, analysis::analyse(then, name, raw)->rows)
          << name << ", seed " << seed;
    }
  }
}

struct PartAndColumn {
  std::string analysis;
  std::string part;
  std::string column;  // of the result, which must be the number of customers in the list
  RawArguments arguments = {};
};

class GoodsCell : public testing::TestWithParam<PartAndColumn> {};

TEST_P(GoodsCell, AgreesWithItsList) {
  const auto& [name, part, column, own] = GetParam();
  const auto& descriptor = analysis::find_analysis(name).value()->descriptor();
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    const auto blocks = blocks_of(random_shop(seed, {.orders = 600, .customers = 120, .days = 400}));
    for (RawArguments raw : {RawArguments{}, RawArguments{{"as_of", "2024-08-15"}},
                             RawArguments{{"source", "mail"}, {"from", "2024-03-10"}}}) {
      raw.insert(own.begin(), own.end());
      const auto table = analysis::analyse(blocks, name, raw).value();
      ASSERT_FALSE(table.rows.empty());
      for (std::size_t row = 0; row < std::min<std::size_t>(table.rows.size(), 40); ++row) {
        EXPECT_EQ(members_of(blocks, name, raw, cell_of(table, descriptor, row, part)), integer_in(table, row, column))
            << name << " " << part << ", row " << row << ", seed " << seed;
      }
    }
  }
}

const RawArguments kPerCustomer{{"unit", "customer"}};
const RawArguments kTogether{{"together", "customer"}, {"count_min", "1"}};
const RawArguments kByProduct{{"unit", "customer"}, {"by", "product"}};

INSTANTIATE_TEST_SUITE_P(Property, GoodsCell,
                         testing::Values(PartAndColumn{"retention", "started", "started", kPerCustomer},
                                         PartAndColumn{"retention", "continued", "ever_continued", kPerCustomer},
                                         PartAndColumn{"retention", "active", "active", kByProduct},
                                         PartAndColumn{"retention", "skipped", "skipped", kPerCustomer},
                                         PartAndColumn{"retention", "paused", "paused", kByProduct},
                                         PartAndColumn{"retention", "cancelled", "cancelled", kPerCustomer},
                                         PartAndColumn{"retention", "undelivered", "undelivered", kPerCustomer},
                                         PartAndColumn{"products", "buyers", "buyers"},
                                         PartAndColumn{"products", "repeaters", "repeaters"},
                                         PartAndColumn{"product_flow", "customers", "customers", {{"top", "3"}}},
                                         PartAndColumn{"basket", "customers", "count", kTogether}),
                         [](const auto& values) { return values.param.analysis + "_" + values.param.part; });

TEST(Retention, WhoCameToARoundWentOnOrStandsSomewhere) {
  const auto table = analysis::analyse(blocks_of(random_shop(8, {})), "retention", {{"by", "source"}}).value();
  ASSERT_GT(table.rows.size(), 8U);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::int64_t known = 0;
    for (const char* column : {"ever_continued", "active", "skipped", "paused", "cancelled", "undelivered"})
      known += integer_in(table, row, column);
    EXPECT_EQ(known, integer_in(table, row, "started")) << row;
  }
}

// A shop whose file counts deliveries without a gap, and the same shop of a file that does not count.
TEST(Retention, RoundsThatAreCountedAreThoseThatAreTold) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    ShopRows told = random_shop(seed, {});
    told.merge_same_day = false;
    std::ranges::sort(told.orders, {}, [](const auto& order) { return std::pair(order.day, order.order); });
    std::map<std::pair<std::int64_t, std::uint8_t>, std::uint8_t> rounds;
    for (auto& order : told.orders) {
      const bool delivery = order.subscription != 0 && !order.cancelled && order.purchase;
      order.round = delivery ? ++rounds[{order.customer, order.subscription}] : std::uint8_t{0};
    }
    ShopRows untold = told;
    for (auto& order : untold.orders) order.round = 0;
    const auto table = analysis::analyse(blocks_of(told), "retention", {}).value();
    ASSERT_FALSE(table.rows.empty());
    EXPECT_EQ(table.rows, analysis::analyse(blocks_of(untold), "retention", {})->rows);
  }
}

// Products and net sales are two ways to the same money.
TEST(Products, AddUpToTheNetSales) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto blocks = blocks_of(random_shop(seed, {}));
    for (const RawArguments& raw : {RawArguments{}, RawArguments{{"as_of", "2024-09-30"}},
                                    RawArguments{{"source", "mail"}, {"payment_method", "card"}}}) {
      const auto total = [&](const char* name, std::string_view column) {
        const auto totals = analysis::analyse(blocks, name, raw).value().totals;
        const auto found = std::ranges::find(totals, column, &std::pair<std::string, analysis::Value>::first);
        return std::get<std::int64_t>(found->second);
      };
      EXPECT_EQ(total("products", "net"), total("net_sales", "net")) << seed;
      EXPECT_EQ(total("products", "returned"), total("net_sales", "returned")) << seed;
    }
  }
}

// Whoever came to a purchase went on with some product, or with none yet.
TEST(ProductFlow, HasEverybodyOfTheStage) {
  const auto blocks = blocks_of(random_shop(4, {}));
  const auto flow = analysis::analyse(blocks, "product_flow", {{"top", "2"}}).value();
  const auto stages = analysis::analyse(blocks, "stages", {}).value();
  for (const std::size_t stage : {0U, 1U}) {
    std::int64_t customers = 0, went_on = 0;
    for (std::size_t row = 0; row < flow.rows.size(); ++row) {
      if (integer_in(flow, row, "from_purchase") != static_cast<std::int64_t>(stage) + 1) continue;
      customers += integer_in(flow, row, "customers");
      if (text_of(value_in(flow, row, "to_product")) != "_none") went_on += integer_in(flow, row, "customers");
    }
    EXPECT_EQ(customers, integer_in(stages, stage, "customers"));
    EXPECT_EQ(went_on, integer_in(stages, stage, "ever_converted"));
  }
}

}  // namespace
}  // namespace tsuzuku::cases
