// The trap on the two retention curves of Fader and Hardie 2007, How to project customer retention (table 1, years
// 0-12): fitted to seven renewals as there, with the parameters printed there.

#include <gtest/gtest.h>

#include <cmath>

#include "tests/cases/asking.hpp"
#include "tests/cases/shop_rows.hpp"

namespace tsuzuku::cases {
namespace {

constexpr int kCycle = 28;
constexpr Money kNet = 3'000;
constexpr int kEarly = 7;

struct Published {
  std::vector<std::int64_t> survivors;  // of 1,000, after 0, 1, 2 … renewals
  double alpha = 0.0;
  double beta = 0.0;
};

const Published kHighEnd{{1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394}, 0.668, 3.806};
const Published kRegular{{1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173}, 0.704, 1.182};

// Everybody begins on one day; the twelfth renewal has just come, and is not old enough to be asked about.
ledger::Blocks shop_of(const Published& published) {
  ShopRows shop;
  shop.customers = published.survivors.front();
  const Day begin = day_from_civil(2025, 1, 1).value();
  for (std::int64_t customer = 1; customer <= shop.customers; ++customer) {
    shop.subscriptions.push_back({.customer = customer, .started = begin});
    for (std::size_t n = 0; n < published.survivors.size() && published.survivors[n] >= customer; ++n) {
      ledger::OrderRow order{.customer = customer, .order = std::ssize(shop.orders) + 1};
      order.day = begin + static_cast<int>(n) * kCycle;
      order.accepted = kNet;
      order.subscription = 1;
      shop.orders.push_back(order);
    }
  }
  return blocks_of(shop);
}

double number_in(const analysis::Table& table, std::size_t row, std::string_view column) {
  return std::get<double>(value_in(table, row, column));
}

// S(t) = B(alpha, beta + t) / B(alpha, beta), by logarithms of the gamma function.
double sbg(const Published& published, int t) {
  return std::exp(std::lgamma(published.beta + t) - std::lgamma(published.alpha + published.beta + t) +
                  std::lgamma(published.alpha + published.beta) - std::lgamma(published.beta));
}

class Trap : public testing::TestWithParam<const Published*> {};

TEST_P(Trap, MeetsThePublishedProjection) {
  const Published& published = *GetParam();
  const Day as_of = day_from_civil(2025, 1, 1).value() + 13 * kCycle;
  const auto table =
      analysis::analyse(shop_of(published), "retention_trap",
                        {{"early_rounds", std::to_string(kEarly)}, {"grace_days", "50"}, {"as_of", to_text(as_of)}})
          .value();
  ASSERT_EQ(table.rows.size(), 3U);

  double asked = 0.0, renewed = 0.0;
  for (std::size_t n = 0; n < kEarly; ++n) {
    asked += static_cast<double>(published.survivors[n]);
    renewed += static_cast<double>(published.survivors[n + 1]);
  }
  const double rate = renewed / asked;
  double constant_sum = 0.0, observed_sum = 0.0, sbg_sum = 0.0;
  for (int n = 0; n <= 12; ++n) {
    constant_sum += std::pow(rate, n);
    observed_sum += static_cast<double>(published.survivors[static_cast<std::size_t>(n)]) / 1'000.0;
    sbg_sum += sbg(published, n);
  }
  constexpr std::size_t kTwelve = 1;  // the row
  EXPECT_EQ(integer_in(table, kTwelve, "asked"), published.survivors[11]);
  EXPECT_NEAR(number_in(table, kTwelve, "constant_rate"), std::pow(rate, 12), 1e-12);
  EXPECT_NEAR(number_in(table, kTwelve, "observed_rate"), static_cast<double>(published.survivors[12]) / 1'000.0,
              1e-12);
  EXPECT_NEAR(number_in(table, kTwelve, "sbg_rate"), sbg(published, 12), 1e-3);  // parameters are printed to 3 decimals
  EXPECT_NEAR(number_in(table, 2, "sbg_rate"), sbg(published, 24), 1e-3);
  EXPECT_NEAR(number_in(table, kTwelve, "sbg_deliveries"), sbg_sum, 1e-2);
  EXPECT_NEAR(number_in(table, kTwelve, "observed_deliveries"), observed_sum, 1e-9);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(value_in(table, 2, "observed_rate")));

  // 1,000 contracts began within the last 365 days.
  const double gap = (observed_sum - constant_sum) * kNet * 1'000.0 / 12.0;
  EXPECT_NEAR(static_cast<double>(integer_in(table, kTwelve, "observed_gap")), gap, 1.0);
  EXPECT_NEAR(static_cast<double>(integer_in(table, kTwelve, "sbg_gap")),
              (number_in(table, kTwelve, "sbg_deliveries") - constant_sum) * kNet * 1'000.0 / 12.0, 1.0);
}

INSTANTIATE_TEST_SUITE_P(Curves, Trap, testing::Values(&kHighEnd, &kRegular),
                         [](const auto& values) { return values.param == &kHighEnd ? "high_end" : "regular"; });

}  // namespace
}  // namespace tsuzuku::cases
