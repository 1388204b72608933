// Silent churn on shops drawn from the models it supposes: what is predicted happens, and it tells who stays away
// better than a fixed number of days; and what must hold on any shop.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/textbook_bg_nbd_for_tests.hpp"
#include "tests/cases/asking.hpp"
#include "tests/cases/churn_shop.hpp"
#include "tests/cases/random_shop.hpp"

namespace tsuzuku::cases {
namespace {

namespace textbook = models::textbook;
using analysis::RawArguments;
using analysis::Table;

double number_in(const Table& table, std::size_t row, std::string_view column) {
  return std::get<double>(value_in(table, row, column));
}

std::size_t row_of(const Table& table, const std::string& code) {
  const auto found =
      std::ranges::find_if(table.rows, [&](const auto& row) { return std::get<std::string>(row.front()) == code; });
  return static_cast<std::size_t>(found - table.rows.begin());
}

bool assumes(const Table& table, const std::string& key) {
  return std::ranges::find(table.assumptions, key, &analysis::Phrase::key) != table.assumptions.end();
}

TEST(ChurnCalibration, WhatIsPredictedHappens) {
  int inside = 0, groups = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const auto blocks = blocks_of(churn_shop(seed, {.customers = 12'000}));
    for (const char* holdout : {"30", "90", "180"}) {
      const auto table = analysis::analyse(blocks, "churn_calibration", {{"holdout_days", holdout}}).value();
      ASSERT_EQ(table.rows.size(), 13U);
      EXPECT_TRUE(assumes(table, "churn_model"));
      for (std::size_t row = 0; row < 10; ++row) {
        const double predicted = number_in(table, row, "predicted_rate");
        const double observed = number_in(table, row, "observed_rate");
        const auto customers = static_cast<double>(integer_in(table, row, "customers"));
        // Sixty groups and the error of the fit: five standard deviations and half a point.
        EXPECT_LT(std::abs(predicted - observed), 5.0 * std::sqrt(predicted * (1.0 - predicted) / customers) + 0.005)
            << "seed " << seed << ", group " << row << ", " << holdout << " days: " << predicted << ", " << observed;
        ++groups;
        inside +=
            predicted >= number_in(table, row, "observed_low") && predicted <= number_in(table, row, "observed_high");
      }
      EXPECT_LT(number_in(table, 0, "predicted_rate"), 0.1);
      EXPECT_GT(number_in(table, 9, "predicted_rate"), 0.3);
    }
  }
  EXPECT_GE(inside, groups * 8 / 10) << "of " << groups;
}

TEST(ChurnCalibration, TheOwnRhythmTellsBetterThanSixtyDays) {
  const auto blocks = blocks_of(churn_shop(9, {.customers = 8'000, .contracts = 2'000}));
  const auto table = analysis::analyse(blocks, "churn_calibration", {}).value();
  const std::size_t own = row_of(table, "own_rhythm_as_many"), fixed = row_of(table, "fixed_days");
  EXPECT_EQ(integer_in(table, own, "customers"), integer_in(table, fixed, "customers"));
  EXPECT_GT(number_in(table, own, "precision_low"), number_in(table, fixed, "precision_rate"));
  EXPECT_GT(number_in(table, own, "recall_rate"), number_in(table, fixed, "recall_rate"));
  EXPECT_LT(number_in(table, own, "false_alarm_rate"), number_in(table, fixed, "false_alarm_rate"));
  for (const std::size_t rule : {own, fixed}) {
    EXPECT_EQ(integer_in(table, rule, "bought") + integer_in(table, rule, "stayed_away"),
              integer_in(table, rule, "customers"));
  }
}

// The sums of the table from the formulas as printed, customer by customer, with parameters fitted to the rows beside.
TEST(ChurnSignal, IsTheTextbooksSumOverCustomers) {
  constexpr double kYear = 365.0;
  const ShopRows shop = churn_shop(3, {.customers = 3'000});
  const Table table = analysis::analyse(blocks_of(shop), "churn_signal", {}).value();
  const Day as_of = *table.as_of;
  struct Person {
    models::PurchaseHistory history{.x = -1};
    Day first, last;
    double net = 0.0;
  };
  std::map<std::int64_t, Person> people;
  for (const auto& order : shop.orders) {
    Person& person = people[order.customer];
    person.net += static_cast<double>(order.accepted);
    if (person.history.x >= 0 && person.last == order.day) continue;
    if (++person.history.x == 0) person.first = order.day;
    person.last = order.day;
  }
  std::vector<models::PurchaseHistory> histories;
  std::vector<models::SpendHistory> spends;
  for (auto& [id, person] : people) {
    person.history.t_x = person.last - person.first;
    person.history.T = as_of - person.first;
    histories.push_back(person.history);
    const std::int32_t purchases = person.history.x + 1;
    if (purchases > 1) spends.push_back({.x = purchases, .z = person.net / purchases});
  }
  const auto fit = models::fit_bg_nbd(histories, models::DropOut::FromTheFirst).value();
  const auto spend = models::fit_gamma_gamma(spends).value();
  ASSERT_TRUE(fit.converged && spend.converged);
  EXPECT_TRUE(assumes(table, "churn_value_model"));

  // MBG/NBD is BG/NBD with one more chance to drop out: b + 1, and the first purchase's odds.
  const models::BgNbd& m = fit.parameters;
  const std::array<textbook::Real, 4> survived{m.r, m.alpha, m.a, m.b + 1.0};
  struct Sums {
    std::int64_t customers = 0;
    double alive = 0.0, expected = 0.0, if_there = 0.0;
    std::vector<double> times;
  };
  std::map<std::string, Sums> sums;
  for (const auto& [id, person] : people) {
    const auto& [x, t_x, T, customers] = person.history;
    const double odds = m.a / (m.b + x) * std::pow((m.alpha + T) / (m.alpha + t_x), m.r + x);
    const double alive = 1.0 / (1.0 + odds);
    models::PurchaseHistory of_survivor = person.history;
    // The printed expectation includes the odds of leaving after a repeat, which those alive have not.
    const double odds_of_survivor =
        x > 0 ? (m.a / (m.b + x)) * std::pow((m.alpha + T) / (m.alpha + t_x), m.r + x) : 0.0;
    const double while_alive =
        static_cast<double>(textbook::expected_purchases(survived, of_survivor, kYear)) * (1.0 + odds_of_survivor);
    const int purchases = x + 1;
    const double value = spend.parameters.p * (spend.parameters.v + person.net) /
                         (spend.parameters.p * purchases + spend.parameters.q - 1.0);
    const double interval = (m.alpha + t_x) / (m.r + x);
    const double times = (as_of - person.last) / interval;
    const std::string level = times < 1.5   ? (alive < 0.5 ? "unlikely" : "fine")
                              : alive < 0.2 ? "gone"
                              : alive < 0.5 ? "at_risk"
                                            : "watch";
    Sums& sum = sums[level];
    ++sum.customers;
    sum.alive += alive;
    sum.if_there += while_alive * value;
    sum.expected += alive * while_alive * value;
    sum.times.push_back(times);
  }
  EXPECT_GE(sums.size(), 3U);
  ASSERT_EQ(table.rows.size(), sums.size());
  for (auto& [level, sum] : sums) {
    const std::size_t row = row_of(table, level);
    ASSERT_LT(row, table.rows.size()) << level;
    EXPECT_EQ(integer_in(table, row, "customers"), sum.customers) << level;
    EXPECT_NEAR(number_in(table, row, "alive_rate"), sum.alive / static_cast<double>(sum.customers), 1e-7) << level;
    EXPECT_NEAR(static_cast<double>(integer_in(table, row, "sales_at_stake")) / sum.expected, 1.0, 1e-6) << level;
    EXPECT_NEAR(static_cast<double>(integer_in(table, row, "sales_lost")) / (sum.if_there - sum.expected), 1.0, 1e-6);
    std::ranges::sort(sum.times);
    const std::size_t n = sum.times.size();
    const double median = n % 2 == 1 ? sum.times[n / 2] : (sum.times[n / 2 - 1] + sum.times[n / 2]) / 2.0;
    EXPECT_NEAR(number_in(table, row, "times_median"), median, 1e-6) << level;
  }
}

TEST(ChurnSignal, CellsThreadsAndThePastAgree) {
  const ShopRows rows = churn_shop(5, {.customers = 1'500, .contracts = 600});
  const auto blocks = blocks_of(rows);
  for (const RawArguments& raw : {RawArguments{}, RawArguments{{"as_of", "2024-11-15"}}}) {
    const Table table = analysis::analyse(blocks, "churn_signal", raw, {.threads = 1}).value();
    const auto& descriptor = analysis::find_analysis("churn_signal").value()->descriptor();
    EXPECT_GT(table.rows.size(), 6U);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      EXPECT_EQ(members_of(blocks, "churn_signal", raw, cell_of(table, descriptor, row, "customers")),
                integer_in(table, row, "customers"));
    }
    for (const unsigned threads : {2U, 5U}) {
      for (const char* name : {"churn_signal", "churn_calibration"}) {
        EXPECT_EQ(analysis::analyse(blocks, name, raw, {.threads = threads})->rows,
                  analysis::analyse(blocks, name, raw, {.threads = 1})->rows);
      }
    }
  }
}

TEST(ChurnSignal, WhoOnlyEverBuysOnceTellsNothing) {
  ShopRows shop = churn_shop(6, {.customers = 500});
  std::map<std::int64_t, int> bought;
  std::erase_if(shop.orders, [&](const auto& order) { return ++bought[order.customer] > 1; });
  const Table table = analysis::analyse(blocks_of(shop), "churn_signal", {}).value();
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(std::get<std::string>(table.rows.front().front()), "unknown");
  EXPECT_EQ(integer_in(table, 0, "customers"), 500);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(value_in(table, 0, "sales_at_stake")));
  EXPECT_TRUE(assumes(table, "churn_nobody_repeats"));
}

// The model's border: P(alive) would be 1 for everybody, however long the silence.
TEST(ChurnSignal, WhereNobodyLeavesSilenceIsReadByTheRhythmAlone) {
  const auto blocks = blocks_of(churn_shop(11, {.customers = 1'500, .purchases = {0.9, 60.0, 0.001, 20.0}}));
  const Table table = analysis::analyse(blocks, "churn_signal", {}).value();
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(row_of(table, "fine"), 0U);
  EXPECT_EQ(row_of(table, "watch"), 1U);
  for (std::size_t row = 0; row < 2; ++row) {
    EXPECT_GT(number_in(table, row, "times_median"), 0.0);
    for (const char* column : {"alive_rate", "sales_at_stake", "sales_lost"})
      EXPECT_TRUE(std::holds_alternative<std::monostate>(value_in(table, row, column))) << column;
  }
  EXPECT_TRUE(assumes(table, "churn_nobody_leaves"));
  EXPECT_FALSE(assumes(table, "churn_value_model"));
  const Table hits = analysis::analyse(blocks, "churn_calibration", {}).value();
  EXPECT_TRUE(hits.rows.empty());
  EXPECT_TRUE(assumes(hits, "churn_nobody_leaves") && assumes(hits, "churn_without_chance"));
}

// fine and watch mean risk_percent or more, the words after them less.
TEST(ChurnSignal, NoWordIsBetterThanItsChance) {
  const auto blocks = blocks_of(churn_shop(12, {.customers = 3'000, .contracts = 1'000}));
  const Table table = analysis::analyse(blocks, "churn_signal", {}).value();
  std::map<std::string, double> told;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto& chance = value_in(table, row, "alive_rate");
    if (std::holds_alternative<std::monostate>(chance)) continue;
    const auto& level = std::get<std::string>(table.rows[row].front());
    const bool likely = level == "fine" || level == "watch";
    EXPECT_EQ(std::get<double>(chance) >= 0.5, likely) << level;
    told[level] = std::get<double>(chance);
  }
  EXPECT_EQ(told.size(), 5U);
}

// Like clockwork and nobody leaves: there is nothing to fit a chance of leaving to.
TEST(ChurnSignal, WhatIsNotDeterminedIsNotTold) {
  ShopRows shop;
  shop.customers = 200;
  const Day first = day_from_civil(2025, 1, 1).value();
  for (std::int64_t customer = 1; customer <= shop.customers; ++customer) {
    for (int n = 0; n < 5; ++n) {
      ledger::OrderRow order{.customer = customer, .order = std::ssize(shop.orders) + 1};
      order.day = first + 30 * n;
      order.accepted = 1'000;
      shop.orders.push_back(order);
    }
  }
  const Table table = analysis::analyse(blocks_of(shop), "churn_signal", {}).value();
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(std::get<std::string>(table.rows.front().front()), "unknown");
  EXPECT_TRUE(assumes(table, "churn_not_converged"));
}

// Every cycle its own, a sixteenth leaves silently after each delivery: the chance told is the share that is delivered
// again.
TEST(ChurnSignal, ContractsAreCalibratedToo) {
  const auto blocks = blocks_of(churn_shop(8, {.customers = 0, .contracts = 6'000}));
  const Table table = analysis::analyse(blocks, "churn_calibration", {{"holdout_days", "60"}}).value();
  ASSERT_EQ(table.rows.size(), 13U);
  double predicted = 0.0, bought = 0.0, customers = 0.0;
  for (std::size_t row = 0; row < 10; ++row) {
    const auto n = static_cast<double>(integer_in(table, row, "customers"));
    predicted += n * number_in(table, row, "predicted_rate");
    bought += static_cast<double>(integer_in(table, row, "bought"));
    customers += n;
    EXPECT_NEAR(number_in(table, row, "predicted_rate"), number_in(table, row, "observed_rate"), 0.1) << row;
  }
  EXPECT_NEAR(predicted / customers, bought / customers, 0.03);
}

}  // namespace
}  // namespace tsuzuku::cases
