#pragma once
// Other ways to the numbers of experiment.hpp, from lists of customers instead of sums:
//  - welch_cuped(): Welch's interval after CUPED with a theta of each week, as textbooks have it. pooled() comes to it
//    where buyers are many and is better where they are few.
//  - by_search(): what pooled() promises, its ends searched for instead of solved.

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>
#include <vector>

#include "models/intervals.hpp"

namespace tsuzuku::models::textbook {

struct Arm {
  std::vector<double> y, x;
};
struct Week {
  Arm treated, holdout;
};
struct Estimate {
  double difference = 0.0;
  double standard_error = 0.0;
  double degrees_of_freedom = 0.0;
  Interval interval;
};

inline double mean(std::span<const double> values) {
  return std::reduce(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Sum of (a - mean of a) (b - mean of b).
inline double products(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean(a), mean_b = mean(b);
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum;
}

inline std::vector<double> residuals(const Arm& arm, double theta) {
  std::vector<double> values(arm.y);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] -= theta * arm.x[i];
  return values;
}

inline double student95(double degrees_of_freedom) {
  return boost::math::quantile(boost::math::complement(boost::math::students_t(degrees_of_freedom), 0.025));
}

inline std::optional<Estimate> welch_cuped(std::span<const Week> weeks) {
  double treated = 0.0, variance = 0.0, uncertainty = 0.0;
  Estimate estimate;
  for (const Week& week : weeks) {
    const std::size_t smaller = std::min(week.treated.y.size(), week.holdout.y.size());
    if (smaller < 2) continue;
    const double of_x = products(week.treated.x, week.treated.x) + products(week.holdout.x, week.holdout.x);
    const double of_xy = products(week.treated.x, week.treated.y) + products(week.holdout.x, week.holdout.y);
    const double theta = of_x > 0.0 ? of_xy / of_x : 0.0;
    const auto weight = static_cast<double>(week.treated.y.size());
    treated += weight;
    double sign = 1.0;
    for (const Arm* arm : {&week.treated, &week.holdout}) {
      const auto n = static_cast<double>(arm->y.size());
      const auto left = residuals(*arm, theta);
      const double share = weight * weight * products(left, left) / (n - 1.0) / n;
      estimate.difference += sign * weight * mean(left);
      variance += share;
      uncertainty += share * share / (n - 1.0);
      sign = -1.0;
    }
  }
  if (treated == 0.0) return std::nullopt;
  estimate.difference /= treated;
  estimate.standard_error = std::sqrt(variance) / treated;
  estimate.degrees_of_freedom = uncertainty > 0.0 ? variance * variance / uncertainty : treated;
  const double half = student95(estimate.degrees_of_freedom) * estimate.standard_error;
  estimate.interval = {estimate.difference - half, estimate.difference + half};
  return estimate;
}

// Effects whose distance from the difference is at most Student's quantile of the standard errors they would have.
inline Interval by_search(std::span<const Week> weeks) {
  double of_x = 0.0, of_xy = 0.0, treated = 0.0;
  for (const Week& week : weeks) {
    for (const Arm* arm : {&week.treated, &week.holdout}) {
      of_x += products(arm->x, arm->x);
      of_xy += products(arm->x, arm->y);
    }
    treated += static_cast<double>(week.treated.y.size());
  }
  const double theta = of_x > 0.0 ? of_xy / of_x : 0.0;
  double difference = 0.0, lean = 0.0, variance = 0.0, common = 0.0, uncertainty = 0.0;
  for (const bool of_treated : {true, false}) {
    double own = 0.0, shared = 0.0, sum = 0.0, squares = 0.0;
    for (const Week& week : weeks) {
      const Arm& arm = of_treated ? week.treated : week.holdout;
      const Arm& other = of_treated ? week.holdout : week.treated;
      const auto n = static_cast<double>(arm.y.size()), all = n + static_cast<double>(other.y.size());
      const double weight = static_cast<double>(week.treated.y.size()) / treated;
      const auto left = residuals(arm, theta), left_of_other = residuals(other, theta);
      const double of_both = (products(left, left) + products(left_of_other, left_of_other)) / (all - 2.0);
      difference += (of_treated ? weight : -weight) * mean(left);
      own += weight * weight * products(left, left) / (n - 1.0) / n;
      shared += weight * weight * of_both / n;
      double magnitude = 0.0;
      for (const double y : arm.y) {
        sum += std::abs(weight * y / n);
        squares += weight * y / n * weight * y / n;
        magnitude += std::abs(y) / all;
      }
      for (const double y : other.y) magnitude += std::abs(y) / all;
      if (magnitude > 0.0) lean += (of_treated ? -1.0 : 1.0) * weight * weight * of_both / magnitude / n;
      if (!of_treated) continue;
      const double of_week = weight * weight * of_both * (1.0 / n + 1.0 / (all - n));
      common += of_week;
      uncertainty += of_week * of_week / (all - 2.0);
    }
    const double believed = sum > 0.0 ? sum * sum / (sum * sum + 20.0 * squares) : 0.0;
    variance += believed * own + (1.0 - believed) * shared;
  }
  const double reach = student95(common * common / uncertainty);
  const auto possible = [&](double effect) {
    const double its_variance = variance + std::max(-lean * effect, 0.0);
    return std::abs(difference - effect) <= reach * std::sqrt(its_variance);
  };
  const auto end = [&](double direction) {
    double inside = 0.0, outside = direction;
    while (possible(difference + outside)) outside *= 2.0;
    for (int halving = 0; halving < 200; ++halving) {
      const double middle = (inside + outside) / 2.0;
      (possible(difference + middle) ? inside : outside) = middle;
    }
    return difference + inside;
  };
  return {end(-1.0), end(1.0)};
}

}  // namespace tsuzuku::models::textbook
