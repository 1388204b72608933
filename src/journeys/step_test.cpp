// The step function, event by event.

#include "journeys/step.hpp"

#include <gtest/gtest.h>

#include <map>

#include "base/limits.hpp"
#include "journeys/definitions_for_tests.hpp"
#include "journeys/entry.hpp"
#include "journeys/stop_rules.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kDay = 24 * kHour;
// 2026-01-10 12:00 in Tokyo, a Saturday.
constexpr std::int64_t kNoon = 1'768'014'000;

// One run of one plan, and what it has asked for so far.
class Traveller {
 public:
  explicit Traveller(Plan plan, std::string_view zone = "Asia/Tokyo")
      : plan_(std::move(plan)), zone_(TimeZone::find(zone).value()) {}

  void enter(std::int64_t now, const Trigger& trigger, Arm arm = Arm::Treated) {
    run = start_run(plan_, RunId{1}, CustomerId{42}, arm, trigger, now);
    tell(now, Entered{});
  }
  void enter_by_order(std::int64_t now, std::string key = "100") {
    enter(now, {EventKind::Ordered, std::move(key), now, {}});
  }
  // New commands as "send:<template>", "task", "tag+x", "tag-x", "end:<reason>".
  std::vector<std::string> tell(std::int64_t now, const Event& event) {
    const auto holds = [this](std::string_view condition) {
      asked.emplace_back(condition);
      return answer(condition);
    };
    StepResult result = step(plan_, std::move(run), event, {now, zone_, holds, paused});
    run = std::move(result.run);
    std::vector<std::string> words;
    for (const Command& command : result.commands) words.push_back(word_of(command));
    commands.insert(commands.end(), result.commands.begin(), result.commands.end());
    return words;
  }
  std::vector<std::string> wait_until(std::int64_t now) { return tell(now, TimeReached{}); }
  // Wakes at the moment the run asked for.
  std::vector<std::string> wake() { return tell(run.wake_at.value(), TimeReached{}); }
  [[nodiscard]] std::optional<Objection> objection(std::int64_t now) const {
    return reason_against(plan_, run, {now, zone_, [this](std::string_view condition) { return answer(condition); }});
  }
  [[nodiscard]] std::optional<EndReason> stopped(const Happened& event) const {
    return stopped_by(plan_, run, event, zone_);
  }

  Run run;
  std::vector<Command> commands;
  std::map<std::string, Answer, std::less<>> answers;  // others: No
  std::vector<std::string> asked;
  bool paused = false;

 private:
  [[nodiscard]] Answer answer(std::string_view condition) const {
    const auto found = answers.find(condition);
    return found == answers.end() ? Answer::No : found->second;
  }
  static std::string word_of(const Command& command) {
    struct Words {
      std::string operator()(const SendMessage& send) const { return "send:" + send.message; }
      std::string operator()(const MakeTask&) const { return "task"; }
      std::string operator()(const SetTag& set) const { return "tag+" + set.tag; }
      std::string operator()(const RemoveTag& removed) const { return "tag-" + removed.tag; }
      std::string operator()(const EndRun& end) const { return "end:" + std::string(name_of(end.reason)); }
    };
    return std::visit(Words{}, command.what);
  }

  Plan plan_;
  TimeZone zone_;
};

using Words = std::vector<std::string>;

TEST(Step, WaitsSendsAndEnds) {
  Traveller hanako(plan_from(kTwoMails));
  hanako.enter_by_order(kNoon);
  EXPECT_EQ(hanako.run.node, "three_days");
  EXPECT_EQ(hanako.run.wake_at, kNoon + 3 * kDay - 2 * kHour);  // the 13th at ten
  EXPECT_EQ(hanako.wait_until(*hanako.run.wake_at - 1), Words{});
  EXPECT_EQ(hanako.wake(), Words{"send:1"});
  EXPECT_EQ(hanako.run.node, "a_week");
  EXPECT_EQ(hanako.run.wake_at, kNoon + 10 * kDay - 2 * kHour);
  EXPECT_EQ(hanako.wake(), (Words{"send:2", "end:finished"}));
  EXPECT_EQ(hanako.run.state, RunState::Ended);
  EXPECT_FALSE(hanako.run.wake_at);
  EXPECT_EQ(hanako.run.ended_at, kNoon + 10 * kDay - 2 * kHour);
  EXPECT_EQ(hanako.commands[0].key.text(), "1:first:1");
  EXPECT_EQ(hanako.commands[1].key.text(), "1:second:1");
  EXPECT_EQ(hanako.commands[2].key.text(), "1:done:1");
}

TEST(Step, AMessageSaysWhyAndUntilWhen) {
  Traveller hanako(plan_from(kEverything));
  hanako.answers["blocked"] = Answer::No;
  hanako.enter(kNoon,
               {EventKind::Delivered, "100", kNoon, {{"product", "TEA"}, {"lasts_days", "20"}, {"colour", "red"}}});
  EXPECT_EQ(hanako.run.memory.facts, (Facts{{"lasts_days", "20"}}));  // only what the definition uses is kept
  EXPECT_EQ(hanako.run.wake_at, kNoon + 15 * kDay - 2 * kHour);       // 20 days less 5, at ten
  hanako.wake();
  ASSERT_EQ(hanako.commands.size(), 1U);
  const auto& send = std::get<SendMessage>(hanako.commands[0].what);
  const bool first = send.variant == "a";
  EXPECT_EQ(send.message, first ? "101" : "102");
  EXPECT_EQ(send.priority, 70);
  EXPECT_EQ(send.expires_at - send.due_at, (first ? 24 : 72) * kHour);
  EXPECT_EQ(send.why, (std::vector<Reason>{
                          {Reason::Kind::EnteredByEvent, "start", "delivered:100"},
                          {Reason::Kind::Split, "halves", send.variant},
                          {Reason::Kind::Checked, "", "blocked", false},
                      }));
}

TEST(Step, ClockTimesAreThoseOfTheShop) {
  Traveller london(plan_from(kTwoMails), "Europe/London");
  const std::int64_t before_summer = 1'774'526'400;  // 2026-03-26 12:00 UTC; clocks go forward on the 29th
  london.enter_by_order(before_summer);
  EXPECT_EQ(london.run.wake_at, before_summer + 3 * kDay - 3 * kHour);  // the 29th 10:00 BST = 09:00 UTC
}

TEST(Step, EveryDuplicateAndEverythingLateIsHarmless) {
  Traveller hanako(plan_from(kTwoMails));
  hanako.enter_by_order(kNoon);
  const journeys::Run entered = hanako.run;
  EXPECT_EQ(hanako.tell(kNoon + 5, Entered{}), Words{});
  EXPECT_EQ(hanako.tell(kNoon + 5, Happened{EventKind::Ordered, "100", kNoon, {}}), Words{});  // what let her in, again
  EXPECT_EQ(hanako.tell(kNoon + 5, Happened{EventKind::Ordered, "99", kNoon - 2 * kDay, {}}),
            Words{});                                            // older, known late
  EXPECT_EQ(hanako.tell(kNoon - kDay, TimeReached{}), Words{});  // the clock was set back
  EXPECT_EQ(hanako.tell(kNoon, ConditionEnded{"1"}), Words{});   // of no condition of hers
  EXPECT_EQ(hanako.run, entered);
  hanako.wake();
  const journeys::Run after_first = hanako.run;
  EXPECT_EQ(hanako.wait_until(kNoon + 3 * kDay), Words{});  // the same timer twice
  EXPECT_EQ(hanako.run, after_first);
  hanako.wake();
  const journeys::Run ended = hanako.run;
  for (const Event& event :
       std::vector<Event>{Entered{}, TimeReached{}, Happened{EventKind::Ordered, "101", kNoon + kDay, {}},
                          ConditionEnded{}, StopRun{}}) {
    EXPECT_EQ(hanako.tell(kNoon + 90 * kDay, event), Words{});
    EXPECT_EQ(hanako.run, ended);
  }
}

TEST(Step, TheGoalEndsTheRunAtOnce) {
  Traveller hanako(plan_from(kTwoMails));
  hanako.enter_by_order(kNoon);
  EXPECT_EQ(hanako.tell(kNoon + kDay, Happened{EventKind::Ordered, "101", kNoon + kDay, {}}), Words{"end:goal"});
  EXPECT_EQ(hanako.run.end_reason, EndReason::Goal);
}

TEST(Step, OrdersOfOneShopDayAreOnePurchase) {
  Traveller hanako(plan_from(kTwoMails));
  hanako.enter_by_order(kNoon);
  EXPECT_EQ(hanako.tell(kNoon + 60, Happened{EventKind::Ordered, "101", kNoon + 60, {}}), Words{});
  EXPECT_EQ(hanako.tell(kNoon + 12 * kHour, Happened{EventKind::Ordered, "102", kNoon + 12 * kHour, {}}),
            Words{"end:goal"});
}

TEST(Step, StopRules) {
  const auto ends_with = [](const std::function<void(Definition&)>& change, const Happened& event) {
    Definition definition = definition_from(kTwoMails);
    definition.goal.reset();
    change(definition);
    Traveller hanako(plan_of(std::move(definition)));
    hanako.enter_by_order(kNoon);
    return hanako.tell(kNoon + kDay, event);
  };
  const auto nothing = [](Definition&) {};
  const auto products = [](Definition& definition) { definition.stop.products = {"SET"}; };
  const Happened set{EventKind::Ordered, "101", kNoon + kDay, {{"product", "TEA"}, {"product", "SET"}}};
  EXPECT_EQ(ends_with(nothing, set), Words{});
  EXPECT_EQ(ends_with(products, set), Words{"end:bought"});
  EXPECT_EQ(ends_with(products, {EventKind::Ordered, "101", kNoon + kDay, {{"product", "TEA"}}}), Words{});
  EXPECT_EQ(ends_with(nothing, {EventKind::Cancelled, "100", kNoon + kDay, {}}), Words{"end:order_cancelled"});
  EXPECT_EQ(ends_with(nothing, {EventKind::Returned, "100", kNoon + kDay, {}}), Words{"end:order_cancelled"});
  EXPECT_EQ(ends_with(nothing, {EventKind::Cancelled, "101", kNoon + kDay, {}}), Words{});
  EXPECT_EQ(ends_with([](Definition& d) { d.stop.order_cancelled = false; }, {EventKind::Cancelled, "100", kNoon, {}}),
            Words{});
  EXPECT_EQ(ends_with(nothing, {EventKind::Unsubscribed, "1", kNoon + kDay, {{"channel", "mail"}}}),
            Words{"end:unsubscribed"});
  EXPECT_EQ(ends_with(nothing, {EventKind::Unsubscribed, "1", kNoon + kDay, {{"channel", "sms"}}}), Words{});
  EXPECT_EQ(ends_with(nothing, {EventKind::Unsubscribed, "1", kNoon + kDay, {}}), Words{"end:unsubscribed"});
  EXPECT_EQ(
      ends_with([](Definition& d) { d.stop.unsubscribed = false; }, {EventKind::Unsubscribed, "1", kNoon + kDay, {}}),
      Words{});
}

TEST(Step, ConditionsOfTheStopRulesAreAskedBeforeEveryEffect) {
  Definition definition = definition_from(kTwoMails);
  definition.goal->condition = "bought_by_phone";
  definition.stop.condition = "blocked";
  const auto second_mail = [&](std::string_view condition, Answer answer) {
    Traveller hanako(plan_of(definition));
    hanako.enter_by_order(kNoon);
    EXPECT_TRUE(hanako.asked.empty()) << "a wait asks nothing";
    EXPECT_EQ(hanako.wake(), Words{"send:1"});
    hanako.answers[std::string(condition)] = answer;
    return hanako.wake();
  };
  EXPECT_EQ(second_mail("blocked", Answer::Yes), Words{"end:stop_condition"});
  EXPECT_EQ(second_mail("bought_by_phone", Answer::Yes), Words{"end:goal"});
  EXPECT_EQ(second_mail("blocked", Answer::Unknown), Words{});
  EXPECT_EQ(second_mail("other", Answer::Yes), (Words{"send:2", "end:finished"}));
}

TEST(Step, LeavesAtOnceWhenTheConditionEnds) {
  Traveller hanako(plan_from(kDormant));
  hanako.answers["dormant"] = Answer::Yes;
  hanako.enter(kNoon, {std::nullopt, "stay1", kNoon - 400 * kDay, {}});
  EXPECT_EQ(hanako.run.node, "month");
  EXPECT_EQ(hanako.run.memory.since, kNoon);                               // not the day the condition began
  EXPECT_EQ(hanako.tell(kNoon + kDay, ConditionEnded{"stay0"}), Words{});  // an earlier stay, told late
  EXPECT_EQ(hanako.tell(kNoon + kDay, ConditionEnded{"stay1"}), Words{"end:condition_ended"});
}

TEST(Step, AsksTheEntryConditionAgainBeforeSending) {
  Traveller hanako(plan_from(kDormant));
  hanako.answers["dormant"] = Answer::Yes;
  hanako.enter(kNoon, {std::nullopt, "stay1", kNoon, {}});
  hanako.answers["dormant"] = Answer::No;  // and nobody told the run
  EXPECT_EQ(hanako.wake(), Words{"end:condition_ended"});
}

TEST(Step, FinishesWhenToldTo) {
  Definition definition = definition_from(kDormant);
  std::get<EntryCondition>(definition.nodes[0].kind).when_it_ends = EntryCondition::WhenItEnds::Finish;
  Traveller hanako(plan_of(std::move(definition)));
  hanako.enter(kNoon, {std::nullopt, "stay1", kNoon, {}});
  EXPECT_EQ(hanako.tell(kNoon + kDay, ConditionEnded{"stay1"}), Words{});
  EXPECT_EQ(hanako.wake(), (Words{"send:2", "end:finished"}));
}

TEST(Step, WaitForAnEventOrItsTimeout) {
  const auto at_hear = [] {
    Traveller hanako(plan_from(kEverything));
    hanako.enter(kNoon, {EventKind::Delivered, "100", kNoon, {}});
    hanako.wake();
    EXPECT_EQ(hanako.run.node, "hear");
    return hanako;
  };
  const std::int64_t arrived = kNoon + 25 * kDay - 2 * kHour;
  const Happened click{EventKind::Clicked, "c1", arrived + kHour, {{"node", "mail_a"}}};
  {
    Traveller hanako = at_hear();
    EXPECT_EQ(hanako.run.wake_at, arrived + 3 * kDay + kHour + 1'800);
    EXPECT_EQ(hanako.tell(arrived + kHour, Happened{EventKind::Clicked, "c1", arrived + kHour, {{"node", "other"}}}),
              Words{});
    EXPECT_EQ(hanako.tell(arrived + kHour, Happened{EventKind::Opened, "o1", arrived + kHour, {{"node", "mail_a"}}}),
              Words{});
    EXPECT_EQ(hanako.tell(arrived + kHour, Happened{EventKind::Clicked, "c0", arrived - kDay, {{"node", "mail_a"}}}),
              Words{})
        << "older than the wait";
    EXPECT_EQ(hanako.tell(arrived + kHour, click), (Words{"tag+interested", "end:finished"}));
  }
  {
    Traveller hanako = at_hear();
    hanako.answers["gold"] = Answer::Yes;
    EXPECT_EQ(hanako.wake(), (Words{"task", "end:finished"}));
    const auto& task = std::get<MakeTask>(hanako.commands[1].what);
    EXPECT_EQ(to_text(task.due_day), "2026-02-09");
    EXPECT_EQ(task.why[2], (Reason{Reason::Kind::TimedOut, "hear", "clicked", false}));
    EXPECT_EQ(task.why[3], (Reason{Reason::Kind::Branch, "who", "gold", true}));
  }
}

TEST(Step, AnEventIsHeardOnce) {
  Definition definition = definition_from(kEverything);
  std::get<Tag>(definition.nodes[6].kind).next = "hear";  // waits again
  Traveller hanako(plan_of(std::move(definition)));
  hanako.enter(kNoon, {EventKind::Delivered, "100", kNoon, {}});
  hanako.wake();
  const std::int64_t now = kNoon + 26 * kDay;
  const Happened click{EventKind::Clicked, "c1", now, {{"node", "mail_a"}}};
  EXPECT_EQ(hanako.tell(now, click), Words{"tag+interested"});
  EXPECT_EQ(hanako.tell(now + 1, click), Words{});
  EXPECT_EQ(hanako.tell(now + 2, Happened{EventKind::Clicked, "c2", now, {{"node", "mail_a"}}}),
            Words{"tag+interested"});
  EXPECT_EQ(hanako.commands.back().key.text(), "1:likes:2");
}

TEST(Step, TheSameOrder) {
  Definition definition = definition_from(kTwoMails);
  definition.goal.reset();
  definition.nodes[1].kind = WaitForEvent{
      .event = EventKind::Delivered, .same_order = true, .days = 10, .next = "first", .on_timeout = "done"};
  Traveller hanako(plan_of(std::move(definition)));
  hanako.enter_by_order(kNoon, "100");
  EXPECT_EQ(hanako.tell(kNoon + kDay, Happened{EventKind::Delivered, "99", kNoon + kDay, {}}), Words{});
  EXPECT_EQ(hanako.tell(kNoon + kDay, Happened{EventKind::Delivered, "100", kNoon + kDay, {}}), Words{"send:1"});
}

TEST(Step, AnUndecidedConditionIsAskedAgainAndNeverGuessed) {
  Traveller hanako(plan_from(kEverything));
  hanako.enter(kNoon, {EventKind::Delivered, "100", kNoon, {}});
  hanako.wake();
  hanako.answers["gold"] = Answer::Unknown;
  const std::int64_t timeout = *hanako.run.wake_at;
  EXPECT_EQ(hanako.wake(), Words{});
  EXPECT_EQ(hanako.run.node, "who");
  EXPECT_EQ(hanako.run.wake_at, timeout + limits::kUndecidedRetrySeconds);
  hanako.wake();
  hanako.answers["gold"] = Answer::Yes;
  EXPECT_EQ(hanako.wake(), (Words{"task", "end:finished"}));
}

TEST(Step, WhatStaysUndecidedForADayEndsTheRunAndSaysSo) {
  Traveller hanako(plan_from(kDormant));
  hanako.answers["dormant"] = Answer::Unknown;
  hanako.enter(kNoon, {std::nullopt, "stay1", kNoon, {}});
  Words last;
  int asked = 0;
  while (hanako.run.state == RunState::Waiting) {
    last = hanako.wake();
    ASSERT_LE(++asked, 300);
  }
  EXPECT_EQ(last, Words{"end:undecided"});
  EXPECT_EQ(hanako.run.ended_at, kNoon + kDay);
}

TEST(Step, APausedJourneyMovesNobodyAndLosesNobody) {
  Traveller hanako(plan_from(kTwoMails));
  hanako.paused = true;
  hanako.enter_by_order(kNoon);
  EXPECT_EQ(hanako.run.node, "start");
  EXPECT_EQ(hanako.wait_until(kNoon + kDay), Words{});
  EXPECT_EQ(hanako.run.wake_at, kNoon);  // due from the moment the journey goes on
  hanako.paused = false;
  hanako.wait_until(kNoon + 2 * kDay);
  EXPECT_EQ(hanako.run.node, "three_days");
  hanako.paused = true;
  EXPECT_EQ(hanako.tell(kNoon + 3 * kDay, Happened{EventKind::Ordered, "101", kNoon + 3 * kDay, {}}),
            Words{"end:goal"});
}

TEST(Step, WhatIsHeardDuringAPauseCountsAfterIt) {
  Traveller hanako(plan_from(kEverything));
  hanako.enter(kNoon, {EventKind::Delivered, "100", kNoon, {}});
  hanako.wake();
  hanako.paused = true;
  const std::int64_t now = kNoon + 26 * kDay;
  EXPECT_EQ(hanako.tell(now, Happened{EventKind::Clicked, "c1", now, {{"node", "mail_b"}}}), Words{});
  hanako.paused = false;
  EXPECT_EQ(hanako.wait_until(now + 60 * kDay), (Words{"tag+interested", "end:finished"}));
}

TEST(Step, HeldOutCustomersWalkTheSameWayUntouched) {
  Traveller treated(plan_from(kEverything));
  Traveller held(plan_from(kEverything));
  const Trigger delivery{EventKind::Delivered, "100", kNoon, {}};
  treated.enter(kNoon, delivery);
  held.enter(kNoon, delivery, Arm::Holdout);
  treated.wake();
  held.wake();
  const std::int64_t now = kNoon + 26 * kDay;
  const Happened click{EventKind::Clicked, "c1", now, {{"node", "mail_a"}}};
  treated.tell(now, click);
  EXPECT_EQ(held.tell(now, click), Words{"end:finished"});  // no tag: it could let them into another journey
  EXPECT_EQ(std::get<SendMessage>(held.commands[0].what).arm, Arm::Holdout);
  EXPECT_EQ(std::get<SendMessage>(held.commands[0].what).due_at,
            std::get<SendMessage>(treated.commands[0].what).due_at);
}

TEST(Step, EndsWhenANodeWasPassedTooOften) {
  Definition definition = definition_from(kTwoMails);
  std::get<Send>(definition.nodes[4].kind).next = "three_days";
  definition.nodes.pop_back();
  Traveller hanako(plan_of(std::move(definition)));
  hanako.enter_by_order(kNoon);
  Words last;
  for (int i = 0; i < 3'000 && hanako.run.state == RunState::Waiting; ++i) last = hanako.wake();
  EXPECT_EQ(last, (Words{"send:2", "end:too_many_visits"}));
  EXPECT_EQ(std::ranges::count_if(hanako.commands, [](const Command& command) { return command.key.node == "first"; }),
            limits::kJourneyNodeVisits);
}

TEST(Step, WhatWasStoppedOrIsNoLongerDueObjectsToSending) {
  Traveller hanako(plan_from(kDormant));
  hanako.answers["dormant"] = Answer::Yes;
  hanako.enter(kNoon, {std::nullopt, "stay1", kNoon, {}});
  EXPECT_EQ(hanako.objection(kNoon), std::nullopt);
  hanako.answers["dormant"] = Answer::Unknown;
  EXPECT_EQ(hanako.objection(kNoon), Objection{});
  hanako.answers["dormant"] = Answer::No;
  EXPECT_EQ(hanako.objection(kNoon), Objection{EndReason::ConditionEnded});
  hanako.tell(kNoon, StopRun{EndReason::Outranked});
  hanako.answers["dormant"] = Answer::Yes;
  EXPECT_EQ(hanako.objection(kNoon), Objection{EndReason::Outranked});
}

TEST(Step, AFinishedRunWhoseMailWaitsForTheMorningStillHearsOfThePurchase) {
  Traveller hanako(plan_from(kTwoMails));
  hanako.enter_by_order(kNoon);
  hanako.wake();
  hanako.wake();
  ASSERT_EQ(hanako.run.end_reason, EndReason::Finished);
  EXPECT_EQ(hanako.stopped({EventKind::Ordered, "101", kNoon + 11 * kDay, {}}), EndReason::Goal);
  EXPECT_EQ(hanako.stopped({EventKind::Ordered, "100", kNoon, {}}), std::nullopt);
}

TEST(Step, DamagedStateIsAnsweredToo) {
  Traveller hanako(plan_from(kTwoMails));
  hanako.enter_by_order(kNoon);
  const journeys::Run damaged = hanako.run;
  hanako.run.node = "gone";
  EXPECT_EQ(hanako.wait_until(kNoon), Words{"end:damaged"});
  hanako.run = damaged;
  hanako.run.wake_at.reset();
  hanako.run.memory.visits = {1};
  hanako.run.memory.taken = {99, 99};
  hanako.run.memory.arrived_at = std::numeric_limits<std::int64_t>::max();
  hanako.run.memory.since = std::numeric_limits<std::int64_t>::min();
  hanako.wait_until(kNoon);
  EXPECT_EQ(hanako.run.state, RunState::Waiting);
  EXPECT_TRUE(hanako.run.wake_at);
  EXPECT_EQ(hanako.tell(kNoon, Happened{EventKind::Ordered, "7", std::numeric_limits<std::int64_t>::max(), {}}),
            Words{"end:goal"});
}

TEST(Memory, WrittenAndReadAgainIsEqual) {
  Traveller hanako(plan_from(kEverything));
  hanako.enter(kNoon, {EventKind::Delivered, "100", kNoon, {{"lasts_days", "20"}}});
  hanako.wake();
  hanako.run.memory.heard_keys = {7, 4'000'000'000U};
  hanako.run.memory.undecided_since = 5;
  hanako.run.memory.heard = true;
  const auto read = read_memory(to_text(to_json(hanako.run.memory)));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, hanako.run.memory);
}

TEST(Memory, TheSameWayHasTheSameText) {
  const Memory one{.since = 5, .arrived_at = 7, .visits = {1, 2}, .taken = {0, -1}, .facts = {{"taken", "]"}}};
  Memory other = one;
  other.since = 6;
  other.facts.clear();
  other.heard_keys = {3};
  const std::string way = way_in(to_text(to_json(one)));
  EXPECT_EQ(way, way_in(to_text(to_json(other))));
  EXPECT_EQ(read_memory(way).value(), (Memory{.visits = {1, 2}, .taken = {0, -1}}));
  other.visits[1] = 3;
  EXPECT_NE(way, way_in(to_text(to_json(other))));
  EXPECT_EQ(way_in("{}"), "{}");
  EXPECT_EQ(way_in(R"({"taken":[1],"visits":[2]})"), R"({"taken":[1],"visits":[2]})") << "as it is";
}

TEST(Memory, DamageIsToldNotGuessed) {
  for (const std::string_view text : {"", "[]", R"({"visits":1})", R"({"visits":[-1]})", R"({"taken":[1000]})",
                                      R"({"since":"x"})", R"({"heard":1})", R"({"facts":[1]})", R"({"keys":["a"]})"}) {
    const auto read = read_memory(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().key, "journeys.memory_damaged");
  }
}

}  // namespace
}  // namespace tsuzuku::journeys
