// Journeys running from the store, with nothing going wrong: every case on SQLite and on PostgreSQL.

#include "ledger/builder.hpp"
#include "services/journeys/numbers.hpp"
#include "services/journeys/trial.hpp"
#include "tests/parity/journey_shop.hpp"

namespace tsuzuku::parity {
namespace {

using namespace services;
using journeys::EventKind;
using Lines = std::vector<std::string>;

// 10:00 in Tokyo on the third day after kNow.
constexpr std::int64_t kThirdMorning = 1'790'211'600;

class JourneyEngineTest : public JourneyShop {};
INSTANTIATE_EACH_DATABASE(JourneyEngineTest);

TEST_P(JourneyEngineTest, AnOrderLetsInSendsWaitsAndSendsAgain) {
  const JourneyId journey = start("a", two_mails());
  order(kHanako, "o1", kNow);
  EXPECT_EQ(work(kNow + 1).counts.entered, 1);
  EXPECT_EQ(runs(), Lines{"101 a ordered:o1 pause"});
  EXPECT_EQ(touches(), Lines{"101 first 1 "});
  EXPECT_EQ(count("journey_events"), 0);
  EXPECT_EQ(work(kThirdMorning - 1).turns, 0) << "nothing is due";
  work(kThirdMorning);
  EXPECT_EQ(runs(), Lines{"101 a ordered:o1 finished"});
  EXPECT_EQ(touches(), (Lines{"101 first 1 ", "101 second 1 "}));
  const Touch touch = worker_->touches.of_customer(shop_, kHanako).value().front();
  EXPECT_EQ(touch.journey, journey);
  EXPECT_EQ(touch.version, 1);
  EXPECT_EQ(touch.template_id, 1);
  EXPECT_EQ(touch.due_at, kThirdMorning);
  EXPECT_NE(touch.why.find("ordered:o1"), std::string::npos) << touch.why;
  EXPECT_EQ(touch.key, touch.run->text() + ":second:1");
}

TEST_P(JourneyEngineTest, NobodyIsToldOfWhatNoJourneyListensTo) {
  order(kHanako, "o1", kNow);
  EXPECT_EQ(count("journey_events"), 0);
  const JourneyId id = start("a", two_mails());
  ASSERT_OK(journeys_->set_state(shop_, id, JourneyState::Ended, kNow));
  order(kHanako, "o2", kNow);
  EXPECT_EQ(count("journey_events"), 0);
}

TEST_P(JourneyEngineTest, TheSameOrderTwiceAndLateIsOneRun) {
  start("a", two_mails(R"("reentry": {"rule": "always", "concurrent": true}, "stop": {"goal": false},)"));
  order(kHanako, "o1", kNow);
  order(kHanako, "o1", kNow);
  work(kNow + 1);
  order(kHanako, "o1", kNow);
  work(kNow + kDay);
  EXPECT_EQ(runs(), Lines{"101 a ordered:o1 pause"});
  order(kTaro, "o9", kNow - 8 * kDay);  // known too late
  work(kNow + kDay);
  EXPECT_EQ(runs().size(), 1U);
}

TEST_P(JourneyEngineTest, TwoOrdersAreTwoRunsWhereTheJourneySaysSo) {
  start("each", two_mails(R"("reentry": {"rule": "always", "concurrent": true}, "stop": {"goal": false},)"));
  start("once", two_mails(R"("stop": {"goal": false},)"));
  order(kHanako, "o1", kNow);
  order(kHanako, "o2", kNow + 1);
  work(kNow + 2);
  EXPECT_EQ(runs(), (Lines{"101 each ordered:o1 pause", "101 each ordered:o2 pause", "101 once ordered:o1 pause"}));
}

TEST_P(JourneyEngineTest, TheGoalEndsTheRunAndTakesItsMailBackAndLetsTheNextOneIn) {
  start("a", two_mails(R"("reentry": {"rule": "always"},)"));
  order(kHanako, "o1", kNow);
  work(kNow + 1);
  order(kHanako, "o2", kNow + kDay);
  work(kNow + kDay + 1);
  EXPECT_EQ(runs(), (Lines{"101 a ordered:o1 goal", "101 a ordered:o2 pause"}));
  EXPECT_EQ(touches(), (Lines{"101 first 1 ", "101 first 7 goal"}));
}

TEST_P(JourneyEngineTest, WhatHappensAfterTheLastNodeStillStopsAMailThatWaits) {
  start("a", two_mails());
  order(kHanako, "o1", kNow);
  work(kNow + 1);
  work(kThirdMorning);  // finished; both mails still wait to be sent
  tell(kHanako, EventKind::Unsubscribed, "c1", kThirdMorning, {{"channel", "mail"}});
  work(kThirdMorning + 1);
  EXPECT_EQ(runs(), Lines{"101 a ordered:o1 finished"});
  EXPECT_EQ(touches(), (Lines{"101 first 7 unsubscribed", "101 second 7 unsubscribed"}));
}

TEST_P(JourneyEngineTest, PausedJourneysHearAndLetInAndGoOnLater) {
  const JourneyId id = start("a", two_mails());
  order(kHanako, "o1", kNow);
  order(kTaro, "o2", kNow);
  work(kNow + 1);
  ASSERT_OK(journeys_->set_state(shop_, id, JourneyState::Paused, kNow + 2));
  order(kTaro, "o3", kNow + kDay);  // reaches the goal
  order(kJiro, "o4", kNow + kDay);
  work(kThirdMorning + kDay);
  EXPECT_EQ(runs(), (Lines{"101 a ordered:o1 pause", "102 a ordered:o2 goal", "103 a ordered:o4 start"}));
  EXPECT_EQ(touches(), (Lines{"101 first 2 journey_paused", "102 first 7 goal"}));
  ASSERT_OK(journeys_->set_state(shop_, id, JourneyState::Running, kThirdMorning + kDay));
  work(kThirdMorning + kDay + 1);
  EXPECT_EQ(runs(), (Lines{"101 a ordered:o1 finished", "102 a ordered:o2 goal", "103 a ordered:o4 pause"}));
}

TEST_P(JourneyEngineTest, WhatAPausedJourneyPlannedIsHeldAndNobodyIsLost) {
  constexpr int kMany = 700;  // more than one page
  const JourneyId id = start("a", two_mails());
  for (int n = 0; n < kMany; ++n) order(CustomerId{1'000 + n}, "o" + std::to_string(n), kNow);
  work(kNow + 1);
  ASSERT_EQ(count("touches where state = 1"), kMany);
  ASSERT_OK(journeys_->set_state(shop_, id, JourneyState::Paused, kNow + 2));
  work(kNow + 3);
  EXPECT_EQ(count("touches where state = 2 and reason = 'journey_paused'"), kMany);
  order(CustomerId{1'000}, "again", kNow + kDay + 4);  // the goal
  work(kNow + kDay + 5);
  EXPECT_EQ(count("touches where state = 7 and reason = 'goal'"), 1) << "stop rules take held ones back too";
  ASSERT_OK(journeys_->set_state(shop_, id, JourneyState::Running, kNow + kDay + 6));
  work(kNow + kDay + 7);
  EXPECT_EQ(count("touches where state = 2"), 0);
  EXPECT_EQ(count("touches where state = 1 and reason = ''"), kMany - 1) << "all but hers";
  ASSERT_OK(journeys_->set_state(shop_, id, JourneyState::Paused, kNow + kDay + 8));
  work(kNow + kDay + 9);
  ASSERT_OK(journeys_->set_state(shop_, id, JourneyState::Ended, kNow + kDay + 10));
  work(kNow + kDay + 11);
  EXPECT_EQ(count("touches where state in (1, 2)"), 0);
  EXPECT_EQ(count("touches where reason = 'stopped'"), kMany - 1);
}

TEST_P(JourneyEngineTest, AMessageOfACampaignThatWasMovedIsAskedAboutAgain) {
  ASSERT_OK(
      run("insert into campaigns (campaign_id, shop_id, name, state, condition, holdout_permille, send_at, "
          "created_at, updated_at) values (9, " +
          shop_.text() + ", 'c', 3, 'quiet', 0, " + std::to_string(kNow) + ", 0, 0)"));
  truth_["quiet"] = {kTaro};
  const auto gate = JourneySendGate::open(database(), questions_about(truth_)).value();
  Touch touch{.customer = kHanako, .key = "campaign:9", .campaign = CampaignId{9}, .due_at = kNow};
  EXPECT_EQ(gate->may_send(shop_, touch, kNow + 1).value(), std::nullopt) << "chosen a moment ago";
  touch.due_at = kNow + kHour;
  EXPECT_EQ(gate->may_send(shop_, touch, kNow + kHour).value(), "no_longer_meant");
  touch.customer = kTaro;
  EXPECT_EQ(gate->may_send(shop_, touch, kNow + kHour).value(), std::nullopt);
  truth_.clear();
  EXPECT_EQ(gate->may_send(shop_, touch, kNow + kHour).error().key, "journeys.undecided_now");
  ASSERT_OK(run("update campaigns set state = 5"));
  EXPECT_EQ(gate->may_send(shop_, touch, kNow + kHour).value(), "stopped");
}

TEST_P(JourneyEngineTest, WhomNothingReachesWalkAlongAndGetNothing) {
  GlobalHoldouts holdouts = GlobalHoldouts::open(database()).value();
  start("a", two_mails());
  order(kJiro, "before", kNow);
  work(kNow + 1);
  ASSERT_OK(holdouts.set(shop_, {.permille = 500}, std::nullopt, kNow + 2));
  const GlobalHoldout holdout = holdouts.of(shop_).value();
  CustomerId inside = kHanako, outside = kHanako;
  while (!holdout.holds_out(inside)) ++inside.value;
  while (holdout.holds_out(outside)) ++outside.value;
  order(inside, "in", kNow + 2);
  order(outside, "out", kNow + 2);
  work(kNow + 3);
  EXPECT_EQ(count("journey_runs where arm = 3 and customer_id = " + inside.text()), 1);
  EXPECT_EQ(count("touches where arm = 3 and state = 7 and reason = 'global_holdout'"), 1);
  EXPECT_EQ(count("touches where state = 1 and customer_id = " + outside.text()), 1);

  const auto gate = JourneySendGate::open(database(), questions_about(truth_)).value();
  Touch planned_before = worker_->touches.of_customer(shop_, kJiro).value().front();
  planned_before.customer = inside;
  EXPECT_EQ(gate->may_send(shop_, planned_before, kNow + 4).value(), "global_holdout");
  ASSERT_OK(holdouts.set(shop_, {.permille = 0}, std::nullopt, kNow + 5));
  EXPECT_NE(gate->may_send(shop_, planned_before, kNow + 6).value(), "global_holdout");
}

TEST_P(JourneyEngineTest, AnEndedJourneyStopsWhoIsUnderWay) {
  const JourneyId id = start("a", two_mails());
  order(kHanako, "o1", kNow);
  work(kNow + 1);
  ASSERT_OK(journeys_->set_state(shop_, id, JourneyState::Ended, kNow + 2));
  work(kNow + 3);
  EXPECT_EQ(runs(), Lines{"101 a ordered:o1 stopped"});
  EXPECT_EQ(touches(), Lines{"101 first 7 stopped"});
}

TEST_P(JourneyEngineTest, WhoIsUnderWayStaysOnTheirVersion) {
  const JourneyId id = start("a", two_mails());
  order(kHanako, "o1", kNow);
  work(kNow + 1);
  publish(id, R"({"format": 1, "holdout_permille": 0, "nodes": [
    {"id": "start", "kind": "entry_event", "event": "ordered", "next": "mark"},
    {"id": "mark", "kind": "tag", "tag": "new", "next": "done"}, {"id": "done", "kind": "end"}]})",
          kNow + 2);
  order(kTaro, "o2", kNow + 3);
  work(kNow + 4);
  work(kThirdMorning);
  EXPECT_EQ(runs(), (Lines{"101 a ordered:o1 finished", "102 a ordered:o2 finished"}));
  EXPECT_EQ(touches(), (Lines{"101 first 1 ", "101 second 1 "}));
  EXPECT_EQ(count("customer_tags where customer_id = 102"), 1);
}

TEST_P(JourneyEngineTest, TasksAndTagsAreMadeAndTheirResultsHeard) {
  start("a", R"({"format": 1, "holdout_permille": 0, "nodes": [
    {"id": "start", "kind": "entry_event", "event": "tag_added", "match": {"tag": ["VIP"]}, "next": "call"},
    {"id": "call", "kind": "task", "title": "お電話", "note": "近況", "due_days": 2, "value": 500, "next": "hear"},
    {"id": "hear", "kind": "wait_for_event", "event": "task_done", "match": {"node": ["call"], "result": ["reached"]},
     "days": 5, "next": "mark", "on_timeout": "done"},
    {"id": "mark", "kind": "tag", "tag": "spoken", "next": "done"}, {"id": "done", "kind": "end"}]})");
  ASSERT_OK(worker_->tags.add(shop_, kHanako, "VIP", "staff", kNow));
  ASSERT_OK(worker_->tags.add(shop_, kHanako, "VIP", "staff", kNow + 1));
  work(kNow + 2);
  ASSERT_EQ(count("tasks where origin = 'journey' and journey_id is not null and run_id is not null"), 1);
  auto session = database().writer().value();
  ASSERT_OK(
      session->execute_script("insert into customers (customer_id, shop_id, channel, customer_number, created_at, "
                              "updated_at) values (101, " +
                              shop_.text() +
                              ", 'own', '1', 0, 0);"
                              "insert into staff (staff_id, email, name, role, created_at) values "
                              "(5, 'a', 'b', 1, 0)"));
  session.reset();
  const auto id = TaskId{sql::integer(ask("select task_id from tasks").at(0).at(0))};
  ASSERT_OK(worker_->tasks.record(shop_, id, StaffId{5}, {.result = TaskResult::Reached},
                                  {.now = kNow + kDay, .day_begin = kNow, .day_end = kNow + 2 * kDay}));
  work(kNow + kDay + 1);
  EXPECT_EQ(runs().at(0).substr(runs().at(0).size() - 8), "finished");
  EXPECT_EQ(count("customer_tags"), 2);
}

TEST_P(JourneyEngineTest, HeldOutCustomersWalkAlongAndGetNothing) {
  const JourneyId id = start("a", two_mails(R"("holdout_permille": 500,)"));
  std::int64_t held_out = 0;
  for (int i = 0; i < 20; ++i) {
    order(CustomerId{i + 1}, "o" + std::to_string(i), kNow);
    held_out += journeys::arm_of(CustomerId{i + 1}, id, 500, 0) == journeys::Arm::Treated ? 0 : 1;
  }
  work(kNow + 1);
  EXPECT_GT(held_out, 0);
  EXPECT_EQ(count("journey_runs where arm = 2 and node = 'pause'"), held_out);
  EXPECT_EQ(count("touches where arm = 2 and state = 7 and reason = 'holdout'"), held_out);
  EXPECT_EQ(count("touches where arm = 1 and state = 1"), 20 - held_out);
}

TEST_P(JourneyEngineTest, AConditionThatCannotBeToldIsAskedAgainAndNeverGuessed) {
  std::string definition = two_mails();
  definition.replace(definition.find(R"("event": "ordered", "next")"), 18, R"("event": "ordered", "condition": "vip")");
  start("a", definition);
  order(kHanako, "o1", kNow);
  order(kTaro, "o2", kNow);
  work(kNow + 1);
  EXPECT_EQ(runs(), Lines{});
  EXPECT_EQ(count("journey_entries_later"), 2);
  truth_["vip"] = {kHanako};
  EXPECT_EQ(work(kNow + 2).turns, 0) << "asked every five minutes";
  work(kNow + 302);
  EXPECT_EQ(runs(), Lines{"101 a ordered:o1 pause"});
  EXPECT_EQ(count("journey_entries_later"), 0);
}

TEST_P(JourneyEngineTest, AHigherExclusiveJourneyTakesTheCustomerOver) {
  start("low", two_mails(R"("exclusive": true, "priority": 10, "stop": {"goal": false},)"));
  std::string high = two_mails(R"("exclusive": true, "priority": 90,)");
  high.replace(high.find(R"("event": "ordered", "next")"), 18, R"("event": "shipped")");
  start("high", high);
  order(kHanako, "o1", kNow);
  work(kNow + 1);
  tell(kHanako, EventKind::Shipped, "o1", kNow + kHour);
  work(kNow + kHour + 1);
  EXPECT_EQ(runs(), (Lines{"101 high shipped:o1 pause", "101 low ordered:o1 outranked"}));
  EXPECT_EQ(touches(), (Lines{"101 first 1 ", "101 first 7 outranked"}));
}

TEST_P(JourneyEngineTest, TheGateLetsNothingOutThatTheJourneyNoLongerWants) {
  const JourneyId id =
      start("a", two_mails(R"("stop": {"condition": "angry"}, "delivery": {"caps": [{"touches": 1}]},)"));
  truth_["angry"] = {};
  order(kHanako, "o1", kNow);
  work(kNow + 1);
  const auto gate = JourneySendGate::open(database(), questions_about(truth_)).value();
  const Touch touch = worker_->touches.of_customer(shop_, kHanako).value().front();
  EXPECT_EQ(gate->rules_of(shop_, touch).error().key, "journeys.undecided_now") << "nobody made it ready";
  ASSERT_OK(gate->get_ready(shop_));
  ASSERT_NE(gate->rules_of(shop_, touch).value(), nullptr);
  EXPECT_EQ(gate->rules_of(shop_, touch).value()->caps.size(), 1U);
  Touch unknown = touch;
  unknown.version = 9;
  EXPECT_FALSE(gate->rules_of(shop_, unknown));
  ASSERT_OK(gate->get_ready(shop_));
  EXPECT_EQ(gate->rules_of(shop_, unknown).value(), nullptr) << "it must not keep all others from being claimed";
  EXPECT_EQ(gate->may_send(shop_, touch, kNow + 2).value(), std::nullopt);
  truth_["angry"] = {kHanako};
  EXPECT_EQ(gate->may_send(shop_, touch, kNow + 2).value(), "stop_condition");
  truth_.erase("angry");
  EXPECT_EQ(gate->may_send(shop_, touch, kNow + 2).error().key, "journeys.undecided_now");
  ASSERT_OK(journeys_->set_state(shop_, id, JourneyState::Paused, kNow + 3));
  EXPECT_EQ(gate->may_send(shop_, touch, kNow + 4).error().key, "journeys.paused_now");
  ASSERT_OK(journeys_->set_state(shop_, id, JourneyState::Ended, kNow + 3));
  EXPECT_EQ(gate->may_send(shop_, touch, kNow + 4).value(), "stopped");
  Touch campaign = touch;
  campaign.run.reset();
  campaign.journey.reset();
  EXPECT_EQ(gate->may_send(shop_, campaign, kNow).value(), std::nullopt);
  EXPECT_EQ(gate->rules_of(shop_, campaign).value(), nullptr);
}

TEST_P(JourneyEngineTest, NumbersTellWhoStandsWhereAndWhatBecameOfMessages) {
  const JourneyId id = start("a", two_mails());
  for (const CustomerId customer : {kHanako, kTaro, kJiro}) order(customer, customer.text(), kNow);
  work(kNow + 1);
  order(kJiro, "again", kNow + kDay);
  work(kThirdMorning - kHour);
  publish(id, two_mails(R"("priority": 70,)"), kThirdMorning - kHour);
  order(CustomerId{104}, "o4", kThirdMorning - kHour);
  work(kThirdMorning - kHour + 1);
  tell(kTaro, EventKind::Cancelled, kTaro.text(), kThirdMorning - kHour);
  work(kThirdMorning);
  const auto figures = JourneyFigures::open(database()).value();
  const JourneyNumbers numbers = figures->numbers(shop_, id, kThirdMorning - 2 * kHour, kThirdMorning).value();
  EXPECT_EQ(numbers.ends, (std::map<std::string, std::int64_t>{{"finished", 1}, {"goal", 1}, {"order_cancelled", 1}}));
  EXPECT_EQ(numbers.entered_today, 1);
  EXPECT_EQ(numbers.nodes.at("pause").waiting, 1) << "of the second version";
  EXPECT_EQ(numbers.nodes.at("pause").passed, 3);
  EXPECT_EQ(numbers.nodes.at("pause").exits, (std::map<std::string, std::int64_t>{{"next", 1}}));
  EXPECT_EQ(numbers.nodes.at("first").passed, 4);
  EXPECT_EQ(numbers.nodes.at("first").planned, 2);
  EXPECT_EQ(numbers.nodes.at("first").skipped, 2);
  EXPECT_EQ(numbers.nodes.at("done").passed, 1);

  const RunPage runs = figures->runs_at(shop_, id, "pause", 1, 10).value();
  ASSERT_EQ(runs.rows_total, 1);
  EXPECT_EQ(runs.rows.at(0).customer, CustomerId{104});
  EXPECT_EQ(runs.rows.at(0).since, kThirdMorning - kHour + 1);
  EXPECT_EQ(figures->runs_at(shop_, id, "pause", 2, 10).value().rows.size(), 0U);
  EXPECT_EQ(figures->runs_at(shop_, id, "pause", 0, 10).error().key, "journeys.bad_page");
  EXPECT_EQ(figures->runs_at(ShopId{shop_.value + 1}, id, "pause", 1, 10).value().rows_total, 0);
}

class JourneyMembersTest : public JourneyShop {
 protected:
  static std::string by_condition(const std::string& entry = "", const std::string& head = "") {
    return R"({"format": 1, "holdout_permille": 0, )" + head + R"("nodes": [
      {"id": "start", "kind": "entry_condition", "condition": "quiet", )" +
           entry + R"("next": "mail"},
      {"id": "mail", "kind": "send", "channel": "mail", "template": "1", "next": "pause"},
      {"id": "pause", "kind": "wait", "days": 9, "next": "done"}, {"id": "done", "kind": "end"}]})";
  }
};
INSTANTIATE_EACH_DATABASE(JourneyMembersTest);

TEST_P(JourneyMembersTest, WhoFulfilsTheConditionEntersAndLeavesWithinAMinute) {
  truth_["quiet"] = {kHanako};
  start("a", by_condition("", R"("reentry": {"rule": "always"},)"));
  watch(kNow);
  const std::string first = "101 a condition:" + std::to_string(kNow - 1);
  EXPECT_EQ(runs(), Lines{first + " pause"});
  truth_["quiet"] = {kTaro};
  watch(kNow + 10);
  EXPECT_EQ(runs().size(), 1U) << "counted twice a minute";
  watch(kNow + 30);
  const std::string second = "102 a condition:" + std::to_string(kNow + 30);
  EXPECT_EQ(runs(), (Lines{first + " condition_ended", second + " pause"}));
  EXPECT_EQ(touches(), (Lines{"101 mail 7 condition_ended", "102 mail 1 "}));
  truth_["quiet"] = {kHanako, kTaro};
  watch(kNow + 60);
  EXPECT_EQ(runs().size(), 3U) << "a new stay";
  watch(kNow + 90);
  EXPECT_EQ(runs().size(), 3U);
  EXPECT_EQ(count("journey_stays"), 2);
}

TEST_P(JourneyMembersTest, ThoseAlreadyInMayBeSkipped) {
  truth_["quiet"] = {kHanako};
  start("a", by_condition(R"("already_in": "skip", )"));
  watch(kNow + 5);
  truth_["quiet"] = {kHanako, kTaro};
  watch(kNow + 40);
  EXPECT_EQ(runs(), Lines{"102 a condition:" + std::to_string(kNow + 40) + " pause"});
}

TEST_P(JourneyMembersTest, ARefusalThatTimeLiftsIsAskedAgainWhileTheStayLasts) {
  truth_["quiet"] = {kHanako, kTaro};
  start("a", by_condition(R"("when_it_ends": "finish", )", R"("reentry": {"rule": "after_days", "days": 10},)"));
  watch(kNow);
  truth_["quiet"] = {};
  watch(kNow + 60);
  truth_["quiet"] = {kHanako, kTaro};
  watch(kNow + 120);
  EXPECT_EQ(count("journey_runs"), 2) << "they go on to the end, and are under way";
  EXPECT_EQ(count("journey_entries_later"), 2);
  truth_["quiet"] = {kHanako};
  watch(kNow + 180);
  EXPECT_EQ(count("journey_entries_later"), 1) << "the stay is over";
  for (int day = 1; day <= 12; ++day) work(kNow + day * kDay);
  EXPECT_EQ(count("journey_runs where customer_id = 101"), 2);
  EXPECT_EQ(count("journey_runs where customer_id = 102"), 1);
}

TEST_P(JourneyMembersTest, AMemberWhoIsNoneAnyMoreHasNotBegunToStay) {
  truth_["quiet"] = {kHanako};
  Questions late = questions_about(truth_);
  late.holds = [](sql::Session&, ShopId, CustomerId, std::string_view, std::int64_t) -> Result<bool> { return false; };
  JourneyWorker& tools = *worker_;
  const auto engine =
      JourneyEngine::open(database(), ids_, tools.touches, tools.tasks, tools.tags, std::move(late)).value();
  start("a", by_condition());
  ASSERT_OK(engine->watch_once(kNow));
  EXPECT_EQ(count("journey_stays"), 0);
  watch(kNow + 60);
  EXPECT_EQ(runs().size(), 1U);
}

TEST_P(JourneyMembersTest, AJourneyThatCannotBeReadHoldsNoOtherShopUp) {
  truth_["quiet"] = {kHanako};
  Shops shops = Shops::open(database(), ids_).value();
  const ShopId mine = shop_;
  shop_ = shops.create({.name = "隣の店"}, kNow)->id;
  auto session = database().writer().value();
  ASSERT_OK(session->execute_script("update templates set shop_id = " + shop_.text()));
  session.reset();
  const JourneyId broken = start("broken", by_condition());
  shop_ = mine;
  session = database().writer().value();
  ASSERT_OK(session->execute_script("update templates set shop_id = " + shop_.text()));
  ASSERT_OK(session->execute_script("update journeys set version = 9 where journey_id = " + broken.text()));
  session.reset();
  start("a", by_condition());
  const WorkDone done = worker_->engine->watch_once(kNow).value();
  ASSERT_EQ(done.failed.size(), 1U);
  EXPECT_EQ(done.failed[0].error.key, "journeys.version_damaged");
  EXPECT_EQ(runs().size(), 1U);
}

TEST_P(JourneyMembersTest, ADraftIsTriedOnThoseWhoWereThereAndNothingIsWritten) {
  const Questions questions = questions_about(truth_);
  const Trials trials = Trials::open(database(), questions).value();
  const Shop shop = Shops::open(database(), ids_)->get(shop_).value();
  const auto plan_of = [](const std::string& definition) {
    return journeys::Plan::make(JourneyId{1}, 1, journeys::parse_definition(definition).definition).value();
  };
  ledger::Builder builder;
  builder.add_customer(kHanako.value);
  const Day day = TimeZone::find("Asia/Tokyo")->day_of(kNow - kDay);
  builder.add_order({.customer = kHanako.value, .order = 1, .day = day});
  const auto ledger = builder.finish().value();

  truth_["quiet"] = {kHanako, kTaro};
  const TrialResult members = trials.run(shop, plan_of(by_condition()), *ledger, 10, kNow).value();
  EXPECT_EQ(members.customers, 2);
  EXPECT_EQ(members.entered, 2);
  EXPECT_EQ(members.messages_total, 2);
  EXPECT_EQ(members.ends, (std::map<std::string, std::int64_t>{{"finished", 2}}));
  const TrialResult skipped =
      trials.run(shop, plan_of(by_condition(R"("already_in": "skip", )")), *ledger, 1, kNow).value();
  EXPECT_EQ(skipped.customers, 1) << "no more than wanted";
  EXPECT_EQ(skipped.refusals, (std::map<std::string, std::int64_t>{{"before_start", 1}}));

  auto session = database().writer().value();
  ASSERT_OK(session->execute_script(
      "insert into products (product_id, shop_id, code) values (9, " + shop_.text() +
      ", 'TEA');"
      "insert into orders (customer_id, order_id, shop_id, has_customer, channel, order_number, kind, state, "
      "ordered_at,"
      " ordered_day, is_purchase, accepted, out_of_stock, discounts, points, returned, cost, order_discount,"
      " shipping_fee, payment_fee, import_id) values (101, 1, " +
      shop_.text() + ", 1, 'own', '1', 1, 1, " + std::to_string(kNow - kDay) + ", " + std::to_string(day.value) +
      ", 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1);"
      "insert into order_lines (customer_id, order_id, line_key, line_position, product_id, quantity, unit_price, "
      "amount,"
      " discount, out_of_stock_quantity, returned_quantity) values (101, 1, '1', 1, 9, 1, 1, 1, 0, 0, 0)"));
  session.reset();
  std::string by_order = two_mails();
  by_order.replace(by_order.find(R"("event": "ordered", "next")"), 18,
                   R"("event": "ordered", "match": {"product": ["TEA"]})");
  const TrialResult ordered = trials.run(shop, plan_of(by_order), *ledger, 10, kNow).value();
  EXPECT_EQ(ordered.nodes, (std::map<std::string, std::int64_t>{{"pause", 1}}));
  ASSERT_EQ(ordered.messages.size(), 1U);
  EXPECT_EQ(ordered.messages[0], (TrialMessage{kHanako, "first", "1", kNow - kDay}));
  EXPECT_EQ(count("journey_runs"), 0);
}

TEST_P(JourneyMembersTest, ManyComeInAFewHundredAtATime) {
  for (int i = 0; i < 700; ++i) truth_["quiet"].insert(CustomerId{1'000 + i});
  start("a", by_condition());
  WorkDone done = worker_->engine->watch_once(kNow).value();
  EXPECT_TRUE(done.more);
  EXPECT_EQ(done.counts.entered, 300);
  watch(kNow + 1);
  EXPECT_EQ(count("journey_runs"), 700);
  EXPECT_EQ(count("journeys where members_at is not null"), 1);
}

}  // namespace
}  // namespace tsuzuku::parity
