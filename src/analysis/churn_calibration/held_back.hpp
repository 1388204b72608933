#pragma once
// The signal asked of a past day, beside what happened since: the models are fitted to what was known then, and whoever
// had no word is looked at again. No earlier states of contracts are kept: who skips or pauses now, or was cancelled
// nobody says when, is taken to have been active then. To leave them out would leave out those who stopped buying
// since.

#include <cstdint>
#include <vector>

#include "analysis/churn_signal/signals.hpp"

namespace tsuzuku::analysis::churn_calibration {

struct Rules {
  churn_signal::Thresholds thresholds;
  int holdout_days = 0;
  int fixed_days = 0;
};

struct Predicted {
  double chance = 0.0;     // of a purchase in the time held back
  std::int64_t place = 0;  // the chance in whole billionths of a thousandth: what differs by rounding only is the same
  ledger::CustomerIndex customer = 0;
  bool bought = false;
  bool is_quiet = false;       // watch, at_risk or gone by churn_signal on that day
  bool over_the_days = false;  // fixed_days or more since the last purchase
};

struct HeldBack {
  churn_signal::Signals then;
  LeftOutTally left_out;             // as of today
  int day = 0;                       // the as-of day of the prediction
  std::vector<Predicted> customers;  // the lowest chance first, then by customer
  std::int64_t without_chance = 0;   // of those who had a purchase: told by word, or no number for them
};

// Walks the ledger twice: as of that day, and for who bought since.
[[nodiscard]] HeldBack held_back(const Scope& scope, const Rules& rules, const Execution& execution);

}  // namespace tsuzuku::analysis::churn_calibration
