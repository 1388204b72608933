#include <gtest/gtest.h>

#include <array>

#include "models/intervals.hpp"
#include "models/kaplan_meier.hpp"

namespace tsuzuku::models {
namespace {

// Remission times of the 6-MP arm of the leukaemia trial that textbooks print (Freireich et al. 1963).
TEST(KaplanMeier, PublishedTable) {
  std::vector<std::int64_t> events(36);
  std::vector<std::int64_t> censored(36);
  for (const std::size_t t : {6U, 6U, 6U, 7U, 10U, 13U, 16U, 22U, 23U}) ++events[t];
  for (const std::size_t t : {6U, 9U, 10U, 11U, 17U, 19U, 20U, 25U, 32U, 32U, 34U, 35U}) ++censored[t];
  const auto curve = kaplan_meier(events, censored);
  const std::array<int, 7> days{6, 7, 10, 13, 16, 22, 23};
  const std::array<double, 7> survival{.8571, .8067, .7529, .6902, .6275, .5378, .4482};
  const std::array<double, 7> error{.0764, .0869, .0963, .1068, .1141, .1282, .1346};
  for (std::size_t i = 0; i < days.size(); ++i) {
    const SurvivalPoint& point = curve[static_cast<std::size_t>(days[i])];
    EXPECT_NEAR(point.survival, survival[i], 5e-5) << days[i];
    EXPECT_NEAR(point.standard_error, error[i], 5e-5) << days[i];
  }
  EXPECT_EQ(curve[6].at_risk, 21);
  EXPECT_EQ(curve[7].at_risk, 17);
  EXPECT_DOUBLE_EQ(survival_at(curve, 1'000), curve.back().survival);
}

TEST(KaplanMeier, EdgesGiveNoNan) {
  EXPECT_TRUE(kaplan_meier({}, {}).empty());
  EXPECT_EQ(survival_at({}, 10), 1.0);
  const std::vector<std::int64_t> all_at_once{0, 3};
  const auto curve = kaplan_meier(all_at_once, {});
  EXPECT_EQ(curve[1].survival, 0.0);
  EXPECT_EQ(curve[1].standard_error, 0.0);
  const std::vector<std::int64_t> nobody{0, 0, 4};
  EXPECT_EQ(survival_at(kaplan_meier({}, nobody), 2), 1.0);
}

// Newcombe (1998), Statistics in Medicine 17: 81/263 by the score method, and 56/70 against 48/80.
TEST(Intervals, PublishedExamples) {
  const Interval rate = wilson(81, 263);
  EXPECT_NEAR(rate.low, 0.2553, 5e-5);
  EXPECT_NEAR(rate.high, 0.3662, 5e-5);
  const Interval difference = newcombe(56, 70, 48, 80);
  EXPECT_NEAR(difference.low, 0.0524, 5e-5);
  EXPECT_NEAR(difference.high, 0.3339, 5e-5);
}

TEST(Intervals, EdgesStayInside) {
  EXPECT_EQ(wilson(0, 0).low, 0.0);
  EXPECT_EQ(wilson(0, 5).low, 0.0);
  EXPECT_EQ(wilson(5, 5).high, 1.0);
  EXPECT_EQ(newcombe(0, 0, 1, 2).low, -1.0);
}

}  // namespace
}  // namespace tsuzuku::models
