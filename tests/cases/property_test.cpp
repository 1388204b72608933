// What must hold for every shop: threads change nothing, a cell and the list of its customers agree, orders
// that come later change nothing about the past, and every order is counted or left out.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cases/asking.hpp"
#include "tests/cases/random_shop.hpp"

namespace tsuzuku::cases {
namespace {

using analysis::RawArguments;
using analysis::Table;

constexpr ShopSize kLargerThanOneChunk{.orders = 200'000, .customers = 30'000, .days = 900};

TEST(Property, ThreadsChangeNothing) {
  const auto blocks = blocks_of(random_shop(11, kLargerThanOneChunk));
  for (const char* name : {"stages", "days_to_next", "cohorts", "rfm", "cpm", "rfm_moves", "cpm_moves", "weakest_link",
                           "planner", "ltv", "ltv_levers", "net_sales"}) {
    const auto one = analysis::analyse(blocks, name, {}, {.threads = 1}).value();
    ASSERT_FALSE(one.rows.empty());
    for (const unsigned threads : {2U, 3U, 7U}) {
      const auto many = analysis::analyse(blocks, name, {}, {.threads = threads}).value();
      EXPECT_EQ(one.rows, many.rows) << name << " with " << threads << " threads";
      EXPECT_EQ(one.left_out, many.left_out) << name;
    }
  }
  const RawArguments of{{"of", "rfm"}, {"page_size", "500"}};
  EXPECT_EQ(analysis::analyse(blocks, "customers", of, {.threads = 1})->rows,
            analysis::analyse(blocks, "customers", of, {.threads = 4})->rows);
}

struct PartAndColumn {
  std::string analysis;
  std::string part;
  std::string column;  // of the result, which must be the number of customers in the list
};

class CellAgrees : public testing::TestWithParam<PartAndColumn> {};

TEST_P(CellAgrees, WithItsList) {
  const auto& [name, part, column] = GetParam();
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const auto blocks = blocks_of(random_shop(seed, {.orders = 600, .customers = 120, .days = 400}));
    for (const RawArguments& raw : {RawArguments{}, RawArguments{{"as_of", "2024-08-15"}},
                                    RawArguments{{"source", "mail"}, {"from", "2024-03-10"}}}) {
      const auto table = analysis::analyse(blocks, name, raw).value();
      const auto& descriptor = analysis::find_analysis(name).value()->descriptor();
      ASSERT_FALSE(table.rows.empty());
      for (std::size_t row = 0; row < std::min<std::size_t>(table.rows.size(), 40); ++row) {
        EXPECT_EQ(members_of(blocks, name, raw, cell_of(table, descriptor, row, part)), integer_in(table, row, column))
            << name << " " << part << ", row " << row << ", seed " << seed;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Property, CellAgrees,
    testing::Values(
        PartAndColumn{"stages", "reached", "customers"}, PartAndColumn{"stages", "converted", "ever_converted"},
        PartAndColumn{"days_to_next", "converted", "customers"}, PartAndColumn{"cohorts", "customers", "customers"},
        PartAndColumn{"cohorts", "active", "active"}, PartAndColumn{"rfm", "customers", "customers"},
        PartAndColumn{"cpm", "customers", "customers"}, PartAndColumn{"acquisition", "customers", "customers"},
        PartAndColumn{"acquisition", "trials", "trials"}, PartAndColumn{"acquisition", "direct", "direct"},
        PartAndColumn{"acquisition", "converted", "converted"}, PartAndColumn{"ltv", "customers", "customers"},
        PartAndColumn{"ltv_levers", "customers", "customers"}, PartAndColumn{"rfm_moves", "customers", "customers"},
        PartAndColumn{"cpm_moves", "customers", "customers"}),
    [](const auto& values) { return values.param.analysis + "_" + values.param.part; });

TEST(Property, PartsOfAStageAddUp) {
  const auto table = analysis::analyse(blocks_of(random_shop(5, {})), "stages", {{"window_days", "90"}}).value();
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto& parts = table.part_counts[row];  // reached, converted, within_window, gone
    EXPECT_EQ(parts[1].second + parts[2].second + parts[3].second, parts[0].second);
    EXPECT_EQ(parts[0].second, integer_in(table, row, "customers"));
  }
}

TEST(Property, PartsOfAStageHaveAsManyMembers) {
  const auto blocks = blocks_of(random_shop(7, {.orders = 600, .customers = 120, .days = 400}));
  const RawArguments raw{{"window_days", "90"}, {"as_of", "2024-10-15"}};
  const auto table = analysis::analyse(blocks, "stages", raw).value();
  const auto& descriptor = analysis::find_analysis("stages").value()->descriptor();
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    for (const auto& [part, customers] : table.part_counts[row]) {
      EXPECT_EQ(members_of(blocks, "stages", raw, cell_of(table, descriptor, row, part)), customers) << part << row;
    }
  }
}

// Asking today about a past day gives what was answered on that day.
TEST(Property, ThePastDoesNotChange) {
  const Day as_of = day_from_civil(2024, 9, 30).value();
  const RawArguments raw{{"as_of", to_text(as_of)}};
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
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
    for (const char* name : {"stages", "days_to_next", "cohorts", "rfm", "cpm", "rfm_moves", "cpm_moves", "acquisition",
                             "customer_balance", "weakest_link", "planner", "ltv", "ltv_levers", "net_sales"}) {
      EXPECT_EQ(analysis::analyse(today, name, raw)->rows, analysis::analyse(then, name, raw)->rows)
          << name << ", seed " << seed;
    }
  }
}

TEST(Property, EveryOrderIsCountedOrLeftOut) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto blocks = blocks_of(random_shop(seed, {}));
    const auto table = analysis::analyse(blocks, "net_sales", {{"as_of", "2024-12-31"}}).value();
    std::int64_t orders = std::get<std::int64_t>(table.totals.front().second);
    for (const auto& one : table.left_out) orders += one.orders;
    EXPECT_EQ(orders, static_cast<std::int64_t>(blocks.ledger->order_count()));
  }
}

}  // namespace
}  // namespace tsuzuku::cases
