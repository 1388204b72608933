#pragma once
// 95 % intervals for rates and their differences that stay inside 0-1 and hold for small counts.

#include <cstdint>

namespace tsuzuku::models {

inline constexpr double kNormal95 = 1.959963984540054;  // two-sided 95 % of the normal distribution

struct Interval {
  double low = 0.0;
  double high = 1.0;
};

// Wilson score interval of successes / trials; 0..1 when there were no trials.
[[nodiscard]] Interval wilson(std::int64_t successes, std::int64_t trials);

// Newcombe's hybrid interval for rate a - rate b; -1..1 when a side has no trials.
[[nodiscard]] Interval newcombe(std::int64_t successes_a, std::int64_t trials_a, std::int64_t successes_b,
                                std::int64_t trials_b);

}  // namespace tsuzuku::models
