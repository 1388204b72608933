#pragma once
// What a touch changed, from a treated arm and a holdout arm that chance made: differences of means with 95 %
// intervals. Arms are kept as sums, so that customers, weeks and shards add up in any grouping.
//
// Most customers buy nothing and a holdout is small: often a handful of buyers stands behind its mean. Where few of
// them bought by luck, the mean and the spread found in that arm are too small together, so the ordinary interval
// (Welch 1947) is narrowest exactly when chance has gone furthest. Two things mend that, and vanish as buyers become
// many:
//  - An arm's variance is its own by e / (e + 20) and that of both arms of the same week by the rest, where e is how
//  many
//    equal buyers would weigh as much as those it has (Kish 1965, design effect; shrinkage as in Smyth 2004). With no
//    effect both are the same, and that of both arms does not lean on the few.
//  - Whether an effect other than 0 is possible is asked with the variance that there would be with it: more is bought
//  in
//    the smaller arm, so the variance is larger in proportion, as for a share (Wilson 1927; differences: Miettinen and
//    Nurminen 1985).
// Further sources: Deng, Xu, Kohavi, Walker 2013 (CUPED); Robbins 1970 and Johari, Pekelis, Walsh 2017 (intervals that
// stay true however often one looks). experiment_truth_test.cpp counts how often all this is right.

#include <cstdint>
#include <optional>
#include <span>

#include "models/intervals.hpp"

namespace tsuzuku::models {

// y: what is compared (orders, yen), x: the same customer's y before the touch. Unit of both: the caller's.
struct ArmSums {
  std::int64_t customers = 0;
  double y = 0.0, yy = 0.0;
  double x = 0.0, xx = 0.0, xy = 0.0;
  double magnitude = 0.0;  // of y without its sign

  void add(double y_value, double x_value);
  void merge(const ArmSums& other);
};

struct Effect {
  double difference = 0.0;      // treated - holdout, per customer
  double standard_error = 0.0;  // of the difference if nothing was changed
  double lean = 0.0;            // variance added per unit that the effect lies below 0; above 0 where negative
  double degrees_of_freedom = 0.0;
  Interval interval;
  double theta = 0.0;  // yen of y explained by one yen of x; 0 = not adjusted
};

// Several weeks of one journey: each week's own difference, weighted by its treated customers, so that a week with more
// holdout or a season does not pass for an effect. From each y is taken what x already told, y - theta x, with one
// theta found within the arms of all weeks. Weeks where an arm has fewer than two customers are left out; nothing when
// all are.
struct Week {
  ArmSums treated;
  ArmSums holdout;
};
struct PooledEffect {
  Effect effect;
  std::int64_t treated = 0;  // customers in the weeks that count
  std::int64_t holdout = 0;
  std::int64_t left_out = 0;  // customers of weeks without comparison
};
[[nodiscard]] std::optional<PooledEffect> pooled(std::span<const Week> weeks);

// The interval for those who look while it runs: holds at every look at once. `expected` is the standard error at which
// the interval shall be tightest (that of the planned end); > 0.
[[nodiscard]] Interval always_valid(const Effect& effect, double expected);

enum class Verdict : std::uint8_t { Undecided = 1, Raises = 2, Lowers = 3 };
// Raises or Lowers when the interval leaves 0 out.
[[nodiscard]] Verdict verdict_of(const Interval& interval);

// How many more customers (both arms, in today's proportion) it takes to see an effect of today's size in four cases of
// five. 0 when the interval has already left 0 out; nothing when the difference is 0, which no number of customers
// would show.
[[nodiscard]] std::optional<std::int64_t> more_needed(const Effect& effect, std::int64_t customers);

// The share to hold out, 0.02-0.5, with which a difference of `difference` per customer is seen in four cases of five
// among `customers` whose y has the standard deviation `deviation`; 0.5 is the most that helps. Nothing when even half
// would not do.
[[nodiscard]] std::optional<double> holdout_share(std::int64_t customers, double deviation, double difference);

// The other way round: the smallest difference per customer that is so seen with a share of 0-1 held out, both
// excluded. REQUIRES: customers > 0.
[[nodiscard]] double detectable(std::int64_t customers, double deviation, double share);

}  // namespace tsuzuku::models
