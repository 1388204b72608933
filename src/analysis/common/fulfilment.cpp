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
}

}  // namespace tsuzuku::analysis
