#pragma once
// Which product an order is about: that of its line of sold goods with the largest amount, the first of several equal
// ones. Index 0 (not told) for an order without such a line.

#include "ledger/lines.hpp"

namespace tsuzuku::analysis {

[[nodiscard]] inline ledger::ProductIndex main_product(const ledger::Lines& lines, ledger::OrderIndex order) {
  ledger::ProductIndex product = 0;
  std::int32_t largest = -1;
  const auto [begin, end] = lines.lines_of(order);
  for (ledger::LineIndex line = begin; line < end; ++line) {
    const std::int32_t amount = lines.amount()[line];
    if (amount <= largest || !domain::is_sold(lines.products().kinds[lines.product()[line]])) continue;
    largest = amount;
    product = lines.product()[line];
  }
  return product;
}

}  // namespace tsuzuku::analysis
