#include "demo/pricing.hpp"

#include <algorithm>

#include "demo/draw.hpp"

namespace tsuzuku::demo {
namespace {

constexpr Money kFreeShippingFrom = 5'000;
constexpr Money kShippingFee = 550;
constexpr Money kLeastPointsUsed = 500;

Money payment_fee(Payment payment) {
  switch (payment) {
    case Payment::PayLater:
      return 220;
    case Payment::CashOnDelivery:
      return 330;
    case Payment::ConvenienceStore:
      return 165;
    case Payment::Card:
    case Payment::Smartphone:
      return 0;
  }
  return 0;
}

Money coupon(const Order& order, Money goods_after_discounts, Random& random) {
  if (order.source == kNewsletter && random.chance(0.4)) return goods_after_discounts / 10;
  if (order.source == kLine && goods_after_discounts >= 3'000 && random.chance(0.5)) return 300;
  return 0;
}

}  // namespace

Price Cashier::price(const Order& order, Random& random) {
  Price price;
  const bool by_choice = order.occasion == Occasion::Choice;
  const bool free_of_charge = order.occasion == Occasion::BirthdayGift || order.occasion == Occasion::Replacement;
  Money rest = 0;
  for (std::size_t n = 0; n < order.line_count; ++n) {
    const Line& line = order.lines()[n];
    const Money amount = line.quantity * line.unit_price;
    if (by_choice && is_sale(order.at.day)) price.line_discounts[n] = divide_rounded(amount * 15, 100);
    rest += amount - price.line_discounts[n];
  }
  if (by_choice && traits_.number != 0) {
    price.order_discount = coupon(order, rest, random);
    rest -= price.order_discount;
    if (points_ >= kLeastPointsUsed && random.chance(0.35)) {
      price.points_used = std::min(points_, rest) / 100 * 100;
      rest -= price.points_used;
    }
  }
  if (by_choice && rest < kFreeShippingFrom) price.shipping_fee = kShippingFee;
  if (!free_of_charge) price.payment_fee = payment_fee(traits_.payment);
  if (!order.fate.cancelled && !order.fate.returned) points_ += rest / 100 - price.points_used;
  price.total = rest + price.shipping_fee + price.payment_fee;
  return price;
}

}  // namespace tsuzuku::demo
