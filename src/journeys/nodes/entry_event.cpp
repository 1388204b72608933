#include "journeys/nodes/entry_event.hpp"

#include "base/limits.hpp"

namespace tsuzuku::journeys {

void EntryEvent::describe(Fields& fields) {
  fields.choice("event", event, event_names(), Need::Required);
  fields.match("match", match);
  fields.condition("condition", condition, Need::Optional);
  fields.integer("max_age_days", max_age_days, {1, limits::kJourneyDays});
  fields.edge("next", next);
}

Passage EntryEvent::pass(Walk& /*walk*/) const { return Go{}; }

}  // namespace tsuzuku::journeys
