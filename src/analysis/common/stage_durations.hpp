#pragma once
// How long customers took from their n-th purchase to the next one, or how long they have been watched
// without it: what stages and days_to_next are computed from.

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/analysis.hpp"
#include "analysis/common/left_out.hpp"

namespace tsuzuku::analysis {

// For the stages first..last (1-based), each with two histograms over days 0..span-1.
class StageDurations {
 public:
  StageDurations(int first_stage, int last_stage, int window_days, int span);

  void add_converted(int stage, int days, int watched_days) {
    const std::size_t s = index(stage);
    ++converted_[s * span_ + static_cast<std::size_t>(days)];
    const bool matured = watched_days >= window_days_;
    matured_[s] += matured;
    converted_in_window_[s] += matured && days <= window_days_;
  }
  void add_waiting(int stage, int watched_days) {
    const std::size_t s = index(stage);
    ++waiting_[s * span_ + static_cast<std::size_t>(watched_days)];
    matured_[s] += watched_days >= window_days_;
  }
  [[nodiscard]] bool covers(int stage) const { return stage >= first_stage_ && stage <= last_stage_; }
  void merge(const StageDurations& other);

  // Customers by days: the next purchase came after so many days; no next purchase for so many days.
  [[nodiscard]] std::vector<std::int64_t> converted(int stage) const { return histogram(converted_, stage); }
  [[nodiscard]] std::vector<std::int64_t> waiting(int stage) const { return histogram(waiting_, stage); }
  // Those whose window is over, and of those the ones who made the next purchase within it.
  [[nodiscard]] std::int64_t matured(int stage) const { return matured_[index(stage)]; }
  [[nodiscard]] std::int64_t converted_in_window(int stage) const { return converted_in_window_[index(stage)]; }

 private:
  [[nodiscard]] std::size_t index(int stage) const { return static_cast<std::size_t>(stage - first_stage_); }
  [[nodiscard]] std::vector<std::int64_t> histogram(const std::vector<std::uint32_t>& counts, int stage) const;

  int first_stage_;
  int last_stage_;
  int window_days_;
  std::size_t span_;
  std::vector<std::uint32_t> converted_;
  std::vector<std::uint32_t> waiting_;
  std::vector<std::int64_t> matured_;
  std::vector<std::int64_t> converted_in_window_;
};

struct StageCounts {
  StageDurations durations;
  LeftOutTally left_out;
  void merge(const StageCounts& other) {
    durations.merge(other.durations);
    left_out.merge(other.left_out);
  }
};

[[nodiscard]] StageCounts count_stages(const Scope& scope, int first_stage, int last_stage, int window_days,
                                       const Execution& execution);

// Percentile of a histogram over whole days, interpolated between the closest ranks (type 7 of Hyndman and
// Fan, what spreadsheets and DuckDB's quantile_cont do). Null for nobody.
[[nodiscard]] Value percentile(std::span<const std::int64_t> histogram, double share);

[[nodiscard]] std::int64_t sum(std::span<const std::int64_t> histogram);

}  // namespace tsuzuku::analysis
