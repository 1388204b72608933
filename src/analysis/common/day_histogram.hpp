#pragma once
// Counts by whole days, as long as the longest that occurred.

#include <algorithm>
#include <cstdint>
#include <vector>

namespace tsuzuku::analysis {

class DayHistogram {
 public:
  // REQUIRES: days >= 0.
  void add(int days) {
    const auto at = static_cast<std::size_t>(days);
    if (counts_.size() <= at) counts_.resize(at + 1);
    ++counts_[at];
  }
  void merge(const DayHistogram& other) {
    if (counts_.size() < other.counts_.size()) counts_.resize(other.counts_.size());
    for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] += other.counts_[i];
  }
  [[nodiscard]] const std::vector<std::int64_t>& counts() const { return counts_; }
  // Without those of `days` and fewer.
  [[nodiscard]] std::vector<std::int64_t> above(int days) const {
    std::vector<std::int64_t> rest = counts_;
    std::fill_n(rest.begin(), std::min(rest.size(), static_cast<std::size_t>(days) + 1), 0);
    return rest;
  }

 private:
  std::vector<std::int64_t> counts_;
};

}  // namespace tsuzuku::analysis
