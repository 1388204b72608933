// Journeys while things go wrong: a crash at every single statement, two workers at once, a million who wait.

#include <atomic>
#include <thread>

#include "tests/parity/failing_database.hpp"
#include "tests/parity/journey_shop.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;
using journeys::EventKind;

// Everything that journeys do in one picture: let in by an order, by a condition and after being asked again, send,
// make tasks and tags, wait, hear, end by the goal.
constexpr std::string_view kByOrder = R"({"format": 1, "goal": {"event": "paid"}, "holdout_permille": 0, "nodes": [
  {"id": "start", "kind": "entry_event", "event": "ordered", "condition": "good", "next": "mail"},
  {"id": "mail", "kind": "send", "channel": "mail", "template": "1", "next": "call"},
  {"id": "call", "kind": "task", "title": "t", "next": "tag"},
  {"id": "tag", "kind": "tag", "tag": "met", "next": "hear"},
  {"id": "hear", "kind": "wait_for_event", "event": "delivered", "days": 2, "next": "again", "on_timeout": "done"},
  {"id": "again", "kind": "send", "channel": "mail", "template": "1", "next": "done"},
  {"id": "done", "kind": "end"}]})";
constexpr std::string_view kByCondition = R"({"format": 1, "holdout_permille": 0, "nodes": [
  {"id": "start", "kind": "entry_condition", "condition": "quiet", "next": "mail"},
  {"id": "mail", "kind": "send", "channel": "mail", "template": "1", "next": "pause"},
  {"id": "pause", "kind": "wait", "days": 1, "next": "done"}, {"id": "done", "kind": "end"}]})";

class JourneyFaultsTest : public JourneyShop {
 protected:
  // One day after another; the world as it is at the moment.
  void life(JourneyEngine& engine, FailingDatabase* failing, int fail_at) {
    if (failing != nullptr) failing->fail_at(fail_at);
    const auto all = [&](std::int64_t now) {
      for (bool more = true; more;) {
        const auto worked = engine.work_once(now);
        const auto watched = engine.watch_once(now);
        more = !worked || !watched || worked->more || watched->more || !worked->failed.empty();
      }
    };
    truth_["quiet"] = {kJiro};
    order(kHanako, "o1", kNow);
    order(kTaro, "o2", kNow);
    all(kNow);
    truth_["good"] = {kHanako, kTaro};
    all(kNow + 300);
    tell(kHanako, EventKind::Delivered, "o1", kNow + kHour);
    tell(kTaro, EventKind::Paid, "o2", kNow + kHour);
    truth_["quiet"] = {kTaro};
    all(kNow + kHour);
    all(kNow + 3 * kDay);
  }
  [[nodiscard]] std::vector<std::string> picture() {
    std::vector<std::string> all = runs();
    for (std::string& touch : touches()) all.push_back(std::move(touch));
    for (const std::string table :
         {"tasks", "customer_tags", "journey_events", "journey_entries_later", "journey_stays"})
      all.push_back(table + " " + std::to_string(count(table)));
    return all;
  }
  void forget() {
    truth_.clear();
    auto session = database().writer().value();
    for (const std::string table : {"journey_runs", "touches", "tasks", "customer_tags", "tags", "journey_events",
                                    "journey_entries_later", "journey_stays"}) {
      ASSERT_OK(session->execute_script("delete from " + table));
    }
    ASSERT_OK(session->execute_script("update journeys set members_at = null"));
  }
};
INSTANTIATE_EACH_DATABASE(JourneyFaultsTest);

TEST_P(JourneyFaultsTest, ACrashAtAnyStatementChangesNothingInTheEnd) {
  start("order", std::string(kByOrder));
  start("quiet", std::string(kByCondition));
  life(*worker_->engine, nullptr, 0);
  const std::vector<std::string> undisturbed = picture();
  ASSERT_EQ(count("journey_runs"), 4);
  ASSERT_EQ(count("touches"), 5);

  FailingDatabase failing(database());
  int crashes = 0;
  for (int call = 1; call < 1'000; ++call) {
    forget();
    JourneyWorker worker(failing, ids_, truth_);  // a new process: nothing is remembered
    life(*worker.engine, &failing, call);
    if (!failing.has_failed()) break;
    ++crashes;
    ASSERT_EQ(picture(), undisturbed) << "after a crash at statement " << call;
  }
  EXPECT_GT(crashes, 100);
}

TEST_P(JourneyFaultsTest, TwoWorkersAtOnceDoEverythingOnce) {
  constexpr int kCustomers = 200;
  start("order", std::string(kByOrder));
  start("quiet", std::string(kByCondition));
  for (int i = 1; i <= kCustomers; ++i) {
    truth_["good"].insert(CustomerId{i});
    truth_["quiet"].insert(CustomerId{i});
    order(CustomerId{i}, "o" + std::to_string(i), kNow);
    order(CustomerId{i}, "o" + std::to_string(i), kNow);
  }
  std::atomic<int> failed = 0;
  const auto live = [&](int offset) {
    JourneyWorker worker(database(), ids_, truth_);
    for (int hour = 0; hour < 80; ++hour) {
      const std::int64_t now = kNow + hour * kHour + offset;
      const auto worked = worker.engine->work_once(now);
      const auto watched = worker.engine->watch_once(now);
      failed += !worked || !watched || !worked->failed.empty() || !watched->failed.empty() ? 1 : 0;
    }
  };
  std::thread other(live, 1);
  live(0);
  other.join();
  work(kNow + 90 * kHour);
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(count("journey_runs"), 2 * kCustomers);
  EXPECT_EQ(count("journey_runs where state = 2 and end_reason = 'finished'"), 2 * kCustomers);
  EXPECT_EQ(count("touches"), 2 * kCustomers);
  EXPECT_EQ(count("tasks"), kCustomers);
}

TEST_P(JourneyFaultsTest, OneWhoCannotBeServedHoldsNobodyUp) {
  start("a", two_mails());
  order(kHanako, "o1", kNow);
  work(kNow + 1);
  order(kTaro, "o2", kNow + 2);
  auto session = database().writer().value();
  ASSERT_OK(session->execute_script("update journey_runs set version = 7 where customer_id = 101"));
  session.reset();
  order(kHanako, "o3", kNow + 2);
  const WorkDone done = worker_->engine->work_once(kNow + 4 * kDay).value();
  ASSERT_GE(done.failed.size(), 1U);
  EXPECT_EQ(done.failed[0].customer, kHanako);
  EXPECT_EQ(done.failed[0].error.key, "journeys.version_damaged");
  EXPECT_EQ(count("journey_runs where customer_id = 102"), 1);
  EXPECT_EQ(count("journey_events"), 1) << "hers waits until it can be heard";
  EXPECT_TRUE(worker_->engine->work_once(kNow + 4 * kDay + 59).value().failed.empty()) << "left alone for a minute";
  EXPECT_EQ(worker_->engine->work_once(kNow + 4 * kDay + 60).value().failed.size(), 1U);
  session = database().writer().value();
  ASSERT_OK(session->execute_script("update journey_runs set version = 1 where customer_id = 101"));
  session.reset();
  work(kNow + 5 * kDay);
  EXPECT_EQ(count("journey_events"), 0);
}

TEST_P(JourneyFaultsTest, APageOfEntriesThatFailIsPassed) {
  const JourneyId journey = start("a", two_mails());
  const std::string values = shop_.text() + ", " + journey.text();
  std::string statements;
  for (int n = 1'000; n < 1'350; ++n) {
    const std::string customer = std::to_string(n);
    statements +=
        "insert into journey_runs (customer_id, run_id, shop_id, journey_id, version, entry_key, arm, state, "
        "node, wake_at, entered_at, memory) values (" +
        customer + ", " + customer + ", " + values + ", 7, 'k', 1, 1, 'pause', " + std::to_string(kNow + kDay) +
        ", 0, '{}');";
    statements +=
        "insert into journey_entries_later (customer_id, shop_id, journey_id, entry_key, at, ask_at, facts) "
        "values (" +
        customer + ", " + values + ", 'ordered:x', 0, " + std::to_string(kNow) + ", '[]');";
  }
  statements +=
      "insert into journey_entries_later (customer_id, shop_id, journey_id, entry_key, at, ask_at, facts) "
      "values (101, " +
      values + ", 'ordered:o1', " + std::to_string(kNow) + ", " + std::to_string(kNow + 1) + ", '[]');";
  ASSERT_OK(run(statements));
  const WorkDone done = worker_->engine->work_once(kNow + 2).value();
  EXPECT_EQ(done.failed.size(), 350U);
  EXPECT_EQ(count("journey_runs where customer_id = 101"), 1) << "behind a page of those who cannot be served";
  EXPECT_EQ(count("journey_entries_later"), 350);
}

TEST_P(JourneyFaultsTest, ADamagedMemoryEndsTheRunAndIsToldAsSuch) {
  start("a", two_mails());
  order(kHanako, "o1", kNow);
  work(kNow + 1);
  auto session = database().writer().value();
  ASSERT_OK(session->execute_script("update journey_runs set memory = 'x'"));
  session.reset();
  work(kNow + 4 * kDay);
  EXPECT_EQ(runs(), std::vector<std::string>{"101 a ordered:o1 damaged"});
  EXPECT_EQ(touches(), std::vector<std::string>{"101 first 7 damaged"});
}

// By the plan of the database, with enough rows that it would be noticed: only what is due is read.
TEST_P(JourneyFaultsTest, AMillionWhoWaitCostNothingUntilTheyAreDue) {
  const JourneyId journey = start("a", two_mails());
  const bool sqlite = GetParam() == sql::Dialect::Sqlite;
  const std::string numbers = sqlite
                                  ? "with recursive n (i) as (select 1 union all select i + 1 from n where i < 100000) "
                                  : "with n (i) as (select generate_series(1, 100000)) ";
  auto session = database().writer().value();
  const auto columns = std::string(
      "insert into journey_runs (customer_id, run_id, shop_id, journey_id, version, entry_key, arm, state, "
      "node, wake_at, entered_at, memory) ");
  const std::string values = "select i, i, " + shop_.text() + ", " + journey.text() +
                             ", 1, 'ordered:' || i, 1, 1, 'pause', " + std::to_string(kNow + kDay) +
                             " + i, 0, '{}' from n";
  ASSERT_OK(session->execute_script(sqlite ? columns + numbers + values : columns + numbers + values));
  ASSERT_OK(session->execute_script(
      "insert into touches (customer_id, message_key, touch_id, shop_id, channel, advertising, state, arm, variant, "
      "cost, "
      "priority, when_quiet, when_capped, planned_at, due_at, expires_at, attempts, reason, answer, why) " +
      numbers + "select i, 'k', i, " + shop_.text() + ", 1, 1, 4, 1, '', 0, 0, 0, 0, 0, 0, 0, 0, '', '', '' from n"));
  ASSERT_OK(session->execute_script("analyze"));
  session.reset();

  const auto queries = queries_of("services/journeys/engine.sql", database().dialect()).value();
  const auto plan_of = [&](const sql::Queries& of, std::string_view name, const sql::Parameters& parameters) {
    sql::Query query = of.get(name);
    query.name = "explain_" + query.name;
    query.text = (sqlite ? "explain query plan " : "explain ") + query.text;
    auto reader = database().reader().value();
    const auto rows = reader->rows(query, parameters);
    EXPECT_TRUE(rows.has_value()) << testing_support::tell(rows.error());
    std::string plan;
    for (const sql::Row& row : rows.value_or(std::vector<sql::Row>{})) plan += sql::text(row.back()) + "\n";
    return plan;
  };
  const sql::Parameters of_journey = {
      {"journey_id", journey.value}, {"after_at", 0}, {"after_run", 0}, {"most", 300}, {"now", kNow}};
  const std::string due = plan_of(queries, "due_runs", of_journey);
  EXPECT_NE(due.find("journey_runs_due"), std::string::npos) << due;
  EXPECT_EQ(due.find("Seq Scan"), std::string::npos) << due;
  const std::string later = plan_of(queries, "entries_to_ask",
                                    {{"now", kNow},
                                     {"after_at", 0},
                                     {"after_customer", 0},
                                     {"after_journey", 0},
                                     {"after_key", std::string()},
                                     {"most", 300}});
  EXPECT_EQ(later.find("SCAN journey_runs"), std::string::npos) << later;
  const std::string of_customer = plan_of(queries, "runs_of_customer", {{"customer_id", 5}, {"shop_id", shop_.value}});
  EXPECT_EQ(of_customer.find("Seq Scan on journey_runs"), std::string::npos) << of_customer;
  EXPECT_EQ(of_customer.find("SCAN"), std::string::npos) << of_customer;
  const std::string open = plan_of(queries, "runs_with_open_touches", {{"customer_id", 5}, {"shop_id", shop_.value}});
  EXPECT_EQ(open.find("Seq Scan on touches"), std::string::npos) << open;
  const auto outbox_queries = queries_of("services/messages/touches.sql", database().dialect()).value();
  const std::string claim = plan_of(outbox_queries, "customers_with_due_touches",
                                    {{"shop_id", shop_.value}, {"channel", 1}, {"now", kNow}, {"most", 200}});
  EXPECT_NE(claim.find("touches_due"), std::string::npos) << claim;
  const auto pause_queries = queries_of("services/journeys/paused_touches.sql", database().dialect()).value();
  const std::string held = plan_of(pause_queries, "touches_to_move", {{"most", 300}});
  EXPECT_NE(held.find("touches_open_of_journey"), std::string::npos) << held;

  EXPECT_EQ(work(kNow).turns, 0);
  EXPECT_EQ(work(kNow + kDay + 5).turns, 5) << "the five who are due";
}

}  // namespace
}  // namespace tsuzuku::parity
