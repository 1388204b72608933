#pragma once
// Customer Portfolio Management: five layers by number of purchases, tenure and sales, each still active or gone.

#include <array>

#include "analysis/analysis.hpp"
#include "analysis/common/activity.hpp"

namespace tsuzuku::analysis::cpm {

inline constexpr std::array<const char*, 5> kCellNames{"first", "young", "steady", "trendy", "loyal"};

// Half-open borders, asked in the order of kCellNames, so that every customer is in exactly one cell. Pure of any
// ledger, so that whoever asks elsewhere asks by the same ones.
struct Rules {
  std::int64_t young_days = 0;
  std::int64_t loyal_days = 0;
  std::int64_t churn_days = 0;
  Money amount = 0;  // minor units
  int as_of = 0;

  // `arguments` of descriptor(). Error (Usage) "analysis.thresholds_not_ascending".
  [[nodiscard]] static Result<Rules> read(const Arguments& arguments, Currency currency, int as_of);
  [[nodiscard]] std::size_t cell(const Activity& activity) const;  // index into kCellNames
  [[nodiscard]] bool active(const Activity& activity) const { return as_of - activity.last_day < churn_days; }
};

struct Place {
  std::string cell;  // of kCellNames
  bool active = false;
  friend bool operator==(const Place&, const Place&) = default;
};

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// active may be left open. Part: customers.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);
// Where one customer stands by the same borders; nothing without a purchase in the period.
[[nodiscard]] Result<std::optional<Place>> place_of(const Scope& scope, const Arguments& arguments,
                                                    const CustomerHistory& history);

}  // namespace tsuzuku::analysis::cpm
