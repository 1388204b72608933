#include "models/intervals.hpp"

#include <cmath>

namespace tsuzuku::models {
namespace {

double square(double x) { return x * x; }

}  // namespace

Interval wilson(std::int64_t successes, std::int64_t trials) {
  if (trials <= 0) return {};
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(successes) / n;
  const double scale = 1.0 + square(kNormal95) / n;
  const double centre = (p + square(kNormal95) / (2.0 * n)) / scale;
  const double half = kNormal95 * std::sqrt(p * (1.0 - p) / n + square(kNormal95) / (4.0 * n * n)) / scale;
  return {successes == 0 ? 0.0 : centre - half, successes == trials ? 1.0 : centre + half};
}

Interval newcombe(std::int64_t successes_a, std::int64_t trials_a, std::int64_t successes_b, std::int64_t trials_b) {
  if (trials_a <= 0 || trials_b <= 0) return {-1.0, 1.0};
  const double a = static_cast<double>(successes_a) / static_cast<double>(trials_a);
  const double b = static_cast<double>(successes_b) / static_cast<double>(trials_b);
  const Interval of_a = wilson(successes_a, trials_a);
  const Interval of_b = wilson(successes_b, trials_b);
  return {a - b - std::sqrt(square(a - of_a.low) + square(of_b.high - b)),
          a - b + std::sqrt(square(of_a.high - a) + square(b - of_b.low))};
}

}  // namespace tsuzuku::models
