#pragma once
// The difference of two means whose spreads differ, with Welch's 95 % interval (Welch 1947; degrees of freedom by
// Satterthwaite). For spend after a touch, where most buy nothing, experiment.hpp is the better one.

#include <cstdint>
#include <optional>
#include <span>

#include "models/intervals.hpp"

namespace tsuzuku::models {

// Values of one group as sums, so that shards and days add up. REQUIRES for all: finite values.
struct Sample {
  std::int64_t count = 0;
  double mean = 0.0;
  double squares = 0.0;  // sum of (value - mean)^2

  void add(double value);
  void merge(const Sample& other);
};
[[nodiscard]] Sample sample_of(std::span<const double> values);

struct MeanDifference {
  double difference = 0.0;  // mean of a - mean of b
  double standard_error = 0.0;
  double degrees_of_freedom = 0.0;
  Interval interval;
};

// Nothing when a group has fewer than two values; where no value differs from its group's mean the interval is one
// point.
[[nodiscard]] std::optional<MeanDifference> welch(const Sample& a, const Sample& b);

}  // namespace tsuzuku::models
