#pragma once
// One customer's life played through a journey: who would have entered, been where, got what. Nothing is written and
// nothing is sent. For the canvas ("today, on real customers"), for the case files, for comparing two drafts.

#include <functional>
#include <span>
#include <variant>
#include <vector>

#include "journeys/entry.hpp"

namespace tsuzuku::journeys {

// A time in which the entry condition holds.
struct ConditionBegan {
  std::string stay;
};

// What became known about the customer, and when; `Happened::at` may be earlier.
struct LifeEvent {
  std::int64_t known_at = 0;
  std::variant<Happened, ConditionBegan, ConditionEnded> what;
};

// What the journey did. A refusal by an event the journey is not entered by is not told.
struct Moment {
  std::int64_t at = 0;
  RunId run;  // 0 for a refusal
  struct EntersBy {
    std::string entry_key;
  };
  std::variant<EntersBy, Refusal, Command> what;
};

struct DryRun {
  std::vector<Moment> moments;  // in the order of time
  std::vector<Run> runs;        // as they stand at the end, numbered from 1
};

struct DryRunOptions {
  CustomerId customer;
  Arm arm = Arm::Treated;
  std::int64_t running_since = 0;  // when the journey was switched on
  std::int64_t until = 0;          // UTC seconds, inclusive
  // As Context::holds, for a moment of the past.
  std::function<Answer(std::string_view condition, std::int64_t at)> holds;
};

// `life` in the order of `known_at`.
[[nodiscard]] DryRun dry_run(const Plan& plan, std::span<const LifeEvent> life, const TimeZone& zone,
                             const DryRunOptions& options);

}  // namespace tsuzuku::journeys
