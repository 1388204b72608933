#pragma once
// Money of a whole order shared among its lines.

#include <algorithm>

#include "base/money.hpp"

namespace tsuzuku::analysis {

// In proportion to the lines' amounts, which add up to `base` without those below zero; to whole minor units, so that
// the shares add up to `total`. The first line takes all of it when no line has an amount.
class Allotment {
 public:
  Allotment(Money total, Money base) : total_(total), base_(base) {}

  // The share of the next line.
  [[nodiscard]] Money next(Money amount) {
    if (given_ == total_) return 0;
    before_ += std::max<Money>(amount, 0);
    const Money up_to_here = base_ > 0 ? divide_rounded(total_ * before_, base_) : total_;
    const Money share = up_to_here - given_;
    given_ = up_to_here;
    return share;
  }

 private:
  Money total_;
  Money base_;
  Money before_ = 0;
  Money given_ = 0;
};

}  // namespace tsuzuku::analysis
