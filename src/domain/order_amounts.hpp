#pragma once
// The money of one order, the one place that says what counts where.
//   accepted      goods lines, quantity * unit_price (amount >= 0)
//   discounts     line discounts + order discount + adjustments (lines of negative amount, sign turned)
//   net           accepted - out_of_stock - returned - discounts - points
// Shipping and payment fees are no sales of goods and stay outside.

#include <optional>
#include <span>

#include "domain/draft.hpp"

namespace tsuzuku::domain {

struct OrderAmounts {
  Money accepted = 0;
  Money out_of_stock = 0;
  Money discounts = 0;
  Money points = 0;
  Money returned = 0;  // all returns, whatever their day
  Money cost = 0;      // of the pieces that were there, of lines whose cost is known
  Money uncosted = 0;  // what was asked for goods that are sold and whose cost is not known: LineAmounts::uncosted

  [[nodiscard]] Money net() const { return accepted - out_of_stock - returned - discounts - points; }
  friend bool operator==(const OrderAmounts&, const OrderAmounts&) = default;
};

// A line as it counts, from a draft or from the store.
struct LineFacts {
  std::int64_t quantity = 0;
  Money amount = 0;
  Money discount = 0;
  std::int64_t out_of_stock_quantity = 0;
  std::int64_t returned_quantity = 0;
  std::optional<Money> unit_cost;
  ProductKind product_kind = ProductKind::Ordinary;
};

// What one line is worth. out_of_stock and returned are what was asked for the missing pieces after the
// line's own discount; together they never exceed it.
struct LineAmounts {
  Money accepted = 0;
  Money discount = 0;  // line discount, or the adjustment of a negative amount
  Money out_of_stock = 0;
  Money returned = 0;
  Money cost = 0;  // of the pieces that were there; what came back has cost what it cost
  // Of a line of sold goods without unit cost: accepted - discount - out_of_stock, at least 0. The order's own discount
  // and points are not taken off.
  Money uncosted = 0;
};
[[nodiscard]] LineAmounts line_amounts(const LineFacts& line);

// The share of a line's amount that `part` of its `quantity` pieces stands for, rounded half away from zero;
// the whole amount when part >= quantity.
[[nodiscard]] Money share_of(Money amount, std::int64_t part, std::int64_t quantity);

[[nodiscard]] OrderAmounts sum_amounts(std::span<const LineFacts> lines, Money order_discount, Money points,
                                       Money credits);

// Whether an order of kind Sale can be a purchase: it has a goods line (quantity > 0, amount >= 0) whose product is
// sold. An order of gifts, samples, inserts or adjustments only is none; a zero-yen order of ordinary goods is one. So
// is an order without any line, as shops tell of orders that were cancelled early: that goods are gifts is known from
// lines alone, and nobody asks a shop for gifts only.
[[nodiscard]] bool has_ordinary_goods(std::span<const LineFacts> lines);

}  // namespace tsuzuku::domain
