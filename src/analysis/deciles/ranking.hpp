#pragma once
// Customers ranked by sales and cut into groups of equal heads, exactly and without sorting them all: a histogram finds
// the few values at which one group ends and the next begins.

#include <cstdint>
#include <span>
#include <vector>

#include "base/money.hpp"
#include "ledger/columns.hpp"

namespace tsuzuku::analysis::deciles {

struct Standing {
  Money sales = 0;
  std::int32_t purchases = 0;  // 0: does not take part
};

struct Group {
  std::int64_t customers = 0;
  std::int64_t purchases = 0;
  Money sales = 0;
  Money largest = 0;
  Money smallest = 0;
  ledger::CustomerIndex last = 0;  // the highest index among those with `smallest`
};

// `standings` by customer. Larger sales rank first, among equals the lower index. The first groups hold one customer
// more where the number cannot be divided. As many groups as there are customers when those are fewer than `count`.
[[nodiscard]] std::vector<Group> cut(std::span<const Standing> standings, std::size_t count);

// The place in `groups` of somebody who takes part.
[[nodiscard]] std::size_t group_of(std::span<const Group> groups, Money sales, ledger::CustomerIndex customer);

}  // namespace tsuzuku::analysis::deciles
