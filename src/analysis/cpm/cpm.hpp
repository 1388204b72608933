#pragma once
// Customer Portfolio Management: five layers by number of purchases, tenure and sales, each still active or gone.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::cpm {

struct Place {
  std::string cell;  // "first", "young", "steady", "trendy", "loyal"
  bool active = false;
  friend bool operator==(const Place&, const Place&) = default;
};

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Ledger& ledger, const Arguments& arguments, const Execution& execution);
// active may be left open. Part: customers.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);
// Where one customer stands by the same borders; nothing without a purchase in the period.
[[nodiscard]] Result<std::optional<Place>> place_of(const Scope& scope, const Arguments& arguments,
                                                    const CustomerHistory& history);

}  // namespace tsuzuku::analysis::cpm
