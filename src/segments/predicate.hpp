#pragma once
// A comparison with its values in numbers, applied to a column of values.

#include <cstdint>
#include <span>
#include <vector>

#include "segments/condition.hpp"

namespace tsuzuku::segments {

class Predicate {
 public:
  // `values` as Comparison::values, in the field's own terms; In and NotIn may have none. A text that no row has is
  // left out there, and is kUnknown elsewhere.
  Predicate(Operator op, std::vector<std::int64_t> values);

  [[nodiscard]] bool operator()(std::int64_t value) const;
  // 1 where it holds, else 0; of the same size.
  void apply(std::span<const std::int64_t> values, std::span<std::uint8_t> holds) const;

 private:
  Operator op_;
  std::vector<std::int64_t> values_;  // sorted
};

}  // namespace tsuzuku::segments
