#pragma once
// How many of some customers to hold out, so that a difference worth knowing will be seen.

#include <optional>
#include <string_view>

#include "base/error.hpp"
#include "base/money.hpp"
#include "services/segments/conditions.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

struct HoldoutProposal {
  std::optional<int> permille;  // nothing: even half of them would not show it
  std::int64_t customers = 0;
  double mean = 0.0;        // net sales of a customer within kGoalDays, before returns; minor units, as below
  double deviation = 0.0;   // its standard deviation among them
  double difference = 0.0;  // that shall be seen in four cases of five
};

// Of the customers for whom the condition holds today, by what they bought in the last kGoalDays. Without `difference`
// (minor units per customer) a tenth of their mean. Errors: those of the condition; Usage "results.bad_difference".
[[nodiscard]] Result<HoldoutProposal> propose_holdout(const Conditions& conditions, const Shop& shop,
                                                      std::string_view condition, std::optional<Money> difference,
                                                      std::int64_t now);

}  // namespace tsuzuku::services
