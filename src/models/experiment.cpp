#include "models/experiment.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace tsuzuku::models {
namespace {

constexpr double kTail = 0.025;                // each side of a 95 % interval
constexpr double kPower = 0.8416212335729143;  // normal quantile of four cases of five
constexpr double kLeastShare = 0.02;

// So many equal buyers are believed as much as both arms together.
constexpr double kBuyersBelieved = 20.0;

double count(const ArmSums& arm) { return static_cast<double>(arm.customers); }
bool comparable(const Week& week) { return week.treated.customers >= 2 && week.holdout.customers >= 2; }

// Covariance of x and y over variance of x, both within the arms: a difference between arms or weeks is no reason.
double theta_of(std::span<const Week> weeks) {
  double covariance = 0.0, variance = 0.0;
  for (const Week& week : weeks) {
    if (!comparable(week)) continue;
    for (const ArmSums* arm : {&week.treated, &week.holdout}) {
      covariance += arm->xy - arm->x * arm->y / count(*arm);
      variance += arm->xx - arm->x * arm->x / count(*arm);
    }
  }
  return variance > 0.0 ? covariance / variance : 0.0;
}

// Of y - theta * x.
double mean_of(const ArmSums& arm, double theta) { return (arm.y - theta * arm.x) / count(arm); }
double squares_around_mean(const ArmSums& arm, double theta) {
  const double sum = arm.y - theta * arm.x;
  return std::max(arm.yy - 2.0 * theta * arm.xy + theta * theta * arm.xx - sum * sum / count(arm), 0.0);
}

// One arm in all weeks: what it adds to the variance of the difference.
class ArmSpread {
 public:
  void add(const ArmSums& arm, double weight, double theta, double common_variance) {
    const double each = weight / count(arm);  // of one customer in the difference
    own_ += each * each * count(arm) * squares_around_mean(arm, theta) / (count(arm) - 1.0);
    common_ += each * each * count(arm) * common_variance;
    magnitude_ += each * arm.magnitude;
    squares_ += each * each * arm.yy;
  }
  [[nodiscard]] double variance() const {
    const double buyers = squares_ > 0.0 ? magnitude_ * magnitude_ / squares_ : 0.0;
    const double believed = buyers / (buyers + kBuyersBelieved);
    return believed * own_ + (1.0 - believed) * common_;
  }

 private:
  double own_ = 0.0, common_ = 0.0;
  double magnitude_ = 0.0, squares_ = 0.0;
};

// The lowest effect whose distance from the difference is at most `reach` of its own standard errors. Where the effect
// and the lean have unlike signs its variance is standard_error^2 - lean * effect, which makes a quadratic equation.
double lowest(double difference, double standard_error, double lean, double reach) {
  const double low = difference - reach * standard_error;
  if (low * lean >= 0.0) return low;
  const double reach2 = reach * reach;
  const double at_difference = standard_error * standard_error - lean * difference;
  const double root = std::sqrt(std::max(reach2 * reach2 * lean * lean + 4.0 * reach2 * at_difference, 0.0));
  return difference - (reach2 * lean + root) / 2.0;
}

Interval within(const Effect& effect, double reach) {
  return {lowest(effect.difference, effect.standard_error, effect.lean, reach),
          -lowest(-effect.difference, effect.standard_error, -effect.lean, reach)};
}

double reach_of(double degrees_of_freedom) {
  const boost::math::students_t distribution(std::max(degrees_of_freedom, 1.0));
  return boost::math::quantile(boost::math::complement(distribution, kTail));
}

}  // namespace

void ArmSums::add(double y_value, double x_value) {
  ++customers;
  y += y_value;
  yy += y_value * y_value;
  x += x_value;
  xx += x_value * x_value;
  xy += x_value * y_value;
  magnitude += std::abs(y_value);
}

void ArmSums::merge(const ArmSums& other) {
  customers += other.customers;
  y += other.y;
  yy += other.yy;
  x += other.x;
  xx += other.xx;
  xy += other.xy;
  magnitude += other.magnitude;
}

std::optional<PooledEffect> pooled(std::span<const Week> weeks) {
  PooledEffect result;
  for (const Week& week : weeks) {
    if (comparable(week)) {
      result.treated += week.treated.customers;
      result.holdout += week.holdout.customers;
    } else {
      result.left_out += week.treated.customers + week.holdout.customers;
    }
  }
  if (result.treated == 0) return std::nullopt;

  Effect& effect = result.effect;
  effect.theta = theta_of(weeks);
  ArmSpread treated, holdout;
  double common = 0.0, uncertainty = 0.0;  // Welch-Satterthwaite, over the weeks
  for (const Week& week : weeks) {
    if (!comparable(week)) continue;
    const double n_treated = count(week.treated), n_holdout = count(week.holdout);
    const double weight = n_treated / static_cast<double>(result.treated);
    const double freedom = n_treated + n_holdout - 2.0;
    const double variance =
        (squares_around_mean(week.treated, effect.theta) + squares_around_mean(week.holdout, effect.theta)) / freedom;
    effect.difference += weight * (mean_of(week.treated, effect.theta) - mean_of(week.holdout, effect.theta));
    treated.add(week.treated, weight, effect.theta, variance);
    holdout.add(week.holdout, weight, effect.theta, variance);
    const double of_week = weight * weight * variance * (1.0 / n_treated + 1.0 / n_holdout);
    common += of_week;
    uncertainty += of_week * of_week / freedom;
    const double magnitude = (week.treated.magnitude + week.holdout.magnitude) / (n_treated + n_holdout);
    if (magnitude > 0.0) effect.lean += weight * weight * variance / magnitude * (1.0 / n_holdout - 1.0 / n_treated);
  }
  effect.standard_error = std::sqrt(treated.variance() + holdout.variance());
  effect.degrees_of_freedom =
      uncertainty > 0.0 ? common * common / uncertainty : static_cast<double>(result.treated + result.holdout);
  effect.interval = within(effect, reach_of(effect.degrees_of_freedom));
  return result;
}

Interval always_valid(const Effect& effect, double expected) {
  const double variance = effect.standard_error * effect.standard_error;
  if (variance == 0.0) return {effect.difference, effect.difference};
  // Normal mixture. In planned variances, the mixing variance r that makes the width least at the planned end solves
  // r = ln((1 + r) / alpha^2).
  constexpr double kAlpha = 2.0 * kTail;
  constexpr double kMixing = 8.2106;
  const double mixing = kMixing * expected * expected;
  const double total = variance + mixing;
  return within(effect, std::sqrt(total / mixing * std::log(total / (kAlpha * kAlpha * variance))));
}

Verdict verdict_of(const Interval& interval) {
  if (interval.low > 0.0) return Verdict::Raises;
  if (interval.high < 0.0) return Verdict::Lowers;
  return Verdict::Undecided;
}

std::optional<std::int64_t> more_needed(const Effect& effect, std::int64_t customers) {
  if (verdict_of(effect.interval) != Verdict::Undecided) return 0;
  if (effect.difference == 0.0) return std::nullopt;
  // The standard error falls with the square root of the customers.
  const double ratio = (kNormal95 + kPower) * effect.standard_error / std::abs(effect.difference);
  const double needed = static_cast<double>(customers) * (ratio * ratio - 1.0);
  constexpr double kBeyondAnyShop = 1e12;
  if (needed > kBeyondAnyShop) return std::nullopt;
  return std::max<std::int64_t>(static_cast<std::int64_t>(std::ceil(needed)), 1);
}

std::optional<double> holdout_share(std::int64_t customers, double deviation, double difference) {
  if (customers < 4 || difference <= 0.0) return std::nullopt;
  // difference = (z + power) * deviation * sqrt(1 / (n s) + 1 / (n (1 - s)))  =>  s (1 - s) = q
  const double ratio = (kNormal95 + kPower) * deviation / difference;
  const double q = ratio * ratio / static_cast<double>(customers);
  if (q > 0.25) return std::nullopt;
  return std::clamp(0.5 - std::sqrt(0.25 - q), kLeastShare, 0.5);
}

double detectable(std::int64_t customers, double deviation, double share) {
  return (kNormal95 + kPower) * deviation / std::sqrt(static_cast<double>(customers) * share * (1.0 - share));
}

}  // namespace tsuzuku::models
