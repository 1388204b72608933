#include "analysis/common/fulfilment.hpp"

namespace tsuzuku::analysis {

Fulfilment::Fulfilment(const Scope& scope) : columns_(&scope.ledger->columns()), as_of_(scope.as_of) {
  const std::size_t orders = scope.ledger->order_count();
  for (ledger::OrderIndex i = 0; i < orders && !(tells_departure_ && tells_delivery_ && tells_payment_); ++i) {
    if (columns_->day[i] > as_of_) continue;
    tells_departure_ |= departure_day(i) != ledger::kNever;
    tells_delivery_ |= delivered_day(i) != ledger::kNever;
    tells_payment_ |= known(columns_->paid[i]) != ledger::kNever;
  }
  const ledger::Returns& returns = scope.ledger->returns();
  for (std::size_t at = 0; at < returns.order.size() && !tells_returns_; ++at) {
    const ledger::OrderIndex order = returns.order[at];
    if (returns.day[at] > as_of_ || columns_->cancelled[order] <= as_of_) continue;
    has_returns_ = true;
    tells_returns_ = (columns_->flags[order] & ledger::kPurchaseFlag) != 0 || columns_->accepted[order] != 0;
  }
}

}  // namespace tsuzuku::analysis
