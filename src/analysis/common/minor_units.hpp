#pragma once
// From numbers made at the edge to money.

#include <cmath>

#include "base/money.hpp"

namespace tsuzuku::analysis {

// Rounded half away from zero to a minor unit; what binary fractions miss a half by counts as the half.
[[nodiscard]] inline Money to_minor_units(double amount) {
  constexpr double kFine = 10'000.0;
  return std::llround(std::round(amount * kFine) / kFine);
}

}  // namespace tsuzuku::analysis
