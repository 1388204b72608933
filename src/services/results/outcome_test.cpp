// A simulated shop whose uplift is known: does the interval hold it as often as it says, and is no effect called none?

#include "services/results/outcome.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.hpp"

namespace tsuzuku::services {
namespace {

constexpr Day kFirstMonday{20'696};  // 2026-08-31
constexpr double kPrice = 3'000.0;
constexpr double kMargin = 0.6;
constexpr double kMailCost = 2.0;

struct World {
  int weeks = 8;
  int entries_a_week = 400;
  double uplift = 0.0;  // of the chance to buy
};

// Customers differ: who bought often before buys more often after. Weeks differ in season and in the share held out, so
// that adding them all up would find an effect that is none.
class SimulatedShop {
 public:
  SimulatedShop(const World& world, std::uint64_t seed) : world_(world), random_(seed) {}

  Observation next(int week) {
    const double keenness = random_.unit();
    const double season = 0.05 + 0.03 * week;
    const double holdout = week % 2 == 0 ? 0.1 : 0.4;
    Observation seen;
    seen.treated = !random_.chance(holdout);
    seen.entered = kFirstMonday + 7 * week + static_cast<int>(random_.below(7));
    for (int month = 0; month < 6; ++month) buy(seen.before, random_.chance(keenness * 0.5));
    buy(seen.after, random_.chance(season + 0.3 * keenness + (seen.treated ? world_.uplift : 0.0)));
    seen.sent = seen.treated;
    seen.touch_cost = seen.sent ? kMailCost : 0.0;
    seen.after[3] -= seen.touch_cost;
    return seen;
  }

 private:
  void buy(std::array<double, kMeasures.size()>& sums, bool bought) {
    if (!bought) return;
    const double net = kPrice * (0.5 + random_.unit());
    sums[0] += 1;
    sums[1] += net;
    sums[2] += net * kMargin;
    sums[3] += net * kMargin;
  }

  World world_;
  Random random_;
};

OutcomeSums simulate(const World& world, std::uint64_t seed) {
  SimulatedShop shop(world, seed);
  OutcomeSums sums;
  for (int week = 0; week < world.weeks; ++week) {
    for (int i = 0; i < world.entries_a_week; ++i) sums.add(shop.next(week));
  }
  return sums;
}

constexpr int kShops = 400;

// What an uplift of the chance makes of each measure, per customer.
std::array<double, kMeasures.size()> truth(double uplift) {
  return {uplift, uplift * kPrice, uplift * kPrice * kMargin, uplift * kPrice * kMargin - kMailCost};
}

TEST(Outcome, TheTrueUpliftLiesInNineteenOfTwentyIntervals) {
  const World world{.uplift = 0.05};
  const auto expected = truth(world.uplift);
  std::array<int, kMeasures.size()> covered{};
  int raised = 0;
  for (int shop = 0; shop < kShops; ++shop) {
    const Outcome outcome = simulate(world, 1'000 + static_cast<std::uint64_t>(shop)).outcome(Looking::Once, 0);
    ASSERT_EQ(outcome.effects.size(), kMeasures.size());
    for (std::size_t m = 0; m < kMeasures.size(); ++m) {
      const auto& interval = outcome.effects[m].interval;
      covered[m] += interval.low <= expected[m] && expected[m] <= interval.high ? 1 : 0;
    }
    raised += outcome.effects[0].verdict == models::Verdict::Raises ? 1 : 0;
    EXPECT_NE(outcome.effects[0].verdict, models::Verdict::Lowers);
  }
  // Three standard deviations of a share of 95 % among 400.
  for (const int times : covered) EXPECT_NEAR(times / double{kShops}, 0.95, 0.033);
  EXPECT_GT(raised, kShops * 45 / 100) << "an effect of that size is seen every second time";
}

TEST(Outcome, NoEffectIsCalledNoneInNineteenOfTwenty) {
  int alarms = 0;
  for (int shop = 0; shop < kShops; ++shop) {
    const Outcome outcome = simulate({}, 5'000 + static_cast<std::uint64_t>(shop)).outcome(Looking::Once, 0);
    alarms += outcome.effects[1].verdict != models::Verdict::Undecided ? 1 : 0;
  }
  EXPECT_NEAR(alarms / double{kShops}, 0.05, 0.033);
}

TEST(Outcome, LookingEveryWeekRaisesNoMoreFalseAlarms) {
  const World world{.weeks = 13, .entries_a_week = 150};
  int alarms = 0, alarms_of_plain_intervals = 0;
  for (int seed = 0; seed < kShops; ++seed) {
    SimulatedShop shop(world, 9'000 + static_cast<std::uint64_t>(seed));
    OutcomeSums sums;
    bool alarm = false, plain = false;
    for (int week = 0; week < world.weeks; ++week) {
      for (int i = 0; i < world.entries_a_week; ++i) sums.add(shop.next(week));
      const auto planned = std::int64_t{world.weeks} * world.entries_a_week;
      alarm = alarm || sums.outcome(Looking::Anytime, planned).effects[0].verdict != models::Verdict::Undecided;
      plain = plain || sums.outcome(Looking::Once, planned).effects[0].verdict != models::Verdict::Undecided;
    }
    alarms += alarm ? 1 : 0;
    alarms_of_plain_intervals += plain ? 1 : 0;
  }
  EXPECT_LE(alarms, kShops * 5 / 100) << alarms_of_plain_intervals;
  EXPECT_GT(alarms_of_plain_intervals, kShops * 10 / 100) << "what the wider interval is there for";
}

// The textbook, customer by customer, where nothing is known before and there is one week.
TEST(Outcome, IsWhatTheTextbookSays) {
  Random random(3);
  OutcomeSums sums;
  std::vector<double> arms[2];
  for (int i = 0; i < 5'000; ++i) {
    Observation seen{.treated = random.chance(0.7), .entered = kFirstMonday + 2};
    seen.after[1] = random.chance(0.3) ? 1'000.0 + static_cast<double>(random.below(5'000)) : 0.0;
    arms[seen.treated ? 0 : 1].push_back(seen.after[1]);
    sums.add(seen);
  }
  const auto mean = [](const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
  };
  const auto variance_of_mean = [&](const std::vector<double>& values) {
    double squares = 0;
    for (const double value : values) squares += (value - mean(values)) * (value - mean(values));
    return squares / static_cast<double>(values.size() - 1) / static_cast<double>(values.size());
  };
  const MeasuredEffect net = sums.outcome(Looking::Once, 0).effects[1];
  const double difference = mean(arms[0]) - mean(arms[1]);
  const double half = 1.96 * std::sqrt(variance_of_mean(arms[0]) + variance_of_mean(arms[1]));
  EXPECT_NEAR(net.per_customer, difference, 1e-6);
  EXPECT_NEAR(net.interval.low, difference - half, half * 0.02) << "the arms lend each other a little of their spread";
  EXPECT_NEAR(net.total, difference * static_cast<double>(arms[0].size()), 1e-3);
  EXPECT_FALSE(net.adjusted);
}

TEST(Outcome, WeeksWithoutComparisonAreToldAndNotCounted) {
  OutcomeSums sums;
  const auto add = [&](bool treated, Day day, double orders) {
    Observation seen{.treated = treated, .entered = day};
    seen.after[0] = orders;
    sums.add(seen);
  };
  for (int i = 0; i < 10; ++i) add(true, kFirstMonday + 7, 100.0);  // nobody was held out that week
  EXPECT_TRUE(sums.outcome(Looking::Once, 0).effects.empty());
  EXPECT_EQ(sums.outcome(Looking::Once, 0).without_comparison, 10);
  for (int i = 0; i < 4; ++i) {
    add(true, kFirstMonday, i % 2);
    add(false, kFirstMonday + 6, 0);
  }
  const Outcome outcome = sums.outcome(Looking::Once, 0);
  EXPECT_EQ(outcome.without_comparison, 10);
  EXPECT_DOUBLE_EQ(outcome.effects[0].per_customer, 0.5);
  EXPECT_DOUBLE_EQ(outcome.effects[0].total, 2.0) << "of the four who are compared";
  ASSERT_EQ(outcome.weeks.size(), 2U);
  EXPECT_EQ(outcome.weeks[0].monday, kFirstMonday);
  EXPECT_EQ(outcome.weeks[1].holdout, 0);
  EXPECT_EQ(outcome.weeks[1].holdout_mean, std::nullopt);
}

// An interval that leaves 0 out is no verdict while hardly anybody stands behind it.
TEST(Outcome, SaysHowManyMoreAVerdictTakes) {
  OutcomeSums sums;
  const auto add = [&](bool treated, int customers, int buyers) {
    for (int i = 0; i < customers; ++i) {
      Observation seen{.treated = treated, .entered = kFirstMonday};
      seen.after[0] = i < buyers ? 1.0 : 0.0;
      sums.add(seen);
    }
  };
  add(true, 400, 200);
  add(false, 50, 0);
  EXPECT_EQ(sums.outcome(Looking::Once, 0).effects[0].more_needed, 1'800) << "of 450 nobody held out has bought yet";
  add(false, 30, 2);
  const MeasuredEffect few = sums.outcome(Looking::Once, 0).effects[0];
  EXPECT_GT(few.interval.low, 0.0);
  EXPECT_EQ(few.verdict, models::Verdict::Undecided);
  EXPECT_EQ(few.more_needed, 720) << "480 customers brought two buyers where five are needed";
  add(false, 40, 3);
  EXPECT_EQ(sums.outcome(Looking::Once, 0).effects[0].verdict, models::Verdict::Raises);
  EXPECT_EQ(sums.outcome(Looking::Once, 0).effects[0].more_needed, 0);
}

TEST(Outcome, WeeksBeginOnMonday) {
  EXPECT_EQ(to_text(monday_of(parse_day("2026-09-06").value())), "2026-08-31");
  EXPECT_EQ(to_text(monday_of(parse_day("2026-08-31").value())), "2026-08-31");
  EXPECT_EQ(to_text(monday_of(parse_day("1969-12-31").value())), "1969-12-29");
}

}  // namespace
}  // namespace tsuzuku::services
