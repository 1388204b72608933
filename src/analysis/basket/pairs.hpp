#pragma once
// Counting pairs of products that stand in one basket; integers only.

#include <cstdint>
#include <vector>

#include "analysis/analysis.hpp"
#include "analysis/common/left_out.hpp"

namespace tsuzuku::analysis::basket {

struct Question {
  bool per_customer = false;
  std::size_t products_max = 0;
};

// Every pair of 0..size-1.
class Pairs {
 public:
  explicit Pairs(std::size_t size) : size_(size), counts_(size < 2 ? 0 : size * (size - 1) / 2) {}
  // REQUIRES: one < other.
  void add(std::size_t one, std::size_t other) { ++counts_[index(one, other)]; }
  [[nodiscard]] std::int64_t count(std::size_t one, std::size_t other) const { return counts_[index(one, other)]; }
  [[nodiscard]] std::size_t size() const { return size_; }
  void merge(const Pairs& other);

 private:
  [[nodiscard]] std::size_t index(std::size_t one, std::size_t other) const {
    return one * (2 * size_ - one - 1) / 2 + other - one - 1;
  }
  std::size_t size_;
  std::vector<std::uint32_t> counts_;
};

struct Counted {
  std::vector<std::int64_t> baskets_with;  // by product
  std::int64_t baskets = 0;
  std::vector<std::size_t> top;  // the products that are paired, bought most first
  Pairs pairs{0};                // by position in top
  std::vector<LeftOut> left_out;
};

[[nodiscard]] Counted count_pairs(const Scope& scope, const Question& question, const Execution& execution);

}  // namespace tsuzuku::analysis::basket
