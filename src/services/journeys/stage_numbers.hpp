#pragma once
// What a journey is proposed from: how customers of one stage went on, how fast, and what they spent afterwards. Pure.

#include <optional>

#include "base/day.hpp"
#include "base/error.hpp"
#include "journeys/propose.hpp"
#include "ledger/ledger.hpp"

namespace tsuzuku::services {

struct StageNumbers {
  journeys::ProposalNumbers proposal;
  Day as_of;
  int window_days = 0;               // within which "went on" is counted (the analysis of stages)
  int arrival_days = 0;              // customers_per_month is counted over so many days
  int value_days = 0;                // the value is what was spent within so many days of the next purchase …
  std::int64_t value_customers = 0;  // … by so many customers who could be watched for that long; 0: no value
};

// By the last day that the ledger knows. Percentiles of the days are those of everybody who went on; deliveries count
// where most orders of the stage tell theirs. Errors: InvalidInput "journeys.propose_no_orders"; Usage
// "journeys.propose_stage" {most}; those of the analysis.
[[nodiscard]] Result<StageNumbers> stage_numbers(const ledger::Ledger& ledger, int stage, std::optional<int> pack_days);

}  // namespace tsuzuku::services
