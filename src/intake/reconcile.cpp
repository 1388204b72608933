#include "intake/reconcile.hpp"

namespace tsuzuku::intake {

std::optional<Difference> find_difference(const domain::OrderDraft& order, const TotalCheck& check) {
  if (!order.total) return std::nullopt;
  const bool cancelled = order.state == domain::OrderState::Cancelled;
  if (cancelled && (*order.total == 0 || order.lines.empty())) return std::nullopt;
  Money computed = order.shipping_fee.value_or(0) + order.payment_fee.value_or(0) - order.order_discount.value_or(0) -
                   order.points_used.value_or(0);
  for (const auto& line : order.lines) computed += line.amount - line.discount;
  for (const auto& credit : order.credits) {
    if (credit.key != "refund") computed -= credit.amount;
  }
  const auto agrees = [&](Money amount) { return amount - *order.total <= 1 && *order.total - amount <= 1; };
  if (agrees(computed) || (check.tax && agrees(computed + *check.tax))) return std::nullopt;
  return Difference{computed, *order.total};
}

}  // namespace tsuzuku::intake
