#pragma once
// What happens to customers, told in the transaction in which it happens to whoever listens (journeys): what is
// committed is heard, what is rolled back was never told. A folder of its own, so that those who tell know no journey.
// Told twice is heard once: (kind, key) name the event.

#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/id.hpp"
#include "journeys/event.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct Told {
  CustomerId customer;
  journeys::Happened event;
};

// Whether the shop has a journey that could hear, now.
[[nodiscard]] Result<bool> is_anybody_listening(sql::Session& session, ShopId shop);

// Inside the caller's transaction. Costs one small question where the shop has no journey that could hear; then
// nothing is written. The engine hears within a second (or at once, when its worker is woken). Facts beyond
// limits::kEventFacts are cut.
[[nodiscard]] Status tell(sql::Session& session, IdMaker& ids, ShopId shop, CustomerId customer,
                          const journeys::Happened& event);
// The same for many at once, in their order.
[[nodiscard]] Status tell(sql::Session& session, IdMaker& ids, ShopId shop, std::span<const Told> events);

// Facts as they are stored (journey_events, journey_entries_later): [["product","A"],["product","B"]].
[[nodiscard]] std::string facts_to_text(const journeys::Facts& facts);
// Internal "journeys.facts_damaged".
[[nodiscard]] Result<journeys::Facts> facts_from_text(std::string_view text);

}  // namespace tsuzuku::services
