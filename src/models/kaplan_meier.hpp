#pragma once
// Kaplan-Meier: how large a share is still without the event after t days, using also those who were
// observed for less than t days. Durations are whole days, so a histogram per day says everything.

#include <cstdint>
#include <span>
#include <vector>

namespace tsuzuku::models {

struct SurvivalPoint {
  std::int64_t at_risk = 0;  // observed for t days or longer; somebody censored at t is still at risk at t
  std::int64_t events = 0;
  double survival = 1.0;
  double standard_error = 0.0;  // Greenwood; 0 once nobody is left
};

// `events[t]`: people whose event came after t days; `censored[t]`: people observed for t days without it.
// One point per t from 0 to the longer of both, minus one. Empty histograms give no points.
[[nodiscard]] std::vector<SurvivalPoint> kaplan_meier(std::span<const std::int64_t> events,
                                                      std::span<const std::int64_t> censored);

// S(t); after the last point the last value, 1 when there are no points.
[[nodiscard]] double survival_at(std::span<const SurvivalPoint> curve, std::int64_t t);

// The last day on which somebody was still watched; 0 where there is nobody. What comes later is not known, unless the
// event has come to everybody by then.
[[nodiscard]] std::int64_t followed_until(std::span<const SurvivalPoint> curve);

}  // namespace tsuzuku::models
