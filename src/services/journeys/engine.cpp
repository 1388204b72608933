#include "services/journeys/engine.hpp"

#include <set>

#include "services/journeys/journeys.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kPage = 300;       // customers between two looks at what is in line
constexpr std::size_t kTurnsAtOnce = 25;  // in one transaction: nobody else writes meanwhile (SQLite)
constexpr int kPagesOfRound = 4;          // of one kind of work, before the others have their turn
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
  TSUZUKU_TRY(holdouts, GlobalHoldouts::open(database));
  TSUZUKU_TRY(paused, PausedTouches::open(database, touches));
  Runs runs(queries, touches, tasks, tags);
  return std::unique_ptr<JourneyEngine>(new JourneyEngine(database, ids, std::move(questions), std::move(queries),
                                                          std::move(runs), std::move(holdouts), std::move(paused)));
}

Result<WorkDone> JourneyEngine::work_once(std::int64_t now) {
  Round round{.now = now};
  TSUZUKU_CHECK(take_events(round));
  TSUZUKU_CHECK(ask_again(round));
  TSUZUKU_CHECK(wake_due(round));
  TSUZUKU_CHECK(stop_ended(round));
  TSUZUKU_CHECK(hold_and_release(round));
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

Result<bool> JourneyEngine::take_together(Round& round, std::span<const Called> called) {
  const ShopId shop = called.front().shop;
  TSUZUKU_TRY(zone, zone_of(round, shop));
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  const TurnTools tools{*ids_, queries_, plans_, runs_, questions_, holdouts_};
  TSUZUKU_TRY(rules, turn_rules(tools, *session, shop));
  TurnCounts counts;
  std::int64_t turns = 0;
  for (const Called& one : called) {
    TSUZUKU_TRY(turn, Turn::begin(tools, *session, rules, *zone, shop, one.customer, round.now));
    if (!turn) continue;
    TSUZUKU_CHECK(one.act(*turn));
    add(counts, turn->counts());
    ++turns;
  }
  TSUZUKU_CHECK(transaction.commit());
  add(round.done.counts, counts);
  round.done.turns += turns;
  return turns == std::ssize(called);
}

Result<bool> JourneyEngine::take_apart(Round& round, std::span<const Called> called) {
  bool all = true;
  for (std::size_t i = 0; i < called.size(); ++i) {
    Result<bool> taken = take_together(round, called.subspan(i, 1));
    if (!taken && taken.error().kind == ErrorKind::Unavailable) return taken;
    if (!taken) put_off(round, called[i].customer, std::move(taken).error());
    all = all && taken.value_or(true);
  }
  return all;
}

Result<bool> JourneyEngine::take_turns(Round& round, std::span<const Called> called) {
  bool all = true;
  std::vector<Called> together;
  const auto take = [&]() -> Status {
    if (together.empty()) return {};
    Result<bool> taken = take_together(round, together);
    if (!taken && taken.error().kind != ErrorKind::Unavailable) taken = take_apart(round, together);
    if (!taken) return fail(std::move(taken).error());
    all = all && *taken;
    together.clear();
    return {};
  };
  for (const Called& one : called) {
    if (is_put_off(one.customer, round.now)) continue;
    const bool fits = together.empty() || (together.front().shop == one.shop && together.size() < kTurnsAtOnce);
    if (!fits) TSUZUKU_CHECK(take());
    together.push_back(one);
  }
  TSUZUKU_CHECK(take());
  return all;
}

void JourneyEngine::put_off(Round& round, CustomerId customer, Error error) {
  round.done.failed.push_back({customer, std::move(error)});
  const std::lock_guard lock(put_off_mutex_);
  put_off_[customer] = round.now + kPutOff;
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
    std::vector<Called> called;
    for (const sql::Row& row : rows) {
      const CustomerId customer{sql::integer(row[2])};
      if (!had.insert(customer).second) continue;
      called.push_back({ShopId{sql::integer(row[1])}, customer, [](Turn& turn) { return turn.hear(); }});
    }
    TSUZUKU_CHECK(take_turns(round, called));
    if (!rows.empty()) events_after_ = sql::integer(rows.back()[0]);
    if (std::ssize(rows) < kPage) {
      events_after_ = 0;
      return {};
    }
  }
  round.done.more = true;
  return {};
}

Status JourneyEngine::ask_again(Round& round) {
  for (int page = 0; page < kPagesOfRound; ++page) {
    std::vector<sql::Row> rows;
    {
      TSUZUKU_TRY(session, database_->reader());
      TSUZUKU_TRY(due, session->rows(queries_.get("entries_to_ask"), {{"now", round.now},
                                                                      {"after_at", entries_after_.ask_at},
                                                                      {"after_customer", entries_after_.customer},
                                                                      {"after_journey", entries_after_.journey},
                                                                      {"after_key", entries_after_.entry_key},
                                                                      {"most", kPage}}));
      rows = std::move(due);
    }
    std::vector<Called> called;
    for (const sql::Row& row : rows) {
      const JourneyId journey{sql::integer(row[3])};
      called.push_back({ShopId{sql::integer(row[2])}, CustomerId{sql::integer(row[1])},
                        [journey, key = sql::text(row[4])](Turn& turn) { return turn.ask_again(journey, key); }});
    }
    TSUZUKU_CHECK(take_turns(round, called));
    if (!rows.empty()) {
      const sql::Row& last = rows.back();
      entries_after_ = {sql::integer(last[0]), sql::integer(last[1]), sql::integer(last[3]), sql::text(last[4])};
    }
    if (std::ssize(rows) < kPage) {
      entries_after_ = {};
      return {};
    }
  }
  round.done.more = true;
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
    if (static_cast<JourneyState>(sql::integer(row[2])) != JourneyState::Running) continue;
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

// A page is a transaction: whoever wants to write waits for no more than that.
Status JourneyEngine::hold_and_release(Round& round) {
  for (int page = 0; page < kPagesOfRound; ++page) {
    TSUZUKU_TRY(moved, paused_.move_some(round.now, kPage));
    if (moved < kPage) return {};
  }
  round.done.more = true;
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
    std::vector<Called> called;
    for (const sql::Row& row : rows) {
      const CustomerId customer{sql::integer(row[2])};
      if (had.insert(customer).second) called.push_back({shop, customer, [](Turn& turn) { return turn.wake(); }});
    }
    TSUZUKU_CHECK(take_turns(round, called));
    if (!rows.empty()) after = {sql::integer(rows.back()[0]), sql::integer(rows.back()[1])};
    if (std::ssize(rows) < kPage) {
      after = {};
      return {};
    }
  }
  round.done.more = true;
  return {};
}

}  // namespace tsuzuku::services
