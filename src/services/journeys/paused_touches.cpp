#include "services/journeys/paused_touches.hpp"

#include "journeys/outbox.hpp"
#include "services/journeys/journeys.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::string_view kPaused = "journey_paused";  // journeys.delivery_reasons, as is:
constexpr std::string_view kStopped = "stopped";

journeys::OutboxEvent event_for(JourneyState state) {
  if (state == JourneyState::Paused) return journeys::Hold{std::string(kPaused)};
  if (state == JourneyState::Ended) return journeys::Skip{std::string(kStopped)};
  return journeys::Release{};
}

}  // namespace

Result<PausedTouches> PausedTouches::open(sql::Database& database, Touches& touches) {
  TSUZUKU_TRY(queries, queries_of("services/journeys/paused_touches.sql", database.dialect()));
  return PausedTouches(database, touches, std::move(queries));
}

Result<std::int64_t> PausedTouches::move_some(std::int64_t now, std::int64_t most) {
  {
    TSUZUKU_TRY(session, database_->reader());
    TSUZUKU_TRY(any, session->rows(queries_.get("anything_to_move")));
    if (any.empty()) return 0;  // most of the time: nobody is kept from writing
  }
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(rows, session->rows(queries_.get("touches_to_move"), {{"most", most}}));
  std::int64_t moved = 0;
  for (const sql::Row& row : rows) {
    TSUZUKU_TRY(touch, touches_->find(*session, ShopId{sql::integer(row[1])}, CustomerId{sql::integer(row[2])},
                                      sql::text(row[3])));
    if (!touch) continue;
    const auto state = static_cast<JourneyState>(sql::integer(row[0]));
    TSUZUKU_TRY(verdict, touches_->settle(*session, *touch, {.event = event_for(state)}, now));
    moved += verdict == journeys::OutboxVerdict::Changed ? 1 : 0;
  }
  TSUZUKU_CHECK(transaction.commit());
  return moved;
}

}  // namespace tsuzuku::services
