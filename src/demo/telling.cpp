#include "demo/telling.hpp"

#include <algorithm>

#include "demo/drafting.hpp"
#include "demo/draw.hpp"
#include "demo/goods.hpp"
#include "demo/people.hpp"

namespace tsuzuku::demo {
namespace {

using domain::OrderState;

constexpr int kDaysToShip = 1;
constexpr int kDaysToDeliver = 3;

bool was_prepaid(const domain::OrderDraft& order) { return order.payment_method == name_of(Payment::ConvenienceStore); }

std::optional<Day> returned_day(const domain::OrderDraft& order) {
  for (const domain::LineDraft& line : order.lines) {
    if (line.returned_day) return line.returned_day;
  }
  return std::nullopt;
}

OrderState state_of(const domain::OrderDraft& known, std::optional<OrderState> last) {
  if (known.cancelled_day) return OrderState::Cancelled;
  if (last == OrderState::Returned && returned_day(known)) return OrderState::Returned;
  if (known.delivered_day) return OrderState::Delivered;
  if (known.shipped_day) return OrderState::Shipped;
  return was_prepaid(known) && !known.paid_day ? OrderState::OnHold : OrderState::Accepted;
}

}  // namespace

domain::OrderDraft known_on(domain::OrderDraft order, Day day) {
  for (std::optional<Day>* known : {&order.cancelled_day, &order.shipped_day, &order.delivered_day, &order.paid_day}) {
    if (*known && **known > day) known->reset();
  }
  if (!order.cancelled_day) order.cancel_reason.clear();
  if (!order.shipped_day && !was_prepaid(order)) order.payment_due_day.reset();
  for (domain::LineDraft& line : order.lines) {
    if (!order.shipped_day) line.out_of_stock_quantity.reset();
    if (!line.returned_day || *line.returned_day <= day) continue;
    line.returned_quantity.reset();
    line.returned_day.reset();
    line.return_reason.clear();
  }
  order.state = state_of(order, order.state);
  order.raw_status = name_of(*order.state);
  order.subscription_state.reset();
  return order;
}

std::vector<Day> days_of_news(const domain::OrderDraft& order) {
  std::vector<Day> days{order.ordered_day};
  for (const auto& day :
       {order.cancelled_day, order.shipped_day, order.delivered_day, order.paid_day, returned_day(order)}) {
    if (day) days.push_back(std::max(*day, order.ordered_day));
  }
  std::ranges::sort(days);
  const auto repeated = std::ranges::unique(days);
  days.erase(repeated.begin(), repeated.end());
  return days;
}

domain::OrderDraft further_order(const domain::CustomerDraft& customer, Moment at, std::int64_t sequence,
                                 Random& random) {
  const std::size_t chosen = pick_weighted(random, goods());
  const Good& good = goods()[chosen];
  Order order;
  order.at = at;
  order.source = kNewsletter;
  order.add(static_cast<GoodIndex>(chosen), 1, good.price);
  order.fate = {.shipped = at.day + kDaysToShip, .delivered = at.day + kDaysToDeliver, .paid = at.day + kDaysToShip};
  const Price price{.total = good.price};
  return to_draft(order, price,
                  {.traits = Traits{},
                   .customer = customer,
                   .subscription_state = {},
                   .last = at.day + kDaysToDeliver,
                   .sequence = sequence});
}

}  // namespace tsuzuku::demo
