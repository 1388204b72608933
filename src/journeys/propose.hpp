#pragma once
// A journey designed backwards from the numbers: the worst gap says for whom, the days to the next purchase say when.
// Pure: numbers in, a definition with its reasons out. A person accepts or edits it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/money.hpp"
#include "journeys/definition.hpp"

namespace tsuzuku::journeys {

// Out of the analyses `stages` and `days_to_next`, of one stage.
struct ProposalNumbers {
  int stage = 1;               // customers who stand here; the goal is the next purchase
  std::int64_t matured = 0;    // customers whose window has passed …
  std::int64_t converted = 0;  // … and those of them who bought again within it
  double days_p25 = 0;         // from the purchase to the next, of those who bought again
  double days_median = 0;
  double days_p75 = 0;
  std::int64_t customers_per_month = 0;  // who reach the stage
  Money value_per_conversion = 0;        // what one customer more who goes on brings, minor units
  Money cost_per_touch = 0;              // minor units
  std::optional<int> days_to_delivery;  // median; nothing where deliveries are not told: then days count from the order
  std::optional<int> pack_days;         // how long what they bought lasts
};

enum class ValueKind : std::uint8_t { Count, Days, Rate, Points, Months, Money };

struct ReasonValue {
  std::string name;
  ValueKind kind = ValueKind::Count;
  double number = 0;  // Rate: 0-1; Money: minor units; Points: percentage points
};

// A sentence of the locales ("journeys.proposal.reasons.<key>") and what fills it.
struct ProposalReason {
  std::string key;
  std::vector<ReasonValue> values;
};

struct ProposedStep {
  std::string slot;   // which message: texts to start from under "journeys.proposal.messages.<slot>"
  int day = 0;        // after the order
  int entry_day = 0;  // after entry: the delivery, or the order
  ProposalReason why;
};

struct Proposal {
  double rate = 0;                  // converted / matured
  Money point_value_per_month = 0;  // what one percentage point more is worth, minor units
  int holdout_permille = 100;
  double months_to_decide = 0;          // until kPointsToFind points can be told from chance
  std::vector<ProposedStep> steps;      // in order of days
  std::vector<ProposalReason> reasons;  // of the whole: goal, worth, cost, holdout, cautions
  Definition definition;                // check()ed; templates are the slots' names
};

// Fewer customers who bought again say nothing about days.
inline constexpr std::int64_t kConversionsNeeded = 30;
// The difference that treated and held out should show, in percentage points, at 5 % and 80 % power.
inline constexpr double kPointsToFind = 3.0;

// InvalidInput "journeys.propose_too_few" {converted, needed}; Usage "journeys.propose_numbers" when numbers contradict
// each other (more converted than matured, percentiles not ascending, negative).
[[nodiscard]] Result<Proposal> propose(const ProposalNumbers& numbers);

}  // namespace tsuzuku::journeys
