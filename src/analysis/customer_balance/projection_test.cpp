#include "analysis/customer_balance/projection.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <tuple>

#include "base/random.hpp"

namespace tsuzuku::analysis::customer_balance {
namespace {

constexpr double kDaysPerMonth = 30.4375;

StageCurve curve(std::size_t days) { return {std::vector<std::int64_t>(days), std::vector<std::int64_t>(days)}; }

TEST(Projection, WhoAlwaysBuysAfterTenDaysBuysEveryMonthAndStays) {
  StageCurve stage = curve(40);
  stage.converted[10] = 1'000;
  stage.waiting[0] = 100;
  const auto years = project({stage}, 365, 3);
  ASSERT_EQ(years.size(), 3U);
  for (const Year& year : years) {
    EXPECT_NEAR(year.purchases, 1'200.0, 1e-9);
    EXPECT_NEAR(year.active, 100.0, 1e-9);
  }
}

TEST(Projection, WhoNeverBuysAgainIsGoneWhenTheDaysAreOver) {
  StageCurve stage = curve(40);
  stage.waiting[0] = 100;
  stage.waiting[35] = 20;  // one whole month
  const auto years = project({stage}, 730, 2);
  EXPECT_EQ(years[0].purchases, 0.0);
  EXPECT_EQ(years[0].active, 120.0);
  EXPECT_EQ(years[1].active, 0.0);
}

TEST(Projection, HalfGoOnOnceAndNobodyAfterwards) {
  StageCurve first = curve(500), second = curve(500);
  first.converted[5] = 50;  // of a hundred that could be watched
  first.waiting[499] = 50;  // long gone: they stand beyond anything watched
  first.waiting[0] = 0;
  second.waiting[0] = 10;
  const auto years = project({first, second}, 365, 1);
  EXPECT_EQ(years[0].purchases, 0.0);

  first.waiting[499] = 49;
  first.waiting[0] = 1;  // half a chance in the first month: 50 of 99 who were at risk on day 5
  const auto again = project({first, second}, 365, 1);
  EXPECT_NEAR(again[0].purchases, 50.0 / 99.0, 1e-12);
}

// The same expectation customer by customer, by recursion over what can happen to each.
class OneByOne {
 public:
  OneByOne(const std::vector<StageCurve>& stages, int active_days) : stages_(stages), active_days_(active_days) {}

  // (purchases in the next `months`, whether active after them) of who stands `age` whole months after purchase
  // `stage` + 1.
  std::pair<double, double> expect(std::size_t stage, int age, int months) {
    if (months == 0) return {0.0, age < std::ceil(active_days_ / kDaysPerMonth) ? 1.0 : 0.0};
    const auto key = std::tuple(stage, age, months);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    const double buys = chance(stage, age);
    const auto stays = expect(stage, age + 1, months - 1);
    const auto goes_on = expect(std::min(stage + 1, stages_.size() - 1), 0, months - 1);
    return known_[key] = {buys * (1.0 + goes_on.first) + (1.0 - buys) * stays.first,
                          buys * goes_on.second + (1.0 - buys) * stays.second};
  }

 private:
  // Product over the days of the month of the shares that do not buy on the day.
  [[nodiscard]] double chance(std::size_t stage, int age) const {
    const StageCurve& curve = stages_[stage];
    double stays = 1.0;
    const auto begin = static_cast<std::size_t>(std::lround(age * kDaysPerMonth));
    const auto end = static_cast<std::size_t>(std::lround((age + 1) * kDaysPerMonth));
    for (std::size_t day = begin; day < std::min(end, curve.converted.size()); ++day) {
      std::int64_t at_risk = 0;
      for (std::size_t later = day; later < curve.converted.size(); ++later)
        at_risk += curve.converted[later] + curve.waiting[later];
      if (at_risk > 0) stays *= 1.0 - static_cast<double>(curve.converted[day]) / static_cast<double>(at_risk);
    }
    return 1.0 - stays;
  }

  const std::vector<StageCurve>& stages_;
  int active_days_;
  std::map<std::tuple<std::size_t, int, int>, std::pair<double, double>> known_;
};

TEST(Projection, IsTheSumOverCustomers) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Random random(seed);
    std::vector<StageCurve> stages(3, curve(700));
    for (StageCurve& stage : stages) {
      for (std::size_t day = 1; day < 700; ++day) {
        if (random.chance(0.5)) stage.converted[day] = static_cast<std::int64_t>(random.below(700 - day) / 60);
        if (random.chance(0.3)) stage.waiting[day] = static_cast<std::int64_t>(random.below(5));
      }
    }
    const int active_days = 100 + static_cast<int>(random.below(400));
    const auto years = project(stages, active_days, 2);
    OneByOne one_by_one(stages, active_days);
    double first_year = 0.0, both_years = 0.0, active = 0.0;
    for (std::size_t stage = 0; stage < stages.size(); ++stage) {
      for (std::size_t day = 0; day < 700; ++day) {
        const auto people = static_cast<double>(stages[stage].waiting[day]);
        const int age = static_cast<int>(static_cast<double>(day) / kDaysPerMonth);
        first_year += people * one_by_one.expect(stage, age, 12).first;
        both_years += people * one_by_one.expect(stage, age, 24).first;
        active += people * one_by_one.expect(stage, age, 24).second;
      }
    }
    EXPECT_NEAR(years[0].purchases, first_year, 1e-6 * first_year);
    EXPECT_NEAR(years[0].purchases + years[1].purchases, both_years, 1e-6 * both_years);
    EXPECT_NEAR(years[1].active, active, 1e-6 * active);
  }
}

}  // namespace
}  // namespace tsuzuku::analysis::customer_balance
