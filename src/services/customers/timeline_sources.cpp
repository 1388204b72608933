#include "services/customers/timeline_sources.hpp"

#include "services/query_files.hpp"

namespace tsuzuku::services {

Result<TimelineSources> make_timeline_sources(sql::Dialect dialect) {
  TSUZUKU_TRY(loaded, queries_of("services/customers/timeline.sql", dialect));
  const auto queries = std::make_shared<const sql::Queries>(std::move(loaded));
  TimelineSources sources;
  // Of one moment what stands further below happened later.
  sources.push_back(import_source(queries));
  sources.push_back(order_source(queries));
  sources.push_back(order_fact_source(queries, {.kind = "return", .title = "out_of_stock"}));
  sources.push_back(order_fact_source(queries, {.kind = "delivery", .title = "shipped"}));
  sources.push_back(order_fact_source(queries, {.kind = "delivery", .title = "delivered"}));
  sources.push_back(order_fact_source(queries, {.kind = "payment", .title = "paid"}));
  sources.push_back(order_fact_source(queries, {.kind = "return", .title = "returned"}));
  sources.push_back(order_fact_source(queries, {.kind = "order", .title = "cancelled"}));
  TSUZUKU_TRY(journeys, journey_sources(dialect));
  for (auto& source : journeys) sources.push_back(std::move(source));
  sources.push_back(tag_source(queries));
  sources.push_back(consent_source(queries));
  sources.push_back(note_source(queries));
  sources.push_back(touch_source(queries));
  sources.push_back(touch_event_source(queries));
  return sources;
}

}  // namespace tsuzuku::services
