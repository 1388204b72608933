#include "domain/order_amounts.hpp"

#include <algorithm>

namespace tsuzuku::domain {

Money share_of(Money amount, std::int64_t part, std::int64_t quantity) {
  if (part <= 0) return 0;
  if (part >= quantity) return amount;
  return divide_rounded(amount * part, quantity);
}

LineAmounts line_amounts(const LineFacts& line) {
  if (line.amount < 0) return {.discount = line.discount - line.amount};
  const Money after_discount = std::max<Money>(line.amount - line.discount, 0);
  const Money missing = share_of(after_discount, line.out_of_stock_quantity, line.quantity);
  const Money returned = share_of(after_discount, line.returned_quantity, line.quantity);
  return {.accepted = line.amount,
          .discount = line.discount,
          .out_of_stock = missing,
          .returned = std::min(returned, after_discount - missing),
          .cost = line.unit_cost.value_or(0) * std::max<std::int64_t>(line.quantity - line.out_of_stock_quantity, 0),
          .uncosted = is_sold(line.product_kind) && !line.unit_cost ? after_discount - missing : 0};
}

OrderAmounts sum_amounts(std::span<const LineFacts> lines, Money order_discount, Money points, Money credits) {
  OrderAmounts sums{.discounts = order_discount, .points = points, .returned = credits};
  for (const LineFacts& line : lines) {
    const LineAmounts amounts = line_amounts(line);
    sums.accepted += amounts.accepted;
    sums.out_of_stock += amounts.out_of_stock;
    sums.discounts += amounts.discount;
    sums.returned += amounts.returned;
    sums.cost += amounts.cost;
    sums.uncosted += amounts.uncosted;
  }
  return sums;
}

bool has_ordinary_goods(std::span<const LineFacts> lines) {
  return lines.empty() || std::ranges::any_of(lines, [](const LineFacts& line) {
           return line.quantity > 0 && line.amount >= 0 && is_sold(line.product_kind);
         });
}

}  // namespace tsuzuku::domain
