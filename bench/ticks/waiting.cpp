#include "bench/ticks/waiting.hpp"

#include <fmt/format.h>

#include "base/json.hpp"
#include "services/happenings/happenings.hpp"
#include "services/journeys/journeys.hpp"

namespace tsuzuku::bench {
namespace {

constexpr std::string_view kDefinition = R"({"format": 1, "goal": {"event": "ordered"}, "holdout_permille": 100,
  "nodes": [
    {"id": "ordered", "kind": "entry_event", "event": "ordered", "next": "thanks"},
    {"id": "thanks", "kind": "send", "channel": "mail", "template": "1", "next": "three_days"},
    {"id": "three_days", "kind": "wait", "days": 3, "next": "arrived"},
    {"id": "arrived", "kind": "send", "channel": "mail", "template": "1", "next": "later"},
    {"id": "later", "kind": "wait", "days": 30, "next": "done"},
    {"id": "done", "kind": "end"}]})";

// The journey asks nothing.
services::Questions no_questions() {
  return {
      .problem = [](ShopId, std::string_view) -> std::optional<Error> { return std::nullopt; },
      .holds = [](sql::Session&, ShopId, CustomerId, std::string_view, std::int64_t) -> Result<bool> { return true; },
      .members = [](ShopId, std::string_view, Day) -> Result<std::vector<CustomerId>> {
        return std::vector<CustomerId>{};
      }};
}

}  // namespace

Result<std::unique_ptr<WaitingShop>> WaitingShop::open(app::Store& store) {
  std::unique_ptr<WaitingShop> shop(new WaitingShop(store));
  TSUZUKU_CHECK(shop->set_up());
  return shop;
}

Status WaitingShop::set_up() {
  sql::Database& database = store_->database();
  TSUZUKU_TRY(shop, store_->shops().create({.name = "bench"}, kNow));
  shop_ = shop.id;
  TSUZUKU_TRY(touches, services::Touches::open(database, store_->ids()));
  TSUZUKU_TRY(tasks, services::Tasks::open(database, store_->ids()));
  TSUZUKU_TRY(tags, services::CustomerTags::open(database, store_->ids()));
  touches_.emplace(std::move(touches));
  tasks_.emplace(std::move(tasks));
  tags_.emplace(std::move(tags));
  TSUZUKU_TRY(engine,
              services::JourneyEngine::open(database, store_->ids(), *touches_, *tasks_, *tags_, no_questions()));
  engine_ = std::move(engine);
  TSUZUKU_TRY(figures, services::JourneyFigures::open(database));
  figures_ = std::move(figures);
  {
    TSUZUKU_TRY(session, database.writer());
    TSUZUKU_CHECK(session->execute_script(fmt::format(
        "insert into templates (template_id, shop_id, channel, name, subject, blocks, html, text, created_at, "
        "updated_at) values (1, {}, 1, 'bench', '', '{{}}', '', '', 0, 0)",
        shop_.value)));
  }
  TSUZUKU_TRY(journeys, services::Journeys::open(database, store_->ids(), no_questions()));
  TSUZUKU_TRY(definition, parse_json(kDefinition));
  TSUZUKU_TRY(journey, journeys.create(shop_, std::nullopt, "bench", definition, kNow - 1));
  journey_ = journey.id;
  TSUZUKU_TRY(problems, journeys.publish(shop_, journey_, std::nullopt, kNow - 1));
  if (!problems.empty()) return fail(problems.front().error);
  return {};
}

Status WaitingShop::order(std::int64_t customers) {
  std::vector<services::Told> told;
  for (std::int64_t i = 0; i < customers; ++i) {
    const CustomerId customer{++customers_};
    told.push_back({customer, {journeys::EventKind::Ordered, customer.text(), kNow, {{"product", "MAIN"}}}});
  }
  TSUZUKU_TRY(session, store_->database().writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(services::tell(*session, store_->ids(), shop_, told));
  return transaction.commit();
}

Status WaitingShop::fill(std::int64_t customers, std::int64_t first_wakes_at) {
  TSUZUKU_CHECK(order(1));
  TSUZUKU_CHECK(work(kNow));
  TSUZUKU_TRY(session, store_->database().writer());
  const bool sqlite = session->dialect() == sql::Dialect::Sqlite;
  const std::string numbers =
      sqlite ? fmt::format("with recursive n (i) as (select 1 union all select i + 1 from n where i < {}) ", customers)
             : fmt::format("with n (i) as (select generate_series(1, {})) ", customers);
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(session->execute_script(
      "insert into journey_runs (customer_id, run_id, shop_id, journey_id, version, entry_key, arm, state, node, "
      "wake_at, entered_at, memory) " +
      numbers +
      fmt::format("select r.customer_id + n.i, r.run_id + n.i, r.shop_id, r.journey_id, r.version, 'ordered:' || n.i, "
                  "r.arm, r.state, r.node, {} + n.i, r.entered_at, r.memory from journey_runs r cross join n",
                  first_wakes_at - 1)));
  TSUZUKU_CHECK(session->execute_script("delete from journey_runs where wake_at < " + std::to_string(first_wakes_at)));
  TSUZUKU_CHECK(transaction.commit());
  customers_ += customers;
  return session->execute_script("analyze");
}

Result<services::WorkDone> WaitingShop::work(std::int64_t now) {
  services::WorkDone all;
  for (bool more = true; more;) {
    TSUZUKU_TRY(done, engine_->work_once(now));
    if (!done.failed.empty()) return fail(done.failed.front().error);
    all.turns += done.turns;
    all.counts.entered += done.counts.entered;
    more = done.more;
  }
  return all;
}

Result<std::int64_t> WaitingShop::count(const std::string& what) {
  TSUZUKU_TRY(queries, sql::Queries::parse("bench", "-- name: count\nselect count(*) from " + what,
                                           store_->database().dialect()));
  TSUZUKU_TRY(session, store_->database().reader());
  TSUZUKU_TRY(rows, session->rows(queries.get("count")));
  return sql::integer(rows.at(0).at(0));
}

Result<services::JourneyNumbers> WaitingShop::numbers(std::int64_t now) {
  return figures_->numbers(shop_, journey_, kNow, now);
}

}  // namespace tsuzuku::bench
