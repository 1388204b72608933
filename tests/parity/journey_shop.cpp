#include "tests/parity/journey_shop.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tsuzuku::parity {

using namespace services;

Questions questions_about(const Truth& truth) {
  return {.problem = [](ShopId, std::string_view condition) -> std::optional<Error> {
            if (!condition.starts_with("wrong")) return std::nullopt;
            return Error{ErrorKind::InvalidInput, "segment.unexpected", {{"position", "1"}}};
          },
          .holds = [&truth](sql::Session&, ShopId, CustomerId customer, std::string_view condition,
                            std::int64_t) -> Result<bool> {
            const auto found = truth.find(condition);
            if (found == truth.end()) return fail(ErrorKind::Unavailable, "sql.busy");
            return found->second.contains(customer);
          },
          .members = [&truth](ShopId, std::string_view condition, Day) -> Result<std::vector<CustomerId>> {
            const auto found = truth.find(condition);
            if (found == truth.end()) return fail(ErrorKind::Internal, "segment.no_block");
            return std::vector<CustomerId>(found->second.begin(), found->second.end());
          }};
}

JourneyWorker::JourneyWorker(sql::Database& database, IdMaker& ids, const Truth& truth)
    : touches(Touches::open(database, ids).value()),
      tasks(Tasks::open(database, ids).value()),
      tags(CustomerTags::open(database, ids).value()),
      engine(JourneyEngine::open(database, ids, touches, tasks, tags, questions_about(truth)).value()) {}

void JourneyShop::SetUp() {
  EachStore::SetUp();
  if (HasFatalFailure()) return;
  ASSERT_VALUE(shops, Shops::open(database(), ids_));
  ASSERT_VALUE(shop, shops.create({.name = "店"}, kNow));
  shop_ = shop.id;
  ASSERT_VALUE(journeys, Journeys::open(database(), ids_, questions_about(truth_)));
  journeys_.emplace(std::move(journeys));
  worker_ = std::make_unique<JourneyWorker>(database(), ids_, truth_);
  auto session = database().writer().value();
  ASSERT_OK(
      session->execute_script("insert into templates (template_id, shop_id, channel, name, subject, blocks, html, "
                              "text, created_at, updated_at) "
                              "values (1, " +
                              shop_.text() + ", 1, 'a', '', '{}', '', '', 0, 0)"));
}

JourneyId JourneyShop::start(const std::string& name, const std::string& definition, std::int64_t now) {
  const auto value = parse_json(definition).value();
  const Journey journey = journeys_->create(shop_, std::nullopt, name, value, now).value();
  names_[journey.id.value] = name;
  const auto problems = journeys_->publish(shop_, journey.id, std::nullopt, now).value();
  for (const auto& problem : problems)
    ADD_FAILURE() << problem.node << "." << problem.field << ": " << problem.error.key;
  return journey.id;
}

void JourneyShop::publish(JourneyId id, const std::string& definition, std::int64_t now) {
  ASSERT_OK(journeys_->save_draft(shop_, id, parse_json(definition).value(), std::nullopt, now));
  ASSERT_VALUE(problems, journeys_->publish(shop_, id, std::nullopt, now));
  ASSERT_TRUE(problems.empty());
}

void JourneyShop::tell(CustomerId customer, journeys::EventKind kind, const std::string& key, std::int64_t at,
                       journeys::Facts facts) {
  auto session = database().writer().value();
  auto transaction = sql::Transaction::begin(*session).value();
  ASSERT_OK(
      services::tell(*session, ids_, shop_, customer, {.kind = kind, .key = key, .at = at, .facts = std::move(facts)}));
  ASSERT_OK(transaction.commit());
}

WorkDone JourneyShop::work(std::int64_t now) {
  WorkDone all;
  for (bool more = true; more;) {
    WorkDone done = worker_->engine->work_once(now).value();
    for (const FailedTurn& failed : done.failed) ADD_FAILURE() << testing_support::tell(failed.error);
    more = done.more;
    all.counts.entered += done.counts.entered;
    all.counts.stepped += done.counts.stepped;
    all.counts.events += done.counts.events;
    all.turns += done.turns;
  }
  return all;
}

WorkDone JourneyShop::watch(std::int64_t now) {
  WorkDone done;
  do {
    done = worker_->engine->watch_once(now).value();
    for (const FailedTurn& failed : done.failed) ADD_FAILURE() << testing_support::tell(failed.error);
  } while (done.more);
  return done;
}

std::vector<sql::Row> JourneyShop::ask(const std::string& select) {
  const auto queries = sql::Queries::parse("test", "-- name: ask\n" + select, database().dialect()).value();
  auto session = database().reader().value();
  const auto rows = session->rows(queries.get("ask"));
  EXPECT_TRUE(rows.has_value()) << testing_support::tell(rows.error());
  return rows.value_or(std::vector<sql::Row>{});
}

std::int64_t JourneyShop::count(const std::string& what) {
  return sql::integer(ask("select count(*) from " + what).at(0).at(0));
}

std::vector<std::string> JourneyShop::runs() {
  std::vector<std::string> all;
  for (const auto& row :
       ask("select customer_id, journey_id, entry_key, coalesce(end_reason, node) from journey_runs")) {
    all.push_back(fmt::format("{} {} {} {}", sql::integer(row[0]), names_[sql::integer(row[1])], sql::text(row[2]),
                              sql::text(row[3])));
  }
  std::ranges::sort(all);
  return all;
}

std::vector<std::string> JourneyShop::touches() {
  std::vector<std::string> all;
  for (const auto& row : ask("select customer_id, node, state, reason from touches")) {
    all.push_back(
        fmt::format("{} {} {} {}", sql::integer(row[0]), sql::text(row[1]), sql::integer(row[2]), sql::text(row[3])));
  }
  std::ranges::sort(all);
  return all;
}

std::string two_mails(const std::string& extra) {
  return R"({"format": 1, "goal": {"event": "ordered"}, "holdout_permille": 0, )" + extra + R"(
    "nodes": [
      {"id": "start", "kind": "entry_event", "event": "ordered", "next": "first"},
      {"id": "first", "kind": "send", "channel": "mail", "template": "1", "next": "pause"},
      {"id": "pause", "kind": "wait", "days": 3, "at": "10:00", "next": "second"},
      {"id": "second", "kind": "send", "channel": "mail", "template": "1", "next": "done"},
      {"id": "done", "kind": "end"}]})";
}

}  // namespace tsuzuku::parity
