#include "models/kaplan_meier.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <ranges>

namespace tsuzuku::models {

std::vector<SurvivalPoint> kaplan_meier(std::span<const std::int64_t> events, std::span<const std::int64_t> censored) {
  std::vector<SurvivalPoint> curve(std::max(events.size(), censored.size()));
  std::int64_t at_risk = std::accumulate(events.begin(), events.end(), std::int64_t{0}) +
                         std::accumulate(censored.begin(), censored.end(), std::int64_t{0});
  double survival = 1.0;
  double greenwood = 0.0;
  for (std::size_t t = 0; t < curve.size(); ++t) {
    const std::int64_t died = t < events.size() ? events[t] : 0;
    if (died > 0) {
      const auto n = static_cast<double>(at_risk);
      const auto left = static_cast<double>(at_risk - died);
      survival *= left / n;
      if (left > 0) greenwood += static_cast<double>(died) / (n * left);
    }
    curve[t] = {at_risk, died, survival, survival * std::sqrt(greenwood)};
    at_risk -= died + (t < censored.size() ? censored[t] : 0);
  }
  return curve;
}

double survival_at(std::span<const SurvivalPoint> curve, std::int64_t t) {
  if (curve.empty() || t < 0) return 1.0;
  return curve[std::min(static_cast<std::size_t>(t), curve.size() - 1)].survival;
}

std::int64_t followed_until(std::span<const SurvivalPoint> curve) {
  const auto last =
      std::ranges::find_if(curve | std::views::reverse, [](const auto& point) { return point.at_risk > 0; });
  return std::max<std::int64_t>(last.base() - curve.begin() - 1, 0);
}

}  // namespace tsuzuku::models
