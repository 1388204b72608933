#include "demo/drafting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tsuzuku::demo {
namespace {

using domain::OrderState;

OrderState state_of(const Order& order, const domain::OrderDraft& draft, bool returns_known) {
  if (draft.cancelled_day) return OrderState::Cancelled;
  const bool all_came_back = std::ranges::all_of(
      order.lines(), [](const Line& line) { return line.returned == line.quantity - line.out_of_stock; });
  if (returns_known && all_came_back) return OrderState::Returned;
  if (draft.delivered_day) return OrderState::Delivered;
  if (draft.shipped_day) return OrderState::Shipped;
  return order.fate.waits_for_payment && !draft.paid_day ? OrderState::OnHold : OrderState::Accepted;
}

// "240312-0000123" fits into the string itself: no memory is asked for.
std::string order_number(Day day, std::int64_t sequence) {
  const CivilDate date = civil(day);
  std::array<char, 24> text{};
  const auto end = fmt::format_to_n(text.data(), text.size(), "{:02}{:02}{:02}-{:07}", date.year % 100, date.month,
                                    date.day, sequence)
                       .out;
  return {text.data(), end};
}

domain::LineDraft to_draft(const Order& order, std::size_t position, Money discount, bool shipped, bool returns_known) {
  const Line& line = order.lines()[position];
  const Good& good = goods()[line.good];
  domain::LineDraft draft;
  draft.key.assign(1, static_cast<char>('1' + position));
  draft.product_code = good.code;
  draft.product_name = good.name;
  draft.quantity = line.quantity;
  draft.unit_price = line.unit_price;
  draft.amount = line.quantity * line.unit_price;
  draft.unit_cost = good.cost;
  draft.discount = discount;
  if (shipped && line.out_of_stock > 0) draft.out_of_stock_quantity = line.out_of_stock;
  if (returns_known && line.returned > 0) {
    draft.returned_quantity = line.returned;
    draft.returned_day = order.fate.returned;
    draft.return_reason = order.fate.return_reason;
  }
  return draft;
}

}  // namespace

domain::OrderDraft to_draft(const Order& order, const Price& price, const Circumstances& circumstances) {
  static_assert(Order::kLinesMax <= 9, "a line's key is one digit");
  const Fate& fate = order.fate;
  const auto known = [&](const std::optional<Day>& day) {
    return day && *day <= circumstances.last ? day : std::nullopt;
  };

  domain::OrderDraft draft;
  draft.number = order_number(order.at.day, circumstances.sequence);
  draft.ordered_at = to_utc(order.at);
  draft.ordered_day = order.at.day;
  draft.customer = circumstances.customer;
  draft.cancelled_day = known(fate.cancelled);
  if (draft.cancelled_day) draft.cancel_reason = fate.cancel_reason;
  draft.shipped_day = known(fate.shipped);
  draft.delivered_day = known(fate.delivered);
  draft.paid_day = known(fate.paid);
  // A bill is written when the parcel goes out; a payment slip when the order comes in.
  if (draft.shipped_day || fate.waits_for_payment) draft.payment_due_day = fate.due;

  const bool returns_known = known(fate.returned).has_value();
  draft.lines.reserve(order.line_count);
  for (std::size_t n = 0; n < order.line_count; ++n) {
    draft.lines.push_back(to_draft(order, n, price.line_discounts[n], draft.shipped_day.has_value(), returns_known));
  }
  draft.order_discount = price.order_discount;
  draft.points_used = price.points_used;
  draft.shipping_fee = price.shipping_fee;
  draft.payment_fee = price.payment_fee;
  draft.total = price.total;

  draft.state = state_of(order, draft, returns_known);
  draft.raw_status = name_of(*draft.state);
  if (order.occasion != Occasion::BirthdayGift && order.occasion != Occasion::Replacement) {
    draft.payment_method = name_of(circumstances.traits.payment);
  }
  draft.source = order.source;
  if (order.subscription > 0) {
    draft.subscription_number = fmt::format("S{:07}-{}", circumstances.traits.number, order.subscription);
    draft.round = order.round;
    draft.subscription_state = circumstances.subscription_state;
  }
  return draft;
}

}  // namespace tsuzuku::demo
