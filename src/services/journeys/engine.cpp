#include "services/journeys/engine.hpp"

#include <set>

#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kPage = 300;  // customers between two looks at what is in line
constexpr int kPagesOfRound = 4;     // of one kind of work, before the others have their turn
constexpr std::int64_t kPutOff = 60;
constexpr std::string_view kDueRuns = "due_runs";
constexpr std::string_view kRunsUnderWay = "runs_under_way";

void add(TurnCounts& sum, const TurnCounts& turn) {
  sum.events += turn.events;
  sum.entered += turn.entered;
  sum.stepped += turn.stepped;
  sum.ended += turn.ended;
}

}  // namespace

Result<std::unique_ptr<JourneyEngine>> JourneyEngine::open(sql::Database& database, IdMaker& ids, Touches& touches,
                                                           Tasks& tasks, CustomerTags& tags, Questions questions) {
  TSUZUKU_TRY(queries, queries_of("services/journeys/engine.sql", database.dialect()));
  Runs runs(queries, touches, tasks, tags);
  return std::unique_ptr<JourneyEngine>(
      new JourneyEngine(database, ids, std::move(questions), std::move(queries), std::move(runs)));
}

Result<WorkDone> JourneyEngine::work_once(std::int64_t now) {
  Round round{.now = now};
  TSUZUKU_CHECK(take_events(round));
  TSUZUKU_CHECK(ask_again(round));
  TSUZUKU_CHECK(wake_due(round));
  TSUZUKU_CHECK(stop_ended(round));
  return std::move(round.done);
}

Result<const TimeZone*> JourneyEngine::zone_of(Round& round, ShopId shop) {
  if (const auto found = round.zones.find(shop); found != round.zones.end()) return &found->second;
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("time_zone_of_shop"), {{"shop_id", shop.value}}));
  const std::string name = rows.empty() ? std::string() : sql::text(rows.front()[0]);
  auto zone = TimeZone::find(name);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", name}});
  return &round.zones.emplace(shop, std::move(*zone)).first->second;
}

bool JourneyEngine::is_put_off(CustomerId customer, std::int64_t now) {
  const std::lock_guard lock(put_off_mutex_);
  const auto found = put_off_.find(customer);
  if (found == put_off_.end()) return false;
  if (now < found->second && found->second - now <= kPutOff) return true;
  put_off_.erase(found);
  return false;
}

Result<bool> JourneyEngine::take_turn(Round& round, ShopId shop, CustomerId customer,
                                      const std::function<Status(Turn&)>& act) {
  if (is_put_off(customer, round.now)) return true;
  const auto turn_of_customer = [&]() -> Result<bool> {
    TSUZUKU_TRY(zone, zone_of(round, shop));
    TSUZUKU_TRY(session, database_->writer());
    TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
    const TurnTools tools{*ids_, queries_, plans_, runs_, questions_};
    TSUZUKU_TRY(turn, Turn::begin(tools, *session, *zone, shop, customer, round.now));
    if (!turn) return false;
    TSUZUKU_CHECK(act(*turn));
    TSUZUKU_CHECK(transaction.commit());
    add(round.done.counts, turn->counts());
    ++round.done.turns;
    return true;
  };
  Result<bool> turned = turn_of_customer();
  if (turned || turned.error().kind == ErrorKind::Unavailable) return turned;
  round.done.failed.push_back({customer, std::move(turned).error()});
  const std::lock_guard lock(put_off_mutex_);
  put_off_[customer] = round.now + kPutOff;
  return true;
}

Status JourneyEngine::take_events(Round& round) {
  std::set<CustomerId> had;
  for (int page = 0; page < kPagesOfRound; ++page) {
    std::vector<sql::Row> rows;
    {
      TSUZUKU_TRY(session, database_->reader());
      TSUZUKU_TRY(in_line, session->rows(queries_.get("events_in_line"), {{"after", events_after_}, {"most", kPage}}));
      rows = std::move(in_line);
    }
    for (const sql::Row& row : rows) {
      const CustomerId customer{sql::integer(row[2])};
      if (had.insert(customer).second) {
        TSUZUKU_CHECK(take_turn(round, ShopId{sql::integer(row[1])}, customer, [](Turn& turn) { return turn.hear(); }));
      }
      events_after_ = sql::integer(row[0]);
    }
    if (std::ssize(rows) < kPage) {
      events_after_ = 0;
      return {};
    }
  }
  round.done.more = true;
  return {};
}

Status JourneyEngine::ask_again(Round& round) {
  std::vector<sql::Row> rows;
  {
    TSUZUKU_TRY(session, database_->reader());
    TSUZUKU_TRY(due, session->rows(queries_.get("entries_to_ask"), {{"now", round.now}, {"most", kPage}}));
    rows = std::move(due);
  }
  for (const sql::Row& row : rows) {
    const JourneyId journey{sql::integer(row[3])};
    const std::string entry_key = sql::text(row[4]);
    TSUZUKU_CHECK(take_turn(round, ShopId{sql::integer(row[2])}, CustomerId{sql::integer(row[1])},
                            [&](Turn& turn) { return turn.ask_again(journey, entry_key); }));
  }
  round.done.more = round.done.more || std::ssize(rows) == kPage;
  return {};
}

// By journey, so that the overdue runs of a paused one are not even looked at.
Status JourneyEngine::wake_due(Round& round) {
  std::vector<sql::Row> journeys;
  {
    TSUZUKU_TRY(session, database_->reader());
    TSUZUKU_TRY(rows, session->rows(queries_.get("all_listening_journeys")));
    journeys = std::move(rows);
  }
  for (const sql::Row& row : journeys) {
    const bool running = sql::integer(row[2]) == 2;
    if (!running) continue;
    TSUZUKU_CHECK(wake_runs(round, kDueRuns, ShopId{sql::integer(row[1])}, JourneyId{sql::integer(row[0])}));
  }
  return {};
}

Status JourneyEngine::stop_ended(Round& round) {
  std::vector<sql::Row> journeys;
  {
    TSUZUKU_TRY(session, database_->reader());
    TSUZUKU_TRY(rows, session->rows(queries_.get("ended_journeys_under_way")));
    journeys = std::move(rows);
  }
  for (const sql::Row& row : journeys) {
    TSUZUKU_CHECK(wake_runs(round, kRunsUnderWay, ShopId{sql::integer(row[1])}, JourneyId{sql::integer(row[0])}));
  }
  return {};
}

Status JourneyEngine::wake_runs(Round& round, std::string_view query, ShopId shop, JourneyId journey) {
  RunPlace& after = runs_after_[journey];
  std::set<CustomerId> had;
  for (int page = 0; page < kPagesOfRound; ++page) {
    std::vector<sql::Row> rows;
    {
      TSUZUKU_TRY(session, database_->reader());
      sql::Parameters parameters = {
          {"journey_id", journey.value}, {"after_at", after.wake_at}, {"after_run", after.run}, {"most", kPage}};
      if (query == kDueRuns) parameters.push_back({"now", round.now});
      TSUZUKU_TRY(due, session->rows(queries_.get(query), parameters));
      rows = std::move(due);
    }
    for (const sql::Row& row : rows) {
      const CustomerId customer{sql::integer(row[2])};
      if (had.insert(customer).second) {
        TSUZUKU_CHECK(take_turn(round, shop, customer, [](Turn& turn) { return turn.wake(); }));
      }
      after = {sql::integer(row[0]), sql::integer(row[1])};
    }
    if (std::ssize(rows) < kPage) {
      after = {};
      return {};
    }
  }
  round.done.more = true;
  return {};
}

}  // namespace tsuzuku::services
