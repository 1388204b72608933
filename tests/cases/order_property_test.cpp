// What must hold on every shop for the analyses of single orders, and of deciles: threads change nothing, later facts
// change nothing about the past, cells hold as many customers as a plain loop over the rows finds.

#include <gtest/gtest.h>

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
  static const std::vector<Question> kQuestions{{"deciles", {}}, {"deciles", {{"source", "mail"}}}};
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

}  // namespace
}  // namespace tsuzuku::cases
