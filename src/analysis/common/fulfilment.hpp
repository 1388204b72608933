#pragma once
// What a shop tells of the way of its orders, as far as it is known on the as-of day. Shops differ: some tell no days
// of shipping, delivery or payment at all, and what is never told must not look like what never happened.

#include <algorithm>

#include "analysis/common/scope.hpp"
#include "analysis/table.hpp"

namespace tsuzuku::analysis {

class Fulfilment {
 public:
  // Looks through the orders until one tells each kind of day. The scope's ledger must outlive it.
  explicit Fulfilment(const Scope& scope);

  // Days of shipping, or of delivery, which say that it was shipped.
  [[nodiscard]] bool tells_shipping() const { return tells_departure_ || tells_delivery_; }
  [[nodiscard]] bool tells_departure() const { return tells_departure_; }
  [[nodiscard]] bool tells_delivery() const { return tells_delivery_; }
  [[nodiscard]] bool tells_payment() const { return tells_payment_; }
  // Some goods came back, and it is known of which order. Where there are returns and none names its order, nothing is
  // known of what came back of an order.
  [[nodiscard]] bool tells_returns() const { return tells_returns_; }
  [[nodiscard]] bool returns_name_no_order() const { return has_returns_ && !tells_returns_; }

  // Days by the as-of day, else ledger::kNever. What was delivered had been shipped by that day at the latest; the day
  // of departure is the one that is told.
  [[nodiscard]] std::uint16_t departure_day(ledger::OrderIndex order) const { return known(columns_->shipped[order]); }
  [[nodiscard]] std::uint16_t shipped_day(ledger::OrderIndex order) const {
    return known(std::min(columns_->shipped[order], columns_->delivered[order]));
  }
  [[nodiscard]] std::uint16_t delivered_day(ledger::OrderIndex order) const {
    return known(columns_->delivered[order]);
  }
  // A payment after the cancellation is none.
  [[nodiscard]] std::uint16_t paid_day(ledger::OrderIndex order) const {
    const std::uint16_t paid = columns_->paid[order];
    return paid <= columns_->cancelled[order] ? known(paid) : ledger::kNever;
  }
  [[nodiscard]] std::uint16_t cancelled_day(ledger::OrderIndex order) const {
    return known(columns_->cancelled[order]);
  }

 private:
  [[nodiscard]] std::uint16_t known(std::uint16_t day) const { return day <= as_of_ ? day : ledger::kNever; }

  const ledger::Columns* columns_;
  int as_of_;
  bool tells_departure_ = false;
  bool tells_delivery_ = false;
  bool tells_payment_ = false;
  bool has_returns_ = false;
  bool tells_returns_ = false;
};

}  // namespace tsuzuku::analysis
