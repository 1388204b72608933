#pragma once
// One purchase of each customer, the from_stage-th, and the next one after it: the ground of every question what
// something about a purchase does to the next.

#include <optional>

#include "analysis/analysis.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis {

struct PurchaseAndNext {
  int day = 0;
  std::optional<int> next_day;        // of the next purchase, by the as-of day
  ledger::OrderIndex first = 0;       // the order that began it
  ledger::OrderIndex last = 0;        // its last order; between them can stand cancelled ones and gifts
  std::optional<int> first_returned;  // day on which something of it came back first, by the as-of day

  [[nodiscard]] bool matured(int as_of, int window_days) const { return as_of - day >= window_days; }
  [[nodiscard]] bool converted(int window_days) const { return next_day && *next_day - day <= window_days; }
};

// Visitor that hands the purchase to `sink(PurchaseAndNext)`; customers who have not reached it are passed over.
template <typename Sink>
class PurchaseAndNextVisitor {
 public:
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;

  PurchaseAndNextVisitor(const Scope& scope, int stage, Sink sink)
      : columns_(scope.ledger->columns()), stage_(stage), sink_(std::move(sink)) {}

  void begin(ledger::CustomerIndex, ledger::OrderIndex) { reached_ = 0; }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    order_in_it_ = false;
    const bool is_purchase = (columns_.flags[order] & ledger::kPurchaseFlag) != 0;
    if (!is_purchase) return;
    if (starts_purchase) {
      ++reached_;
      if (reached_ == stage_)
        found_ = {.day = day, .next_day = {}, .first = order, .last = order, .first_returned = {}};
      if (reached_ == stage_ + 1) found_.next_day = day;
    }
    order_in_it_ = reached_ == stage_;
    if (order_in_it_) found_.last = order;
  }
  void returned(int, int day, Money) {
    if (order_in_it_) found_.first_returned = std::min(found_.first_returned.value_or(day), day);
  }
  void end() {
    if (reached_ >= stage_) sink_(static_cast<const PurchaseAndNext&>(found_));
  }

 private:
  const ledger::Columns& columns_;
  const int stage_;
  Sink sink_;
  PurchaseAndNext found_;
  int reached_ = 0;
  bool order_in_it_ = false;
};

// `holds(OrderIndex)` for any order of the purchase.
template <typename Holds>
[[nodiscard]] bool any_order(const PurchaseAndNext& purchase, const Scope& scope, Holds holds) {
  const ledger::View view = scope.view();
  for (ledger::OrderIndex order = purchase.first; order <= purchase.last; ++order) {
    if (view.is_purchase(order) && holds(order)) return true;
  }
  return false;
}

// The same purchase of one history; nothing where it was not reached.
[[nodiscard]] std::optional<PurchaseAndNext> purchase_and_next(const CustomerHistory& history, const Scope& scope,
                                                               int stage);

}  // namespace tsuzuku::analysis
