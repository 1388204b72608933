// Made-up experiments whose truth is known, of the sort that shops have: a few percent buy, amounts are skewed, little
// is held out, seasons and the share held out change together. How often is an effect called that is not there, how
// often does the interval hold the true one, how often is a real one found? Beside it the textbook's answer to the same
// people.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "models/experiment.hpp"
#include "models/textbook_for_tests.hpp"

namespace tsuzuku::models {
namespace {

struct Shop {
  const char* name;
  int customers;
  int weeks;
  double holdout_even, holdout_odd;  // share held out in even and in odd weeks
  double buyers;                     // share of those held out who buy
  double skew;                       // sigma of the logarithm of amounts
};

struct Person {
  double before;
  double basket;
  double keenness;  // to buy; 1 on average
  double luck;      // buys when this is below the chance
};

// People to draw from, so that the truth is a sum over all of them and no estimate.
std::vector<Person> crowd(double skew) {
  constexpr std::size_t kPeople = 1 << 14;
  Random random(7);
  const auto normal = [&] {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - random.unit()));
    return radius * std::cos(2.0 * std::numbers::pi * random.unit());
  };
  std::vector<Person> people(kPeople);
  double keenness = 0.0;
  for (Person& one : people) {
    const double taste = normal();
    const auto amount = [&] { return std::round(4'000.0 * std::exp(0.4 * taste + skew * normal())); };
    one.basket = amount();
    one.keenness = std::exp(0.7 * normal());
    one.luck = random.unit();
    const int orders = std::min(static_cast<int>(2.0 * one.keenness + random.unit()), 20);
    for (int order = 0; order < orders; ++order) one.before += amount();
    keenness += one.keenness / kPeople;
  }
  for (Person& one : people) one.keenness /= keenness;
  return people;
}

// `factor`: how many times as many of the treated buy.
class Experiments {
 public:
  Experiments(const Shop& shop, double factor) : shop_(shop), people_(crowd(shop.skew)) {
    for (int week = 0; week < shop.weeks; ++week) {
      Spent& spent = spent_.emplace_back();
      for (const Person& one : people_) {
        const double season = (week % 2 == 0 ? 0.7 : 1.4) + 0.02 * week;
        const double chance = one.keenness * season * shop.buyers;
        spent.treated.push_back(one.luck < chance * factor ? one.basket : 0.0);
        spent.holdout.push_back(one.luck < chance ? one.basket : 0.0);
      }
      truth_.push_back(textbook::mean(spent.treated) - textbook::mean(spent.holdout));
    }
  }

  // More come in during the first weeks, so that the last ones are small. take(week, held out, y, x)
  template <typename Take>
  void draw(std::uint64_t seed, Take take) const {
    Random random(seed);
    const auto weeks = static_cast<std::uint64_t>(shop_.weeks);
    for (int i = 0; i < shop_.customers; ++i) {
      const std::size_t week = std::min(random.below(weeks), random.below(weeks));
      const bool held_out = random.chance(week % 2 == 0 ? shop_.holdout_even : shop_.holdout_odd);
      const std::size_t person = random.below(people_.size());
      const Spent& spent = spent_[week];
      take(week, held_out, (held_out ? spent.holdout : spent.treated)[person], people_[person].before);
    }
  }
  [[nodiscard]] std::vector<Week> sums(std::uint64_t seed) const {
    std::vector<Week> weeks(spent_.size());
    draw(seed, [&](std::size_t week, bool held_out, double y, double x) {
      (held_out ? weeks[week].holdout : weeks[week].treated).add(y, x);
    });
    return weeks;
  }
  // The same people as sums(seed).
  [[nodiscard]] std::vector<textbook::Week> lists(std::uint64_t seed) const {
    std::vector<textbook::Week> weeks(spent_.size());
    draw(seed, [&](std::size_t week, bool held_out, double y, double x) {
      textbook::Arm& arm = held_out ? weeks[week].holdout : weeks[week].treated;
      arm.y.push_back(y);
      arm.x.push_back(x);
    });
    return weeks;
  }
  // What the treatment did to those who are compared.
  [[nodiscard]] double truth(const std::vector<Week>& weeks) const {
    double sum = 0.0, treated = 0.0;
    for (std::size_t week = 0; week < weeks.size(); ++week) {
      if (std::min(weeks[week].treated.customers, weeks[week].holdout.customers) < 2) continue;
      const auto customers = static_cast<double>(weeks[week].treated.customers);
      sum += customers * truth_[week];
      treated += customers;
    }
    return sum / treated;
  }

 private:
  struct Spent {
    std::vector<double> treated, holdout;  // by person
  };
  Shop shop_;
  std::vector<Person> people_;
  std::vector<Spent> spent_;   // by week
  std::vector<double> truth_;  // by week
};

// Percent of the experiments that could be compared.
struct Score {
  double holds = 0.0;  // the interval has the truth in it
  double raises = 0.0;
  double lowers = 0.0;
  [[nodiscard]] double called() const { return raises + lowers; }
};

class Counter {
 public:
  void add(const Interval& interval, double truth) {
    ++experiments_;
    holds_ += interval.low <= truth && truth <= interval.high ? 1 : 0;
    raises_ += verdict_of(interval) == Verdict::Raises ? 1 : 0;
    lowers_ += verdict_of(interval) == Verdict::Lowers ? 1 : 0;
  }
  [[nodiscard]] Score score() const {
    return {100.0 * holds_ / experiments_, 100.0 * raises_ / experiments_, 100.0 * lowers_ / experiments_};
  }

 private:
  double experiments_ = 0.0, holds_ = 0.0, raises_ = 0.0, lowers_ = 0.0;
};

constexpr std::uint64_t kFirstSeed = 1'000;

Score ours(const Shop& shop, double factor, std::uint64_t experiments) {
  const Experiments made(shop, factor);
  Counter counter;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + experiments; ++seed) {
    const auto weeks = made.sums(seed);
    if (const auto effect = pooled(weeks)) counter.add(effect->effect.interval, made.truth(weeks));
  }
  return counter.score();
}

Score textbooks(const Shop& shop, double factor, std::uint64_t experiments) {
  const Experiments made(shop, factor);
  Counter counter;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + experiments; ++seed) {
    const auto estimate = textbook::welch_cuped(made.lists(seed));
    if (estimate) counter.add(estimate->interval, made.truth(made.sums(seed)));
  }
  return counter.score();
}

// Of `experiments`, three standard deviations of a share of 5 %.
double luck(std::uint64_t experiments) { return 300.0 * std::sqrt(0.05 * 0.95 / static_cast<double>(experiments)); }

// From a handful of buyers among a few dozen held out to hundreds of them.
const std::vector<Shop> kShops{
    {"tiny_rare", 300, 4, 0.05, 0.10, 0.03, 0.6},    {"tiny", 300, 4, 0.10, 0.20, 0.10, 0.6},
    {"small_rare", 1'000, 8, 0.10, 0.20, 0.03, 0.6}, {"small_skewed", 1'000, 8, 0.20, 0.05, 0.10, 1.0},
    {"middle", 2'000, 13, 0.05, 0.10, 0.06, 0.8},    {"large", 5'000, 13, 0.10, 0.20, 0.10, 1.0}};
constexpr std::uint64_t kCustomersDrawn = 4'000'000;
std::uint64_t experiments_of(const Shop& shop) {
  return std::min<std::uint64_t>(kCustomersDrawn / static_cast<std::uint64_t>(shop.customers), 4'000);
}

class Truth : public testing::TestWithParam<Shop> {};
INSTANTIATE_TEST_SUITE_P(Shops, Truth, testing::ValuesIn(kShops), [](const auto& shop) { return shop.param.name; });

TEST_P(Truth, NoEffectIsCalledOneInOneOfTwenty) {
  const std::uint64_t experiments = experiments_of(GetParam());
  const Score score = ours(GetParam(), 1.0, experiments);
  EXPECT_LE(score.called(), 5.0 + luck(experiments));
  EXPECT_GE(score.called(), 0.5) << "an interval that never errs is too wide";
}

TEST_P(Truth, AnEffectLiesInItsInterval) {
  const std::uint64_t experiments = experiments_of(GetParam()) / 2;
  for (const double factor : {1.4, 0.8}) {
    const Score score = ours(GetParam(), factor, experiments);
    EXPECT_GE(score.holds, 95.0 - luck(experiments)) << factor;
    EXPECT_LE(factor > 1.0 ? score.lowers : score.raises, 2.5 + luck(experiments)) << factor << ": the wrong way round";
  }
  // Half of the sales gone, told by not even one buyer held out: the worst that there is.
  EXPECT_GE(ours(GetParam(), 0.5, experiments).holds, 92.0);
}

// The same people, told by the textbook: what all this is for.
TEST(TruthOfTheTextbook, FewBuyersFoolIt) {
  for (const Shop& shop : {kShops[2], kShops[3]}) {
    const Score none = textbooks(shop, 1.0, 500);
    EXPECT_GE(none.called(), 8.0) << shop.name;
    EXPECT_LE(none.holds, 92.0) << shop.name;
  }
}

// Where there are buyers enough for the textbook to be right, as much is found as by it.
TEST(TruthOfTheTextbook, FindsNoMoreWhereItIsRight) {
  const Shop shop{"uplift", 5'000, 13, 0.30, 0.30, 0.10, 0.6};
  const Score theirs = textbooks(shop, 1.4, 300), found = ours(shop, 1.4, 300);
  EXPECT_GE(theirs.raises, 80.0);
  EXPECT_GE(found.raises, theirs.raises - 2.0);
}

// Who looks every week meets the few buyers of the first weeks, too.
TEST(TruthAtEveryLook, FewBuyersFoolNobody) {
  const Shop shop{"weekly", 1'300, 13, 0.10, 0.20, 0.05, 0.8};
  const Experiments made(shop, 1.0);
  constexpr std::uint64_t kExperiments = 1'000;
  int fooled = 0;
  for (std::uint64_t seed = 1; seed <= kExperiments; ++seed) {
    const auto weeks = made.sums(seed);
    const auto end = pooled(weeks);
    bool called = false;
    for (std::size_t until = 1; until <= weeks.size(); ++until) {
      const auto now = pooled(std::span(weeks).first(until));
      if (!now) continue;
      const double share = static_cast<double>(now->treated) / static_cast<double>(end->treated);
      const Interval interval = always_valid(now->effect, now->effect.standard_error * std::sqrt(share));
      called = called || verdict_of(interval) != Verdict::Undecided;
    }
    fooled += called ? 1 : 0;
  }
  EXPECT_LE(fooled, 50);
}

}  // namespace
}  // namespace tsuzuku::models
