// Numbers of a stage on shops small enough to count by hand.

#include "services/journeys/stage_numbers.hpp"

#include <gtest/gtest.h>

#include "ledger/builder.hpp"

namespace tsuzuku::services {
namespace {

constexpr Day kStart{19'000};

class StageNumbersTest : public ::testing::Test {
 protected:
  void order(std::int64_t customer, int day, Money amount, std::optional<int> delivered_after = std::nullopt) {
    ledger::OrderRow row{.customer = customer, .order = ++last_order_, .day = kStart + day, .accepted = amount};
    if (delivered_after) row.delivered = kStart + (day + *delivered_after);
    builder_.add_order(row);
  }
  // Thirty who go on after 20 days and spend 1,000 at once and 500 a month later, thirty who never do.
  void usual_shop() {
    for (std::int64_t customer = 1; customer <= 60; ++customer) builder_.add_customer(customer);
    for (std::int64_t customer = 1; customer <= 60; ++customer) {
      order(customer, 0, 3'000, 2);
      if (customer > 30) continue;
      order(customer, 20, 1'000, 3);
      order(customer, 50, 500);
    }
  }
  [[nodiscard]] StageNumbers count(int stage, int last_day) {
    builder_.add_customer(1'000);
    order(1'000, last_day, 1);
    ledger_ = builder_.finish().value();
    return stage_numbers(*ledger_, stage, std::nullopt).value();
  }

  ledger::Builder builder_;
  std::int64_t last_order_ = 0;
  std::shared_ptr<const ledger::Ledger> ledger_;
};

TEST_F(StageNumbersTest, TheFirstStageOfAShopWatchedForYears) {
  usual_shop();
  const StageNumbers numbers = count(1, 800);
  EXPECT_EQ(numbers.window_days, 365);
  EXPECT_EQ(numbers.proposal.matured, 60);
  EXPECT_EQ(numbers.proposal.converted, 30);
  EXPECT_EQ(numbers.proposal.days_median, 20);
  EXPECT_EQ(numbers.proposal.days_to_delivery, 2);
  EXPECT_EQ(numbers.proposal.customers_per_month, 0) << "one newcomer in a quarter";
  EXPECT_EQ(numbers.proposal.value_per_conversion, 1'500);
  EXPECT_EQ(numbers.value_days, 365);
  EXPECT_EQ(numbers.value_customers, 30);
}

TEST_F(StageNumbersTest, TheNextPurchaseOnTheSameDayIsTheSameOne) {
  usual_shop();
  for (std::int64_t customer = 31; customer <= 60; ++customer) order(customer, 0, 100, 2);
  EXPECT_EQ(count(1, 800).proposal.converted, 30);
}

TEST_F(StageNumbersTest, AYoungShopIsCountedOverAShorterTime) {
  usual_shop();
  const StageNumbers numbers = count(1, 120);
  EXPECT_EQ(numbers.window_days, 90);
  EXPECT_EQ(numbers.proposal.converted, 30);
  EXPECT_EQ(numbers.value_days, 90) << "watched for a hundred days";
  EXPECT_EQ(numbers.proposal.value_per_conversion, 1'500);
}

TEST_F(StageNumbersTest, WhoCouldNotBeWatchedGivesNoValue) {
  usual_shop();
  const StageNumbers numbers = count(1, 60);
  EXPECT_EQ(numbers.value_customers, 0);
  EXPECT_EQ(numbers.proposal.value_per_conversion, 0);
  EXPECT_EQ(numbers.proposal.customers_per_month, 20) << "61 in 91 days";
}

TEST_F(StageNumbersTest, DeliveriesThatAreMostlyNotToldCountFromTheOrder) {
  usual_shop();
  const StageNumbers numbers = count(3, 800);
  EXPECT_EQ(numbers.proposal.days_to_delivery, std::nullopt);
}

TEST_F(StageNumbersTest, WhatCannotBeAskedIsRefused) {
  usual_shop();
  static_cast<void>(count(1, 800));
  EXPECT_EQ(stage_numbers(*ledger_, 0, std::nullopt).error().key, "journeys.propose_stage");
  EXPECT_EQ(stage_numbers(*ledger_, 100, std::nullopt).error().key, "journeys.propose_stage");
  EXPECT_EQ(stage_numbers(*ledger_, 50, std::nullopt).value().proposal.matured, 0) << "nobody has come so far";
  ledger::Builder empty;
  EXPECT_EQ(stage_numbers(*empty.finish().value(), 1, std::nullopt).error().key, "journeys.propose_no_orders");
}

}  // namespace
}  // namespace tsuzuku::services
