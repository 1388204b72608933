#pragma once
// Makes of the sources of the timeline; each takes the queries of timeline.sql. The list is in timeline_sources.cpp.

#include <memory>

#include "services/customers/timeline.hpp"

namespace tsuzuku::services {

using TimelineQueries = std::shared_ptr<const sql::Queries>;

// An order was placed.
[[nodiscard]] std::unique_ptr<TimelineSource> order_source(TimelineQueries queries);

// What became of orders and is known by its day. `title` is the key of the entries, and "timeline_<title>" the query:
// (order_id, day, order_number, days since the order, amount or null, reason or null).
struct OrderFact {
  std::string_view kind;
  std::string_view title;
};
[[nodiscard]] std::unique_ptr<TimelineSource> order_fact_source(TimelineQueries queries, OrderFact fact);

[[nodiscard]] std::unique_ptr<TimelineSource> consent_source(TimelineQueries queries);
[[nodiscard]] std::unique_ptr<TimelineSource> note_source(TimelineQueries queries);
[[nodiscard]] std::unique_ptr<TimelineSource> tag_source(TimelineQueries queries);
// A message, letter or call: that it went out or why it did not, and what became of it. Two sources of one kind.
[[nodiscard]] std::unique_ptr<TimelineSource> touch_source(TimelineQueries queries);
[[nodiscard]] std::unique_ptr<TimelineSource> touch_event_source(TimelineQueries queries);
// The customer entered a journey, and it ended for them: two sources of one kind, with queries of their own.
[[nodiscard]] Result<std::vector<std::unique_ptr<TimelineSource>>> journey_sources(sql::Dialect dialect);
// An import made the customer, or told attributes that stand.
[[nodiscard]] std::unique_ptr<TimelineSource> import_source(TimelineQueries queries);

}  // namespace tsuzuku::services
