#pragma once
// Customers by recency, frequency and money, five levels each, 5 the best.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::rfm {

struct Levels {
  int r = 0;  // each 1-5
  int f = 0;
  int m = 0;
  friend bool operator==(const Levels&, const Levels&) = default;
};

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Ledger& ledger, const Arguments& arguments, const Execution& execution);
// Any of r, f and m may be left open. Part: customers.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);
// Where one customer stands by the same borders; nothing without a purchase in the period.
[[nodiscard]] Result<std::optional<Levels>> levels_of(const Scope& scope, const Arguments& arguments,
                                                      const CustomerHistory& history);

}  // namespace tsuzuku::analysis::rfm
