#pragma once
// The parameters all analyses share, resolved against one ledger: as-of, period, source.

#include <cstdint>
#include <optional>

#include "analysis/arguments.hpp"
#include "analysis/table.hpp"
#include "base/error.hpp"
#include "ledger/view.hpp"

namespace tsuzuku::analysis {

// Given as `source`, it selects orders of which no source is known.
inline constexpr std::string_view kSourceNotTold = "-";

struct Scope {
  const ledger::Ledger* ledger = nullptr;
  Selection selection = Selection::FirstPurchase;
  int as_of = 0;  // days since 1970-01-01, at most ledger::kLastLedgerDay; below 0 nothing exists
  int from = 0;   // inclusive; the whole of time when not given
  int to = 0;     // inclusive
  std::optional<std::uint16_t> source;

  [[nodiscard]] ledger::View view() const { return {*ledger, Day{as_of}}; }
  [[nodiscard]] bool in_period(int day) const { return day >= from && day <= to; }
  [[nodiscard]] bool from_source(ledger::OrderIndex order) const {
    return !source || ledger->columns().source[order] == *source;
  }
  // Whether a customer with this first purchase is asked about at all.
  [[nodiscard]] bool selects_customer(ledger::OrderIndex first_purchase) const {
    if (selection == Selection::Facts) return true;
    if (selection == Selection::FirstPurchase && !in_period(ledger->columns().day[first_purchase])) return false;
    return from_source(first_purchase);
  }
};

// Without as_of the last day with an order. Errors (Usage): "analysis.period_reversed", "analysis.unknown_source".
[[nodiscard]] Result<Scope> resolve_scope(const ledger::Ledger& ledger, const Descriptor& descriptor,
                                          const Arguments& arguments);

// A table with everything but rows, totals and left_out; assumptions that hold for every analysis are in.
[[nodiscard]] Table begin_table(const Scope& scope, const Descriptor& descriptor, const Arguments& arguments);

}  // namespace tsuzuku::analysis
