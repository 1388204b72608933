#pragma once
// What a customer of a group has brought after 1, 2, … months: as far as it could be watched, and beyond that what
// those who are older did in the same months, scaled by how this group has done so far against them.
//
// Watched: the sum over months of (money of the matured / matured). Beyond: the increments of everybody, times the
// group's cumulative net / that of everybody at the last month watched (1 where that is not above zero). The way of
// chain ladders in insurance, kept additive so that losses do not turn into gains.

#include <cstdint>
#include <vector>

#include "analysis/ltv/cohort_money.hpp"

namespace tsuzuku::analysis::ltv {

enum class Part { Observed, Partial, Forecast };  // all of the group, some of it, nobody of it is old enough

// Per customer, in minor units.
struct PerCustomer {
  double accepted = 0.0;
  double net = 0.0;
  double gross = 0.0;
  double contribution = 0.0;
};

struct CurvePoint {
  Part part = Part::Observed;
  PerCustomer cumulative;
};

// One point a month; ends early where nobody at all is old enough.
[[nodiscard]] std::vector<CurvePoint> curve_of(const Group& group, const Group& all);

}  // namespace tsuzuku::analysis::ltv
