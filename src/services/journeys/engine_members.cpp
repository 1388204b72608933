// Entry by condition: the members are counted twice a minute and compared with the stays in the store.

#include "services/journeys/engine.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kCountEvery = 30;    // seconds; counting and moving together stay within a minute
constexpr std::size_t kMovesOfRound = 300;  // of one journey, before the next has its turn

}  // namespace

Result<WorkDone> JourneyEngine::watch_once(std::int64_t now) {
  Round round{.now = now};
  TSUZUKU_TRY(journeys, watched(round));
  for (const Watched& journey : journeys) {
    Status done = watch(round, journey);
    if (done) continue;
    watches_.erase(journey.id);  // what was not moved is counted again
    if (done.error().kind == ErrorKind::Unavailable) return fail(std::move(done).error());
    round.done.failed.push_back({CustomerId{}, std::move(done).error()});
  }
  return std::move(round.done);
}

Result<std::vector<JourneyEngine::Watched>> JourneyEngine::watched(Round& round) {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("all_listening_journeys")));
  std::vector<Watched> journeys;
  for (const sql::Row& row : rows) {
    Watched journey{.id = JourneyId{sql::integer(row[0])},
                    .shop = ShopId{sql::integer(row[1])},
                    .version = static_cast<int>(sql::integer(row[3])),
                    .started_at = sql::integer_or(row[4], 0),
                    .members_taken = !sql::is_null(row[5])};
    const auto plan = plans_.get(*session, journey.id, journey.version);
    if (!plan) {
      if (plan.error().kind == ErrorKind::Unavailable) return fail(plan.error());
      round.done.failed.push_back({CustomerId{}, plan.error()});
      continue;
    }
    const journeys::EntryCondition* entry = (*plan)->entry_condition();
    if (entry == nullptr) continue;
    journey.condition = entry->condition;
    journeys.push_back(std::move(journey));
  }
  return journeys;
}

Status JourneyEngine::watch(Round& round, const Watched& journey) {
  Watch& watch = watches_[journey.id];
  const bool old = !watch.counted_at || round.now - *watch.counted_at >= kCountEvery || round.now < *watch.counted_at;
  if (watch.version != journey.version || (watch.moves.empty() && old)) {
    TSUZUKU_CHECK(count_members(round, journey, watch));
  }
  return move_members(round, journey, watch);
}

Status JourneyEngine::count_members(Round& round, const Watched& journey, Watch& watch) {
  watch.counted_at = round.now;
  watch.version = journey.version;
  watch.taking = !journey.members_taken;
  watch.incomplete = false;
  // Who is there when the journey is switched on has been there before.
  watch.began_at = watch.taking ? journey.started_at - 1 : round.now;
  TSUZUKU_TRY(zone, zone_of(round, journey.shop));
  std::vector<CustomerId> stays;
  {
    TSUZUKU_TRY(session, database_->reader());
    TSUZUKU_TRY(rows, session->stream(queries_.get("stays_of_journey"), {{"journey_id", journey.id.value}}));
    for (;;) {
      TSUZUKU_TRY(more, rows->next());
      if (!more) break;
      stays.push_back(CustomerId{rows->integer(0)});
    }
  }
  TSUZUKU_TRY(members, questions_.members(journey.shop, journey.condition, zone->day_of(round.now)));
  watch.moves = MemberMoves(std::move(members), stays);
  return {};
}

Status JourneyEngine::move_members(Round& round, const Watched& journey, Watch& watch) {
  std::vector<Called> called;
  for (const MemberMove& move : watch.moves.take(kMovesOfRound)) {
    called.push_back({journey.shop, move.customer, [&watch, &journey, came = move.came](Turn& turn) {
                        return came ? turn.come_in(journey.id, watch.began_at) : turn.leave(journey.id);
                      }});
  }
  TSUZUKU_TRY(moved, take_turns(round, called));
  watch.incomplete = watch.incomplete || !moved;
  if (!watch.moves.empty()) {
    round.done.more = true;
  } else if (watch.taking && !watch.incomplete) {
    TSUZUKU_TRY(session, database_->writer());
    TSUZUKU_CHECK(session->run(queries_.get("members_taken"), {{"now", round.now}, {"journey_id", journey.id.value}}));
    watch.taking = false;
  }
  return {};
}

}  // namespace tsuzuku::services
