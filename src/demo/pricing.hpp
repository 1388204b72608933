#pragma once
// Discounts, points and fees of one customer's orders, in time order.

#include <array>

#include "base/money.hpp"
#include "base/random.hpp"
#include "demo/order.hpp"
#include "demo/people.hpp"

namespace tsuzuku::demo {

// Yen. goods - line discounts - order_discount - points_used + shipping_fee + payment_fee = total, never below 0.
struct Price {
  std::array<Money, Order::kLinesMax> line_discounts{};
  Money order_discount = 0;
  Money points_used = 0;
  Money shipping_fee = 0;
  Money payment_fee = 0;
  Money total = 0;
};

class Cashier {
 public:
  explicit Cashier(const Traits& traits) : traits_(traits) {}
  // Call in time order: points are earned and spent on the way.
  [[nodiscard]] Price price(const Order& order, Random& random);

 private:
  const Traits& traits_;
  Money points_ = 300;  // welcome gift
};

}  // namespace tsuzuku::demo
