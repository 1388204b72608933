#include "models/experiment.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace tsuzuku::models {
namespace {

constexpr double kTail = 0.025;                // each side of a 95 % interval
constexpr double kPower = 0.8416212335729143;  // normal quantile of four cases of five
constexpr double kLeastShare = 0.02;

// Mean and variance of y - theta * x.
struct Adjusted {
  double mean = 0.0;
  double variance = 0.0;
};

Adjusted adjusted(const ArmSums& arm, double theta) {
  const auto n = static_cast<double>(arm.customers);
  const double sum = arm.y - theta * arm.x;
  const double squares = arm.yy - 2.0 * theta * arm.xy + theta * theta * arm.xx;
  return {sum / n, std::max((squares - sum * sum / n) / (n - 1.0), 0.0)};
}

Interval around(double centre, double half_width) { return {centre - half_width, centre + half_width}; }

double half_width(double standard_error, double degrees_of_freedom) {
  if (standard_error == 0.0) return 0.0;
  const boost::math::students_t distribution(std::max(degrees_of_freedom, 1.0));
  return standard_error * boost::math::quantile(boost::math::complement(distribution, kTail));
}

std::optional<Effect> difference(const ArmSums& treated, const ArmSums& holdout, double theta) {
  if (treated.customers < 2 || holdout.customers < 2) return std::nullopt;
  const Adjusted a = adjusted(treated, theta);
  const Adjusted b = adjusted(holdout, theta);
  const double share_a = a.variance / static_cast<double>(treated.customers);
  const double share_b = b.variance / static_cast<double>(holdout.customers);
  const double variance = share_a + share_b;
  Effect effect;
  effect.theta = theta;
  effect.difference = a.mean - b.mean;
  effect.standard_error = std::sqrt(variance);
  // Welch-Satterthwaite.
  const double denominator = share_a * share_a / static_cast<double>(treated.customers - 1) +
                             share_b * share_b / static_cast<double>(holdout.customers - 1);
  effect.degrees_of_freedom = denominator > 0.0 ? variance * variance / denominator
                                                : static_cast<double>(treated.customers + holdout.customers - 2);
  effect.interval = around(effect.difference, half_width(effect.standard_error, effect.degrees_of_freedom));
  return effect;
}

// Covariance of x and y over variance of x, both within the arms: a difference between the arms is no reason.
double theta_of(const ArmSums& treated, const ArmSums& holdout) {
  double covariance = 0.0, variance = 0.0;
  for (const ArmSums* arm : {&treated, &holdout}) {
    const auto n = static_cast<double>(arm->customers);
    covariance += arm->xy - arm->x * arm->y / n;
    variance += arm->xx - arm->x * arm->x / n;
  }
  return variance > 0.0 ? covariance / variance : 0.0;
}

}  // namespace

void ArmSums::add(double y_value, double x_value) {
  ++customers;
  y += y_value;
  yy += y_value * y_value;
  x += x_value;
  xx += x_value * x_value;
  xy += x_value * y_value;
}

void ArmSums::merge(const ArmSums& other) {
  customers += other.customers;
  y += other.y;
  yy += other.yy;
  x += other.x;
  xx += other.xx;
  xy += other.xy;
}

std::optional<Effect> welch(const ArmSums& treated, const ArmSums& holdout) {
  return difference(treated, holdout, 0.0);
}

std::optional<Effect> cuped(const ArmSums& treated, const ArmSums& holdout) {
  if (treated.customers < 2 || holdout.customers < 2) return std::nullopt;
  return difference(treated, holdout, theta_of(treated, holdout));
}

std::optional<PooledEffect> pooled(std::span<const Week> weeks) {
  PooledEffect result;
  double sum = 0.0, variance = 0.0, explained = 0.0, denominator = 0.0;
  for (const Week& week : weeks) {
    const auto own = cuped(week.treated, week.holdout);
    if (!own) {
      result.left_out += week.treated.customers + week.holdout.customers;
      continue;
    }
    const auto weight = static_cast<double>(week.treated.customers);
    const double own_variance = weight * weight * own->standard_error * own->standard_error;
    result.treated += week.treated.customers;
    result.holdout += week.holdout.customers;
    sum += weight * own->difference;
    explained += weight * own->theta;
    variance += own_variance;
    denominator += own_variance * own_variance / own->degrees_of_freedom;
  }
  if (result.treated == 0) return std::nullopt;
  const auto treated = static_cast<double>(result.treated);
  Effect& effect = result.effect;
  effect.difference = sum / treated;
  effect.theta = explained / treated;
  effect.standard_error = std::sqrt(variance) / treated;
  effect.degrees_of_freedom = denominator > 0.0 ? variance * variance / denominator : treated;
  effect.interval = around(effect.difference, half_width(effect.standard_error, effect.degrees_of_freedom));
  return result;
}

Interval always_valid(const Effect& effect, double expected) {
  const double variance = effect.standard_error * effect.standard_error;
  if (variance == 0.0) return around(effect.difference, 0.0);
  // Normal mixture. In planned variances, the mixing variance r that makes the width least at the planned end solves
  // r = ln((1 + r) / alpha^2).
  constexpr double kAlpha = 2.0 * kTail;
  constexpr double kMixing = 8.2106;
  const double mixing = kMixing * expected * expected;
  const double total = variance + mixing;
  return around(effect.difference,
                std::sqrt(variance * total / mixing * std::log(total / (kAlpha * kAlpha * variance))));
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

}  // namespace tsuzuku::models
