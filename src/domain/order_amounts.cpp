#include "domain/order_amounts.hpp"

#include <algorithm>

namespace tsuzuku::domain {

Money share_of(Money amount, std::int64_t part, std::int64_t quantity) {
  if (part <= 0) return 0;
  if (part >= quantity) return amount;
  return divide_rounded(amount * part, quantity);
}

OrderAmounts sum_amounts(std::span<const LineFacts> lines, Money order_discount, Money points, Money credits) {
  OrderAmounts sums;
  sums.discounts = order_discount;
  sums.points = points;
  sums.returned = credits;
  for (const LineFacts& line : lines) {
    sums.discounts += line.discount;
    if (line.amount < 0) {
      sums.discounts -= line.amount;
      continue;
    }
    sums.accepted += line.amount;
    sums.cost += line.unit_cost * line.quantity;
    // What never left or came back is worth what was asked for it after its own line discount.
    const Money after_discount = line.amount - line.discount;
    const Money missing = share_of(after_discount, line.out_of_stock_quantity, line.quantity);
    sums.out_of_stock += missing;
    sums.returned += std::min(share_of(after_discount, line.returned_quantity, line.quantity), after_discount - missing);
  }
  return sums;
}

bool has_ordinary_goods(std::span<const LineFacts> lines) {
  return std::ranges::any_of(lines, [](const LineFacts& line) {
    return line.quantity > 0 && line.amount >= 0 && line.product_kind == ProductKind::Ordinary;
  });
}

}  // namespace tsuzuku::domain
