#pragma once
// How many of some customers to hold out, so that a difference worth knowing will be seen.

#include <optional>
#include <string_view>

#include "base/error.hpp"
#include "base/money.hpp"
#include "models/experiment.hpp"
#include "services/segments/conditions.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

// Why that many, or why none can be told.
enum class HoldoutReason : std::uint8_t {
  Enough,         // the smallest share that shows the difference
  Least,          // a smaller one would show it, but so few in an arm are never called (outcome.hpp)
  TooFew,         // even half of them would not show the difference
  TooSmall,       // even half of them are never called
  NothingBought,  // nobody bought: there is no spread to go by
  Nobody,         // the condition holds for nobody
};
// "enough", "least", "too_few", "too_small", "nothing_bought", "nobody": keys below "results.proposal."
[[nodiscard]] std::string_view name_of(HoldoutReason reason);

struct HoldoutProposal {
  HoldoutReason reason = HoldoutReason::Nobody;
  std::optional<int> permille;  // with Enough and Least
  std::int64_t customers = 0;
  std::int64_t buyers = 0;          // of them within kGoalDays
  double mean = 0.0;                // net sales of a customer within kGoalDays, before returns; minor units, as below
  double deviation = 0.0;           // its standard deviation among them
  double difference = 0.0;          // that shall be seen in four cases of five
  double detectable_by_half = 0.0;  // the smallest so seen with half of them held out; 0 where nothing is known

  [[nodiscard]] std::int64_t held_out() const { return permille ? customers * *permille / 1'000 : 0; }
  // The smallest difference so seen with the proposed share; with half where there is none.
  [[nodiscard]] double detectable() const;
};

// From what each of some customers bought (sums of y) and how many of them bought. Without `difference` a tenth of the
// mean.
[[nodiscard]] HoldoutProposal proposal_of(const models::ArmSums& bought, std::int64_t buyers,
                                          std::optional<Money> difference);

// Of the customers for whom the condition holds today, by what they bought in the last kGoalDays. Without `difference`
// (minor units per customer) a tenth of their mean. Errors: those of the condition; Usage "results.bad_difference".
[[nodiscard]] Result<HoldoutProposal> propose_holdout(const Conditions& conditions, const Shop& shop,
                                                      std::string_view condition, std::optional<Money> difference,
                                                      std::int64_t now);

}  // namespace tsuzuku::services
