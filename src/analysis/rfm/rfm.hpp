#pragma once
// Customers by recency, frequency and money, five levels each, 5 the best.

#include <array>

#include "analysis/analysis.hpp"
#include "analysis/common/activity.hpp"

namespace tsuzuku::analysis::rfm {

struct Levels {
  int r = 0;  // each 1-5
  int f = 0;
  int m = 0;
  friend bool operator==(const Levels&, const Levels&) = default;
};

inline constexpr int kLevels = 5;

// The borders between levels. Pure of any ledger, so that whoever asks elsewhere asks by the same ones.
struct Thresholds {
  using Limits = std::array<std::int64_t, kLevels - 1>;  // ascending, inclusive
  Limits recency{};                                      // days since the last purchase, of levels 5, 4, 3, 2
  Limits frequency{};                                    // purchases, of levels 1, 2, 3, 4
  Limits money{};                                        // sales in minor units, of levels 1, 2, 3, 4
  int as_of = 0;

  // `arguments` of descriptor(). Error (Usage) "analysis.thresholds_not_ascending".
  [[nodiscard]] static Result<Thresholds> read(const Arguments& arguments, Currency currency, int as_of);
  [[nodiscard]] Levels levels(const Activity& activity) const;
};

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Any of r, f and m may be left open. Part: customers.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);
// Where one customer stands by the same borders; nothing without a purchase in the period.
[[nodiscard]] Result<std::optional<Levels>> levels_of(const Scope& scope, const Arguments& arguments,
                                                      const CustomerHistory& history);

}  // namespace tsuzuku::analysis::rfm
