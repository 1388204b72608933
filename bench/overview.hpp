#pragma once
// What the overview of the Numbers asks for (ui/src/pages/numbers/overview: cards.ts and watchers.ts).

#include <string>
#include <vector>

#include "analysis/arguments.hpp"
#include "base/day.hpp"

namespace tsuzuku::bench {

struct Asked {
  std::string name;
  analysis::RawArguments arguments;
};

inline std::vector<Asked> overview_on(Day as_of) {
  const std::string from = to_text(Day{as_of.value - 395}), to = to_text(as_of);
  return {{"net_sales", {{"from", from}, {"to", to}}},
          {"stages", {}},
          {"weakest_link", {}},
          {"ltv_levers", {{"by", "source"}}},
          {"order_to_cash", {{"by", "month"}, {"from", from}, {"to", to}}},
          {"payment_delay", {}},
          {"churn_signal", {}}};
}

}  // namespace tsuzuku::bench
