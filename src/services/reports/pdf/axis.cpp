#include "services/reports/pdf/axis.hpp"

#include <algorithm>
#include <cmath>

namespace tsuzuku::services {

std::vector<double> Axis::ticks() const {
  std::vector<double> ticks;
  const auto count = static_cast<int>(std::lround((high - low) / step));
  for (int i = 0; i <= count; ++i) ticks.push_back(low + i * step);
  return ticks;
}

Axis axis_for(const std::vector<double>& values, bool whole) {
  constexpr double kSteps = 4;
  double low = 0;
  double high = 0;
  for (const double value : values) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (high <= low) high = low + 1;
  const double rough = (high - low) / kSteps;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  const double times = rough / power;
  double step = (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10) * power;
  if (whole) step = std::max(step, 1.0);
  return {std::floor(low / step) * step, std::ceil(high / step) * step, step};
}

}  // namespace tsuzuku::services
