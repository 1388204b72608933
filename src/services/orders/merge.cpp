#include "services/orders/merge.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "services/orders/replacement_book.hpp"

namespace tsuzuku::services {
namespace {

using domain::EventKind;
using domain::OrderDraft;
using domain::OrderState;

constexpr std::string_view kCreditPrefix = "credit:";

template <typename T>
void tell(std::optional<T>& kept, const std::optional<T>& told) {
  if (told) kept = told;
}

void tell(std::string& kept, const std::string& told) {
  if (!told.empty()) kept = told;
}

void merge_lines(OrderRecord& order, const ResolvedDraft& resolved) {
  for (const domain::LineDraft& told : resolved.draft->lines) {
    const auto [at, is_new] = order.lines.try_emplace(told.key);
    LineRecord& line = at->second;
    if (is_new) line.position = static_cast<std::int64_t>(order.lines.size());
    line.product_id = resolved.product_id(told.product_code);
    line.quantity = told.quantity;
    line.unit_price = told.unit_price;
    line.amount = told.amount;
    tell(line.unit_cost, told.unit_cost);
    if (!line.unit_cost) line.unit_cost = resolved.product_cost(line.product_id);
    line.discount = told.discount;
    if (told.out_of_stock_quantity) line.out_of_stock_quantity = std::min(*told.out_of_stock_quantity, told.quantity);
    if (told.returned_quantity) line.returned_quantity = std::min(*told.returned_quantity, told.quantity);
  }
}

// The source says "all of it came back" and no line says how many.
void return_everything(OrderRecord& order, const ResolvedDraft& resolved) {
  const bool told =
      std::ranges::any_of(order.lines, [](const auto& line) { return line.second.returned_quantity > 0; });
  if (resolved.draft->state != OrderState::Returned || told || !resolved.draft->credits.empty()) return;
  // What came back row by row before is part of "everything".
  std::erase_if(order.events, [](const auto& event) { return event.first.first == EventKind::Returned; });
  for (auto& [key, line] : order.lines) line.returned_quantity = line.quantity - line.out_of_stock_quantity;
}

void set_line_event(OrderRecord& order, EventKind kind, const std::string& key, EventRecord event) {
  const EventKey event_key{kind, key};
  if (event.quantity.value_or(0) == 0) {
    order.events.erase(event_key);
  } else {
    order.events[event_key] = std::move(event);
  }
}

void merge_line_events(OrderRecord& order, const ResolvedDraft& resolved) {
  std::unordered_map<std::string_view, const domain::LineDraft*> told_lines;
  for (const domain::LineDraft& line : resolved.draft->lines) told_lines[line.key] = &line;
  for (const auto& [key, line] : order.lines) {
    const auto amounts = domain::line_amounts(line.facts(resolved.product_kind(line.product_id)));
    const auto found = told_lines.find(key);
    const domain::LineDraft* told = found == told_lines.end() ? nullptr : found->second;
    EventRecord missing{.day = order.ordered_day,
                        .quantity = line.out_of_stock_quantity,
                        .amount = amounts.out_of_stock,
                        .product_id = line.product_id,
                        .reason = {}};
    set_line_event(order, EventKind::OutOfStock, key, std::move(missing));

    const auto known = order.events.find({EventKind::Returned, key});
    EventRecord returned = known == order.events.end() ? EventRecord{.day = order.ordered_day} : known->second;
    if (told != nullptr && told->returned_day) returned.day = *told->returned_day;
    if (told != nullptr) tell(returned.reason, told->return_reason);
    returned.quantity = line.returned_quantity;
    returned.amount = amounts.returned;
    returned.product_id = line.product_id;
    set_line_event(order, EventKind::Returned, key, std::move(returned));
  }
  for (const domain::CreditDraft& credit : resolved.draft->credits) {
    order.events[{EventKind::Returned, std::string(kCreditPrefix) + credit.key}] = {
        .day = credit.day,
        .quantity = credit.quantity,
        .amount = credit.amount,
        .product_id = resolved.product_id(credit.product_code),
        .reason = credit.reason};
  }
}

// Takes what is more than `most` off what came back of the lines, in proportion; returns what is left of it.
Money cap_lines(OrderRecord& order, Money most) {
  const auto is_of_line = [](const EventKey& key) {
    return key.first == EventKind::Returned && !key.second.starts_with(kCreditPrefix);
  };
  Money told = 0;
  for (const auto& [key, event] : order.events) told += is_of_line(key) ? event.amount.value_or(0) : 0;
  const Money kept = std::min(told, most);
  if (kept == told) return told;
  Money told_so_far = 0;
  Money given = 0;
  for (auto& [key, event] : order.events) {
    if (!is_of_line(key)) continue;
    told_so_far += event.amount.value_or(0);
    const Money up_to_here = domain::share_of(kept, told_so_far, told);
    event.amount = up_to_here - given;
    given = up_to_here;
  }
  return kept;
}

// No more comes back than the goods of the order were worth after discounts and points: a source that says "all
// returned", or refunds shipping too, must not turn the order into a loss of goods. Lines are told anew each time and
// share what is too much; credits keep what the earlier ones left of them, or an import would change them each time.
void cap_returns(OrderRecord& order, Money most) {
  if (order.lines.empty()) return;
  Money left = std::max<Money>(most, 0);
  order.amounts.returned = cap_lines(order, left);
  left -= order.amounts.returned;
  for (auto& [key, event] : order.events) {
    if (key.first != EventKind::Returned || !key.second.starts_with(kCreditPrefix)) continue;
    event.amount = std::min(event.amount.value_or(0), left);
    left -= *event.amount;
    order.amounts.returned += *event.amount;
  }
}

void merge_state(OrderRecord& order, const OrderDraft& draft) {
  if (draft.state) {
    order.state = *draft.state;
  } else if (draft.cancelled_day) {
    order.state = OrderState::Cancelled;
  } else if (draft.delivered_day) {
    order.state = OrderState::Delivered;
  } else if (draft.shipped_day && order.state < OrderState::Shipped) {
    order.state = OrderState::Shipped;
  }
  tell(order.raw_status, draft.raw_status);
  if (order.state == OrderState::Cancelled) {
    // A source that tells no date of the cancellation: from the first day it counts as never accepted.
    tell(order.cancelled_day, draft.cancelled_day);
    if (!order.cancelled_day) order.cancelled_day = order.ordered_day;
    EventRecord& event = order.events[{EventKind::Cancelled, ""}];
    event.day = *order.cancelled_day;
    tell(event.reason, draft.cancel_reason);
  } else if (draft.state) {
    order.cancelled_day.reset();
    order.events.erase({EventKind::Cancelled, ""});
  }
}

void sum_up(OrderRecord& order, Money points, const ResolvedDraft& resolved) {
  std::vector<domain::LineFacts> facts;
  facts.reserve(order.lines.size());
  order.first_product_id.reset();
  std::int64_t first_position = 0;
  for (const auto& [key, line] : order.lines) {
    const auto kind = resolved.product_kind(line.product_id);
    facts.push_back(line.facts(kind));
    const bool goods = line.amount >= 0 && line.quantity > 0 && domain::is_sold(kind);
    if (goods && (!order.first_product_id || line.position < first_position)) {
      order.first_product_id = line.product_id;
      first_position = line.position;
    }
  }
  Money credits = 0;
  for (const auto& [key, event] : order.events) {
    if (key.first == EventKind::Returned && key.second.starts_with(kCreditPrefix)) credits += event.amount.value_or(0);
  }
  const bool only_credits = order.lines.empty() && std::ranges::any_of(order.events, [](const auto& event) {
                              return event.first.first == EventKind::Returned;
                            });
  const bool was_replacement = order.kind == domain::OrderKind::Replacement;
  order.kind = only_credits ? domain::OrderKind::Credit : domain::OrderKind::Sale;
  order.amounts = domain::sum_amounts(facts, order.order_discount, points, credits);
  cap_returns(order, order.amounts.net() + order.amounts.returned);
  // Whether it still is one the ReplacementBook says, which sees the customer's other orders.
  if (was_replacement && may_be_replacement(order)) order.kind = domain::OrderKind::Replacement;
  order.is_purchase = order.kind == domain::OrderKind::Sale && domain::has_ordinary_goods(facts);
}

}  // namespace

OrderRecord merge(const OrderRecord* stored, const ResolvedDraft& resolved) {
  const OrderDraft& draft = *resolved.draft;
  OrderRecord order;
  if (stored != nullptr) {
    order = *stored;
  } else {
    order.channel = draft.channel;
    order.number = draft.number;
  }
  order.customer_id = resolved.customer_id;
  order.order_id = resolved.order_id;
  order.has_customer = resolved.has_customer;
  // Rows that only take goods back carry the day of the return, not of the order.
  if (stored == nullptr || !draft.lines.empty()) {
    order.ordered_at = draft.ordered_at;
    order.ordered_day = draft.ordered_day;
  }
  tell(order.shipped_day, draft.shipped_day);
  tell(order.delivered_day, draft.delivered_day);
  tell(order.payment_due_day, draft.payment_due_day);
  tell(order.paid_day, draft.paid_day);
  if (draft.order_discount) order.order_discount = *draft.order_discount;
  if (draft.shipping_fee) order.shipping_fee = *draft.shipping_fee;
  if (draft.payment_fee) order.payment_fee = *draft.payment_fee;
  tell(order.total, draft.total);
  tell(order.payment_method_id, resolved.payment_method_id);
  tell(order.source_id, resolved.source_id);
  tell(order.subscription_id, resolved.subscription_id);
  if (draft.round) order.round = order.told_round = *draft.round;

  merge_lines(order, resolved);
  return_everything(order, resolved);
  merge_line_events(order, resolved);
  merge_state(order, draft);
  sum_up(order, draft.points_used.value_or(order.amounts.points), resolved);
  return order;
}

}  // namespace tsuzuku::services
