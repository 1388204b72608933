#include "models/experiment.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/random.hpp"
#include "models/textbook_for_tests.hpp"

namespace tsuzuku::models {
namespace {

ArmSums arm_of(const std::vector<double>& values) {
  ArmSums arm;
  for (const double value : values) arm.add(value, 0.0);
  return arm;
}

// A shop's customers: most buy nothing; those who do spend as they did before, more or less.
struct Crowd {
  Random random;
  double buys = 0.2;    // share of holdout customers who order
  double uplift = 0.0;  // share of customers made to order who would not have

  void add_to(ArmSums& arm, bool treated) {
    const double habit = 2'000.0 + 6'000.0 * random.unit();
    const double before = random.chance(0.6) ? habit : 0.0;
    const double chance = (before > 0.0 ? 1.4 : 0.4) * buys;
    const bool orders = random.chance(chance) || (treated && random.chance(uplift));
    arm.add(orders ? habit : 0.0, before);
  }
};

std::optional<Effect> effect_of(const ArmSums& treated, const ArmSums& holdout) {
  const auto result = pooled(std::vector<Week>{{treated, holdout}});
  if (!result) return std::nullopt;
  return result->effect;
}

// Student's sleep data as R prints t.test(extra ~ group): t = -1.8608, df = 17.776, -3.3654832 to 0.2054832.
TEST(Textbook, PublishedExample) {
  const std::vector<double> nothing(10, 0.0);
  const auto estimate = textbook::welch_cuped(
      std::vector<textbook::Week>{{{{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}, nothing},
                                   {{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}, nothing}}});
  ASSERT_TRUE(estimate);
  EXPECT_NEAR(estimate->difference / estimate->standard_error, -1.8608, 5e-5);
  EXPECT_NEAR(estimate->degrees_of_freedom, 17.776, 5e-4);
  EXPECT_NEAR(estimate->interval.low, -3.3654832, 5e-7);
  EXPECT_NEAR(estimate->interval.high, 0.2054832, 5e-7);
}

TEST(Effect, NeedsTwoOnEachSide) {
  EXPECT_FALSE(effect_of(arm_of({1.0}), arm_of({1.0, 2.0})));
  EXPECT_FALSE(effect_of(arm_of({1.0, 2.0}), arm_of({})));
  EXPECT_FALSE(pooled({}));
}

// R: t.test(c(1, 2, 3, 4), c(2, 3, 3, 4), var.equal = TRUE): as many on both sides, of like spread.
TEST(Effect, OfEqualArmsIsStudents) {
  const auto effect = effect_of(arm_of({1, 2, 3, 4}), arm_of({2, 3, 4, 5}));
  ASSERT_TRUE(effect);
  EXPECT_NEAR(effect->interval.low, -1.0 - 2.446912 * std::sqrt(5.0 / 6.0), 1e-6);
  EXPECT_NEAR(effect->interval.high, -1.0 + 2.446912 * std::sqrt(5.0 / 6.0), 1e-6);
  EXPECT_EQ(effect->lean, 0.0);
  EXPECT_EQ(effect->theta, 0.0);
}

// Three weeks of any sizes and effects, as sums and as lists.
TEST(Effect, IsWhatASearchFinds) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    std::vector<Week> sums(3);
    std::vector<textbook::Week> lists(3);
    const double holdout = 0.1 + 0.8 * random.unit(), buyers = 0.02 + 0.3 * random.unit();
    const double of_treated = buyers * 2.0 * random.unit(), cost = seed % 2 == 0 ? 2.0 : 0.0;
    const auto add = [&](std::size_t week, bool treated) {
      const double before = random.chance(0.4) ? 5'000.0 * random.unit() : 0.0;
      const bool buys = random.chance(treated ? of_treated : buyers);
      const double y = (buys ? 1'000.0 + 0.5 * before + 3'000.0 * random.unit() : 0.0) - (treated ? cost : 0.0);
      (treated ? sums[week].treated : sums[week].holdout).add(y, before);
      textbook::Arm& arm = treated ? lists[week].treated : lists[week].holdout;
      arm.y.push_back(y);
      arm.x.push_back(before);
    };
    for (std::size_t week = 0; week < 3; ++week) {
      for (int i = 0; i < 2; ++i) {
        add(week, true);
        add(week, false);
      }
      for (int i = 0; i < 40; ++i) add(week, !random.chance(holdout));
    }
    const auto result = pooled(sums);
    ASSERT_TRUE(result);
    if (result->effect.standard_error == 0.0) continue;
    const Interval searched = textbook::by_search(lists);
    EXPECT_NEAR(result->effect.interval.low, searched.low, 1e-6) << seed;
    EXPECT_NEAR(result->effect.interval.high, searched.high, 1e-6) << seed;
  }
}

// Nobody held out has bought: the spread of those who were treated is what there is to go by.
TEST(Effect, OfAnArmWithoutBuyersIsNoCertainty) {
  ArmSums treated, holdout;
  for (int i = 0; i < 1'000; ++i) treated.add(i < 30 ? 1.0 : 0.0, 0.0);
  for (int i = 0; i < 50; ++i) holdout.add(0.0, 0.0);
  const auto effect = effect_of(treated, holdout);
  EXPECT_EQ(verdict_of(effect->interval), Verdict::Undecided);
  EXPECT_NEAR(effect->standard_error, std::sqrt(0.03 * 0.97 / 50), 0.003);
  EXPECT_GT(effect->lean, 0.0) << "if less were bought by the treated, fifty would tell even less";
  EXPECT_GT(effect->difference - effect->interval.low, effect->interval.high - effect->difference);
}

// Buyers by the thousand: nothing is left of the mend.
TEST(Effect, OfManyBuyersIsTheTextbooks) {
  Random random(17);
  Week sums;
  textbook::Week lists;
  for (int i = 0; i < 60'000; ++i) {
    const bool treated = i % 3 != 0;
    const double y = random.chance(treated ? 0.25 : 0.15) ? 1'000.0 + 4'000.0 * random.unit() : 0.0;
    (treated ? sums.treated : sums.holdout).add(y, 0.0);
    textbook::Arm& arm = treated ? lists.treated : lists.holdout;
    arm.y.push_back(y);
    arm.x.push_back(0.0);
  }
  const auto effect = effect_of(sums.treated, sums.holdout);
  const auto textbooks = textbook::welch_cuped(std::vector{lists});
  EXPECT_NEAR(effect->difference, textbooks->difference, 1e-8);
  EXPECT_NEAR(effect->standard_error / textbooks->standard_error, 1.0, 0.002);
}

TEST(Cuped, TakesOutWhatThePastTold) {
  // y = 3 x + 1 for the holdout and 10 more for the treated: nothing is left to chance.
  ArmSums treated, holdout;
  for (const double x : {1.0, 5.0, 7.0, 11.0}) treated.add(3.0 * x + 11.0, x);
  for (const double x : {2.0, 3.0, 9.0}) holdout.add(3.0 * x + 1.0, x);
  const auto effect = effect_of(treated, holdout);
  ASSERT_TRUE(effect);
  EXPECT_NEAR(effect->theta, 3.0, 1e-12);
  EXPECT_NEAR(effect->difference, 10.0, 1e-9);
  EXPECT_NEAR(effect->standard_error, 0.0, 1e-6);
}

TEST(Cuped, NarrowsByTheCorrelation) {
  Crowd crowd{Random(3)};
  ArmSums treated, holdout;
  for (int i = 0; i < 40'000; ++i) crowd.add_to(i % 2 == 0 ? treated : holdout, i % 2 == 0);
  const auto n = static_cast<double>(treated.customers + holdout.customers);
  const double x = treated.x + holdout.x, y = treated.y + holdout.y;
  const double covariance = treated.xy + holdout.xy - x * y / n;
  const double correlation2 =
      covariance * covariance / (treated.xx + holdout.xx - x * x / n) / (treated.yy + holdout.yy - y * y / n);
  ArmSums treated_alone = treated, holdout_alone = holdout;
  for (ArmSums* arm : {&treated_alone, &holdout_alone}) arm->x = arm->xx = arm->xy = 0.0;
  const double plain = effect_of(treated_alone, holdout_alone)->standard_error;
  EXPECT_NEAR(effect_of(treated, holdout)->standard_error / plain, std::sqrt(1.0 - correlation2), 1e-3);
  EXPECT_GT(correlation2, 0.05);
}

// The interval holds the true value in 95 of 100 experiments, with and without an effect.
TEST(Cuped, CoversTheTruth) {
  for (const double uplift : {0.0, 0.03}) {
    Crowd large{Random(11), 0.2, uplift};
    ArmSums all_treated, all_holdout;
    for (int i = 0; i < 400'000; ++i) large.add_to(i % 2 == 0 ? all_treated : all_holdout, i % 2 == 0);
    const double truth = effect_of(all_treated, all_holdout)->difference;
    int covered = 0;
    constexpr int kExperiments = 1'000;
    for (int experiment = 0; experiment < kExperiments; ++experiment) {
      Crowd crowd{Random(1'000 + static_cast<std::uint64_t>(experiment)), 0.2, uplift};
      ArmSums treated, holdout;
      for (int i = 0; i < 1'000; ++i) crowd.add_to(i % 5 == 0 ? holdout : treated, i % 5 != 0);
      const Interval interval = effect_of(treated, holdout)->interval;
      covered += interval.low <= truth && truth <= interval.high ? 1 : 0;
    }
    EXPECT_GT(covered, 930) << uplift;
    EXPECT_LT(covered, 970) << uplift;
  }
}

// Whoever looks every week at the ordinary interval finds an effect where none is; not so with the other.
TEST(AlwaysValid, LookingOftenFindsNothingThatIsNotThere) {
  int fooled = 0, fooled_by_ordinary = 0;
  constexpr int kExperiments = 400, kWeeks = 26, kPerWeek = 100;
  for (int experiment = 0; experiment < kExperiments; ++experiment) {
    Crowd crowd{Random(50'000 + static_cast<std::uint64_t>(experiment))};
    std::vector<Week> weeks;
    bool ordinary = false, valid = false;
    double planned = 0.0;
    for (int week = 0; week < kWeeks; ++week) {
      Week& now = weeks.emplace_back();
      for (int i = 0; i < kPerWeek; ++i) crowd.add_to(i % 4 == 0 ? now.holdout : now.treated, i % 4 != 0);
      const Effect effect = pooled(weeks)->effect;
      if (week == 0) planned = effect.standard_error / std::sqrt(static_cast<double>(kWeeks));
      ordinary = ordinary || verdict_of(effect.interval) != Verdict::Undecided;
      valid = valid || verdict_of(always_valid(effect, planned)) != Verdict::Undecided;
    }
    fooled += valid ? 1 : 0;
    fooled_by_ordinary += ordinary ? 1 : 0;
  }
  EXPECT_LE(fooled, kExperiments * 6 / 100);
  EXPECT_GE(fooled_by_ordinary, kExperiments * 15 / 100);
}

TEST(Pooled, ASeasonIsNoEffect) {
  // December sells twice as much and holds half of its customers out: all in one pot, the touch seems to harm.
  Crowd summer{Random(5), 0.1}, december{Random(6), 0.4};
  std::vector<Week> weeks(2);
  for (int i = 0; i < 20'000; ++i) summer.add_to(i % 10 == 0 ? weeks[0].holdout : weeks[0].treated, i % 10 != 0);
  for (int i = 0; i < 20'000; ++i) december.add_to(i % 2 == 0 ? weeks[1].holdout : weeks[1].treated, i % 2 != 0);
  ArmSums treated = weeks[0].treated, holdout = weeks[0].holdout;
  treated.merge(weeks[1].treated);
  holdout.merge(weeks[1].holdout);
  EXPECT_EQ(verdict_of(effect_of(treated, holdout)->interval), Verdict::Lowers);
  const auto effect = pooled(weeks);
  ASSERT_TRUE(effect);
  EXPECT_EQ(verdict_of(effect->effect.interval), Verdict::Undecided);
  EXPECT_EQ(effect->treated + effect->holdout, 40'000);
}

TEST(Pooled, WeeksWithoutComparisonAreLeftOutAndTold) {
  std::vector<Week> weeks(2);
  Crowd crowd{Random(5)};
  for (int i = 0; i < 100; ++i) crowd.add_to(i % 2 == 0 ? weeks[0].holdout : weeks[0].treated, false);
  for (int i = 0; i < 30; ++i) crowd.add_to(weeks[1].treated, true);
  const auto effect = pooled(weeks);
  EXPECT_EQ(effect->left_out, 30);
  EXPECT_NEAR(effect->effect.difference, effect_of(weeks[0].treated, weeks[0].holdout)->difference, 1e-9);
}

TEST(MoreNeeded, IsAboutWhatItThenTakes) {
  Crowd crowd{Random(9), 0.2, 0.02};
  ArmSums treated, holdout;
  for (int i = 0; i < 3'000; ++i) crowd.add_to(i % 2 == 0 ? holdout : treated, i % 2 != 0);
  Effect effect = *effect_of(treated, holdout);
  effect.difference = effect.standard_error;  // as large as its own noise
  effect.interval = {effect.difference - 2 * effect.standard_error, effect.difference + 2 * effect.standard_error};
  // (1.96 + 0.84) squared = 7.85 times as many in all.
  EXPECT_NEAR(static_cast<double>(*more_needed(effect, 3'000)), 3'000 * 6.849, 2.0);
  effect.difference = 0.0;
  EXPECT_FALSE(more_needed(effect, 3'000));
  effect.interval = {1.0, 2.0};
  EXPECT_EQ(more_needed(effect, 3'000), 0);
}

TEST(HoldoutShare, SeesTheDifferenceInFourCasesOfFive) {
  const double share = holdout_share(20'000, 4'000.0, 300.0).value();
  EXPECT_GT(share, 0.02);
  EXPECT_LT(share, 0.5);
  const double n = 20'000.0;
  const double error = 4'000.0 * std::sqrt(1.0 / (n * share) + 1.0 / (n * (1.0 - share)));
  EXPECT_NEAR(300.0 / error, 1.959964 + 0.841621, 1e-4);
  EXPECT_NEAR(detectable(20'000, 4'000.0, share), 300.0, 1e-6) << "the other way round";
  EXPECT_FALSE(holdout_share(500, 4'000.0, 300.0));  // even half would not show it
  EXPECT_EQ(holdout_share(9'000'000, 100.0, 300.0), 0.02);
  EXPECT_FALSE(holdout_share(1'000, 10.0, 0.0));
}

}  // namespace
}  // namespace tsuzuku::models
