#pragma once
// Writes an order down as a draft, as the shop knows it on its last day: what happens later is left out.

#include <cstdint>
#include <optional>

#include "demo/order.hpp"
#include "demo/people.hpp"
#include "demo/pricing.hpp"
#include "domain/draft.hpp"

namespace tsuzuku::demo {

struct Circumstances {
  const Traits& traits;
  const domain::CustomerDraft& customer;
  std::optional<domain::SubscriptionState> subscription_state;  // of the order's subscription, on the last day
  Day last;
  std::int64_t sequence = 0;  // of the order in the whole shop; makes its number unique
};

[[nodiscard]] domain::OrderDraft to_draft(const Order& order, const Price& price, const Circumstances& circumstances);

}  // namespace tsuzuku::demo
