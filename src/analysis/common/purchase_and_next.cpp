#include "analysis/common/purchase_and_next.hpp"

namespace tsuzuku::analysis {
namespace {

std::optional<int> first_return_of(const Scope& scope, const PurchaseAndNext& purchase) {
  const ledger::View view = scope.view();
  const ledger::Returns& returns = scope.ledger->returns();
  std::optional<int> first;
  for (std::size_t at = scope.ledger->first_return(purchase.first);
       at < returns.order.size() && returns.order[at] <= purchase.last; ++at) {
    if (!view.is_purchase(returns.order[at]) || !view.known(returns.day[at])) continue;
    first = std::min(first.value_or(returns.day[at]), int{returns.day[at]});
  }
  return first;
}

}  // namespace

std::optional<PurchaseAndNext> purchase_and_next(const CustomerHistory& history, const Scope& scope, int stage) {
  const auto n = static_cast<std::size_t>(stage);
  if (history.purchases.size() < n) return std::nullopt;
  PurchaseAndNext found{.day = history.purchases[n - 1].value};
  if (history.purchases.size() > n) found.next_day = history.purchases[n].value;
  bool first = true;
  int ordinal = 0;  // of the order among those that are purchases
  for (const auto& order : history.orders) {
    if (!order.purchase) continue;
    ++ordinal;
    const bool belongs = scope.ledger->merge_same_day() ? order.day.value == found.day : ordinal == stage;
    if (!belongs) continue;
    if (first) found.first = order.index;
    found.last = order.index;
    first = false;
  }
  found.first_returned = first_return_of(scope, found);
  return found;
}

}  // namespace tsuzuku::analysis
