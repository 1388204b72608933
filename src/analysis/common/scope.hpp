#pragma once
// The parameters all analyses share, resolved against one ledger: as-of, period, source, payment method, product.

#include <cstdint>
#include <optional>

#include "analysis/arguments.hpp"
#include "analysis/table.hpp"
#include "base/error.hpp"
#include "ledger/blocks.hpp"
#include "ledger/view.hpp"

namespace tsuzuku::analysis {

// Given as `source` or `payment_method`, it selects orders of which none is known.
inline constexpr std::string_view kNotTold = "-";

// Both pointers point into what the caller of resolve_scope() holds.
struct Scope {
  const ledger::Ledger* ledger = nullptr;
  const ledger::Blocks* blocks = nullptr;  // null when resolved against a ledger alone
  Selection selection = Selection::FirstPurchase;
  int as_of = 0;  // days since 1970-01-01, at most ledger::kLastLedgerDay; below 0 nothing exists
  int from = 0;   // inclusive; the whole of time when not given
  int to = 0;     // inclusive
  std::optional<std::uint16_t> source;
  std::optional<std::uint8_t> payment_method;
  std::optional<ledger::ProductIndex> product;  // only with blocks->lines

  [[nodiscard]] ledger::View view() const { return {*ledger, Day{as_of}}; }
  [[nodiscard]] bool in_period(int day) const { return day >= from && day <= to; }
  // Source, payment method and product of one order.
  [[nodiscard]] bool selects_order(ledger::OrderIndex order) const {
    return came_by(order) && (!product || contains_product(order));
  }
  // Whether a customer is asked about at all whose first purchase begins with the order `first`; `end` is the end of
  // the customer's orders. The first purchase contains a product when one of its orders does.
  [[nodiscard]] bool selects_customer(ledger::OrderIndex first, ledger::OrderIndex end) const {
    if (selection == Selection::Facts || selection == Selection::FirstDelivery || selection == Selection::OwnStart)
      return true;
    if (selection == Selection::FirstPurchase && !in_period(ledger->columns().day[first])) return false;
    return came_by(first) && (!product || first_purchase_contains_product(first, end));
  }

 private:
  [[nodiscard]] bool came_by(ledger::OrderIndex order) const {
    return (!source || ledger->columns().source[order] == *source) &&
           (!payment_method || ledger->columns().payment_method[order] == *payment_method);
  }
  [[nodiscard]] bool contains_product(ledger::OrderIndex order) const;
  [[nodiscard]] bool first_purchase_contains_product(ledger::OrderIndex first, ledger::OrderIndex end) const;
};

// Without as_of the last day on which something is known. Errors (Usage): "analysis.period_reversed",
// "unknown_source", "unknown_payment_method", "unknown_product".
[[nodiscard]] Result<Scope> resolve_scope(const ledger::Blocks& blocks, const Descriptor& descriptor,
                                          const Arguments& arguments);
// The same where no product can be asked for. REQUIRES: no argument `product`.
[[nodiscard]] Result<Scope> resolve_scope(const ledger::Ledger& ledger, const Descriptor& descriptor,
                                          const Arguments& arguments);

// A table with everything but rows, totals and left_out; assumptions that hold for every analysis are in.
[[nodiscard]] Table begin_table(const Scope& scope, const Descriptor& descriptor, const Arguments& arguments);

}  // namespace tsuzuku::analysis
