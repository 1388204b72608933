#include "analysis/common/stage_durations.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis {
namespace {

struct StageVisitor {
  static constexpr bool kMoney = false;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;

  StageDurations& durations;
  int as_of;
  int stage = 0;
  int day_of_stage = 0;

  void begin(ledger::CustomerIndex, ledger::OrderIndex) { stage = 0; }
  void order(ledger::OrderIndex, int day, bool starts_purchase) {
    if (!starts_purchase) return;
    if (durations.covers(stage)) durations.add_converted(stage, day - day_of_stage, as_of - day_of_stage);
    ++stage;
    day_of_stage = day;
  }
  void returned(int, int, Money) {}
  void end() {
    if (durations.covers(stage)) durations.add_waiting(stage, as_of - day_of_stage);
  }
};

template <typename T>
void add(std::vector<T>& sums, const std::vector<T>& more) {
  std::ranges::transform(sums, more, sums.begin(), std::plus<>());
}

}  // namespace

StageDurations::StageDurations(int first_stage, int last_stage, int window_days, int span)
    : first_stage_(first_stage),
      last_stage_(last_stage),
      window_days_(window_days),
      span_(static_cast<std::size_t>(span)) {
  const auto stages = static_cast<std::size_t>(last_stage - first_stage) + 1;
  converted_.resize(stages * span_);
  waiting_.resize(stages * span_);
  matured_.resize(stages);
  converted_in_window_.resize(stages);
}

void StageDurations::merge(const StageDurations& other) {
  add(converted_, other.converted_);
  add(waiting_, other.waiting_);
  add(matured_, other.matured_);
  add(converted_in_window_, other.converted_in_window_);
}

std::vector<std::int64_t> StageDurations::histogram(const std::vector<std::uint32_t>& counts, int stage) const {
  const auto begin = counts.begin() + static_cast<std::ptrdiff_t>(index(stage) * span_);
  return {begin, begin + static_cast<std::ptrdiff_t>(span_)};
}

StageCounts count_stages(const Scope& scope, int first_stage, int last_stage, int window_days,
                         const Execution& execution) {
  const ledger::Ledger& ledger = *scope.ledger;
  const int first_day = ledger.first_day().value_or(Day{0}).value;
  const int span = std::max(scope.as_of - first_day, 0) + 1;
  StageCounts empty{StageDurations(first_stage, last_stage, window_days, span), {}};
  return reduce_orders(ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, StageCounts& counts) {
    StageVisitor visitor{counts.durations, scope.as_of};
    Walk(scope, visitor, counts.left_out)(chunk);
  });
}

Value percentile(std::span<const std::int64_t> histogram, double share) {
  const std::int64_t count = sum(histogram);
  if (count == 0) return {};
  const double rank = static_cast<double>(count - 1) * share;
  const auto lower_rank = static_cast<std::int64_t>(std::floor(rank));
  const auto value_at = [&](std::int64_t wanted) {
    std::size_t days = 0;
    for (std::int64_t seen = histogram[0]; seen <= wanted; seen += histogram[days]) ++days;
    return static_cast<double>(days);
  };
  const double lower = value_at(lower_rank);
  const double upper = value_at(std::min(lower_rank + 1, count - 1));
  return lower + (upper - lower) * (rank - static_cast<double>(lower_rank));
}

std::int64_t sum(std::span<const std::int64_t> histogram) {
  return std::accumulate(histogram.begin(), histogram.end(), std::int64_t{0});
}

}  // namespace tsuzuku::analysis
