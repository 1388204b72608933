#pragma once
// How long contracts held, counted in renewals, and what their deliveries brought; integers only.

#include <cstdint>

#include "analysis/analysis.hpp"
#include "analysis/common/left_out.hpp"
#include "models/lifetimes.hpp"

namespace tsuzuku::analysis::retention_trap {

inline constexpr std::size_t kRenewalsMost = 24;

struct Question {
  bool per_customer = false;
  int grace_days = 0;
};

struct Lives {
  // As models::Lifetimes counts, up to kRenewalsMost; whoever held longer was renewed that often.
  models::Lifetimes renewals{std::vector<std::int64_t>(kRenewalsMost + 1),
                             std::vector<std::int64_t>(kRenewalsMost + 1)};
  std::int64_t contracts = 0;
  std::int64_t begun = 0;  // of those, in the days that `a month` is measured in
  std::int64_t deliveries = 0;
  Money net = 0;  // of all their deliveries, less what came back
  LeftOutTally left_out;
  void merge(const Lives& other);
};

// Contracts that begin from `recent_from` to `recent_to` are counted as begun.
[[nodiscard]] Lives count_lives(const Scope& scope, const Question& question, int recent_from, int recent_to,
                                const Execution& execution);

}  // namespace tsuzuku::analysis::retention_trap
