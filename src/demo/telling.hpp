#pragma once
// What the demo shop knew of an order on an earlier day, and when it came to know more: an order that is told as it
// happens instead of all at once.

#include <vector>

#include "base/day.hpp"
#include "base/random.hpp"
#include "demo/calendar.hpp"
#include "domain/draft.hpp"

namespace tsuzuku::demo {

// `order` as generate() gives it, without what happened after `day`. Only the state of its subscription is not told:
// the draft says what it was on the shop's last day, and nothing says since when.
[[nodiscard]] domain::OrderDraft known_on(domain::OrderDraft order, Day day);

// The days on which there is something new to tell, ascending; the first is the order's own.
[[nodiscard]] std::vector<Day> days_of_news(const domain::OrderDraft& order);

// One more order of a customer, who came back because of a message: one of the goods sold one by one, paid at once,
// delivered. `sequence` as the shop numbers its orders.
[[nodiscard]] domain::OrderDraft further_order(const domain::CustomerDraft& customer, Moment at, std::int64_t sequence,
                                               Random& random);

}  // namespace tsuzuku::demo
