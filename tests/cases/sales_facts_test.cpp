// The daily facts that journals are made of are net sales taken apart: on every shop they add up to the month's row, to
// the yen, and payment methods are those of their orders.

#include <gtest/gtest.h>

#include <map>

#include "analysis/net_sales/facts.hpp"
#include "tests/cases/asking.hpp"
#include "tests/cases/random_shop.hpp"

namespace tsuzuku::cases {
namespace {

using analysis::net_sales::DayFacts;
using analysis::net_sales::Facts;
using analysis::net_sales::facts_by_day;

TEST(SalesFacts, OfAMonthAddUpToItsNetSales) {
  std::size_t months = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const auto blocks = blocks_of(random_shop(seed, {}));
    for (const char* as_of : {"2024-06-17", "2025-03-31", "2025-11-30"}) {
      const auto table = analysis::analyse(blocks, "net_sales", {{"as_of", as_of}}).value();
      for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto month = std::get<YearMonth>(value_in(table, row, "month"));
        Facts sum;
        for (const DayFacts& day : facts_by_day(*blocks.ledger, month, parse_day(as_of).value())) {
          EXPECT_EQ(month_of(day.day), month);
          sum.add(day.facts);
        }
        EXPECT_EQ(sum.accepted, integer_in(table, row, "accepted"));
        EXPECT_EQ(sum.out_of_stock(), integer_in(table, row, "out_of_stock"));
        EXPECT_EQ(sum.discounts, integer_in(table, row, "discounts"));
        EXPECT_EQ(sum.points, integer_in(table, row, "points"));
        EXPECT_EQ(sum.returned, integer_in(table, row, "returned"));
        EXPECT_EQ(sum.net(), integer_in(table, row, "net")) << "seed " << seed << ", " << to_text(month);
        ++months;
      }
    }
  }
  EXPECT_GT(months, 300U);
}

TEST(SalesFacts, OfAPaymentMethodAreThoseOfItsOrders) {
  const auto blocks = blocks_of(random_shop(4, {}));
  const Day as_of = day_from_civil(2025, 6, 30).value();
  const YearMonth month = month_of(day_from_civil(2025, 2, 1).value());
  std::map<std::string, Money> net;
  for (const DayFacts& day : facts_by_day(*blocks.ledger, month, as_of)) {
    net[day.payment_method.empty() ? "-" : day.payment_method] += day.facts.net();
  }
  ASSERT_GT(net.size(), 1U);
  for (const auto& [method, money] : net) {
    const auto table = analysis::analyse(blocks, "net_sales",
                                         {{"as_of", to_text(as_of)},
                                          {"payment_method", method},
                                          {"from", to_text(first_day(month))},
                                          {"to", to_text(last_day(month))}})
                           .value();
    EXPECT_EQ(money, integer_in(table, 0, "net")) << method;
  }
}

TEST(SalesFacts, ThreadsChangeNothing) {
  const auto blocks = blocks_of(random_shop(11, {.orders = 200'000, .customers = 30'000, .days = 400}));
  const YearMonth month = month_of(day_from_civil(2024, 8, 1).value());
  const Day as_of = last_day(month);
  const auto one = facts_by_day(*blocks.ledger, month, as_of, {.threads = 1});
  const auto many = facts_by_day(*blocks.ledger, month, as_of, {.threads = 5});
  ASSERT_EQ(one.size(), many.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(one[i].day, many[i].day);
    EXPECT_EQ(one[i].facts.net(), many[i].facts.net());
    EXPECT_EQ(one[i].facts.facts, many[i].facts.facts);
  }
}

}  // namespace
}  // namespace tsuzuku::cases
