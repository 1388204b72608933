#pragma once
// Where values stand on an axis, and the round numbers written beside it. Pure.

#include <vector>

namespace tsuzuku::services {

struct Axis {
  double low = 0;   // at most 0
  double high = 1;  // above `low`
  double step = 1;

  [[nodiscard]] double share(double value) const { return (value - low) / (high - low); }  // 0 at low, 1 at high
  [[nodiscard]] std::vector<double> ticks() const;
};

// That holds 0 and all values, in some four steps of 1, 2 or 5 times a power of ten. `whole`: no step below 1.
[[nodiscard]] Axis axis_for(const std::vector<double>& values, bool whole);

}  // namespace tsuzuku::services
