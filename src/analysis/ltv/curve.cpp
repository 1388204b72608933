#include "analysis/ltv/curve.hpp"

namespace tsuzuku::analysis::ltv {
namespace {

void add(PerCustomer& sum, const MonthMoney& month, double scale) {
  const double each = scale / static_cast<double>(month.matured);
  sum.accepted += each * static_cast<double>(month.money.accepted);
  sum.net += each * static_cast<double>(month.money.net);
  sum.gross += each * static_cast<double>(month.money.gross);
  sum.contribution += each * static_cast<double>(month.money.contribution);
}

}  // namespace

std::vector<CurvePoint> curve_of(const Group& group, const Group& all) {
  std::vector<CurvePoint> points;
  PerCustomer own, everybody;
  double scale = 1.0;
  for (std::size_t age = 0; age < group.ages.size() && all.ages[age].matured != 0; ++age) {
    const MonthMoney& month = group.ages[age];
    if (month.matured != 0) {
      add(own, month, 1.0);
      add(everybody, all.ages[age], 1.0);
      scale = own.net > 0.0 && everybody.net > 0.0 ? own.net / everybody.net : 1.0;
      points.push_back({month.matured == group.customers ? Part::Observed : Part::Partial, own});
    } else {
      add(own, all.ages[age], scale);
      points.push_back({Part::Forecast, own});
    }
  }
  return points;
}

}  // namespace tsuzuku::analysis::ltv
