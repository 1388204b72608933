#include "analysis/delivery/legs.hpp"

namespace tsuzuku::analysis::delivery {

bool TripRule::tells(std::size_t leg) const {
  const bool begins = leg != ShippedToDelivered || told_.tells_departure();
  return begins && (leg == OrderToShipped ? told_.tells_departure() : told_.tells_delivery());
}

std::optional<Trip> TripRule::operator()(std::size_t leg, ledger::OrderIndex order, int order_day) const {
  const int departure = told_.departure_day(order);
  const int delivered = told_.delivered_day(order);
  const int begin = leg == ShippedToDelivered ? departure : order_day;
  const int end = leg == OrderToShipped ? departure : delivered;
  if (begin == ledger::kNever) return std::nullopt;
  if (end != ledger::kNever) return Trip{as_of_ - begin, std::max(end - begin, 0)};
  const bool passed_unseen = leg == OrderToShipped && delivered != ledger::kNever;
  if (passed_unseen || told_.cancelled_day(order) != ledger::kNever) return std::nullopt;
  return Trip{as_of_ - begin, std::nullopt};
}

}  // namespace tsuzuku::analysis::delivery
