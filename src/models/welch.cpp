#include "models/welch.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace tsuzuku::models {

void Sample::add(double value) { merge({.count = 1, .mean = value, .squares = 0.0}); }

// Chan, Golub, LeVeque 1979: no difference of large sums.
void Sample::merge(const Sample& other) {
  if (other.count == 0) return;
  const auto n = static_cast<double>(count), m = static_cast<double>(other.count);
  const double apart = other.mean - mean;
  mean += apart * m / (n + m);
  squares += other.squares + apart * apart * n * m / (n + m);
  count += other.count;
}

Sample sample_of(std::span<const double> values) {
  Sample sample;
  for (const double value : values) sample.add(value);
  return sample;
}

std::optional<MeanDifference> welch(const Sample& a, const Sample& b) {
  if (a.count < 2 || b.count < 2) return std::nullopt;
  const auto n_a = static_cast<double>(a.count), n_b = static_cast<double>(b.count);
  const double of_a = a.squares / (n_a - 1.0) / n_a, of_b = b.squares / (n_b - 1.0) / n_b;
  const double variance = of_a + of_b;
  MeanDifference result{.difference = a.mean - b.mean,
                        .standard_error = std::sqrt(variance),
                        .degrees_of_freedom = n_a + n_b - 2.0,
                        .interval = {a.mean - b.mean, a.mean - b.mean}};
  if (variance <= 0.0) return result;
  result.degrees_of_freedom = variance * variance / (of_a * of_a / (n_a - 1.0) + of_b * of_b / (n_b - 1.0));
  const boost::math::students_t distribution(result.degrees_of_freedom);
  const double half = boost::math::quantile(boost::math::complement(distribution, 0.025)) * result.standard_error;
  result.interval = {result.difference - half, result.difference + half};
  return result;
}

}  // namespace tsuzuku::models
