// Who is let in, who is not and why, and on which side of the comparison.

#include "journeys/entry.hpp"

#include <gtest/gtest.h>

#include <array>

#include "base/stable_hash.hpp"
#include "journeys/definitions_for_tests.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kNow = 1'768'014'000;
constexpr JourneyId kThis{7};
constexpr JourneyId kOther{8};

const TimeZone& tokyo() {
  static const TimeZone zone = TimeZone::find("Asia/Tokyo").value();
  return zone;
}

class Door {
 public:
  explicit Door(Definition definition) : plan_(plan_of(std::move(definition), kThis)) {}

  [[nodiscard]] EntryDecision decide(const Trigger& trigger, Answer answer = Answer::Yes) const {
    return decide_entry(plan_, trigger, history, running_since,
                        {kNow, tokyo(), [=](std::string_view) { return answer; }});
  }
  [[nodiscard]] Refusal refusal(const Trigger& trigger, Answer answer = Answer::Yes) const {
    const EntryDecision decision = decide(trigger, answer);
    EXPECT_EQ(decision.verdict == EntryVerdict::Refuse, decision.refusal != Refusal::None);
    return decision.refusal;
  }

  std::vector<PastRun> history;
  std::int64_t running_since = 0;

 private:
  Plan plan_;
};

Definition two_mails() { return definition_from(kTwoMails); }
Definition two_mails(Reentry reentry) {
  Definition definition = two_mails();
  definition.reentry = reentry;
  return definition;
}
const Trigger kOrder{EventKind::Ordered, "100", kNow - 60, {{"product", "TEA"}}};
const Trigger kStay{std::nullopt, "stay1", kNow - 60, {}};

PastRun past(std::string entry_key, bool waiting, int days_ago, JourneyId journey = kThis) {
  return {RunId{days_ago + 1}, journey, std::move(entry_key), waiting, kNow - days_ago * kDay, 50, false};
}

TEST(Entry, ByItsEvent) {
  const Door door(two_mails());
  const EntryDecision decision = door.decide(kOrder);
  EXPECT_EQ(decision.verdict, EntryVerdict::Enter);
  EXPECT_EQ(decision.entry_key, "ordered:100");
  EXPECT_EQ(door.refusal({EventKind::Shipped, "100", kNow, {}}), Refusal::OtherEvent);
  EXPECT_EQ(door.refusal(kStay), Refusal::OtherEvent);
}

TEST(Entry, ByTheFactsAndTheConditionOfItsEvent) {
  Definition definition = two_mails();
  auto& entry = std::get<EntryEvent>(definition.nodes[0].kind);
  entry.match = {{"product", {"SET", "SERUM"}}};
  entry.condition = "first_order";
  const Door door(std::move(definition));
  EXPECT_EQ(door.refusal(kOrder), Refusal::NoMatch);
  const Trigger set{EventKind::Ordered, "100", kNow, {{"product", "TEA"}, {"product", "SET"}}};
  EXPECT_EQ(door.refusal(set), Refusal::None);
  EXPECT_EQ(door.refusal(set, Answer::No), Refusal::ConditionNotHeld);
  const EntryDecision later = door.decide(set, Answer::Unknown);
  EXPECT_EQ(later.verdict, EntryVerdict::AskAgain);
  EXPECT_GT(later.ask_again_at, kNow);
}

TEST(Entry, AnEventThatBecameKnownTooLateLetsNobodyIn) {
  const Door door(two_mails());
  EXPECT_EQ(door.refusal({EventKind::Ordered, "1", kNow - 7 * kDay, {}}), Refusal::None);
  EXPECT_EQ(door.refusal({EventKind::Ordered, "1", kNow - 7 * kDay - 1, {}}), Refusal::TooOld);
  EXPECT_EQ(door.refusal({EventKind::Ordered, "1", std::numeric_limits<std::int64_t>::min(), {}}), Refusal::TooOld);
}

TEST(Entry, TheSameThingNeverLetsAnybodyInTwice) {
  for (const Reentry reentry : {Reentry{Reentry::Rule::Always, 0, true}, Reentry{Reentry::Rule::Always, 0, false}}) {
    Door door(two_mails(reentry));
    door.history = {past("ordered:100", false, 400)};
    EXPECT_EQ(door.refusal(kOrder), Refusal::AlreadyEntered);
    door.history = {past("ordered:100", false, 400, kOther)};
    EXPECT_EQ(door.refusal(kOrder), Refusal::None);
  }
}

TEST(Entry, ReentryRules) {
  Door always(two_mails({Reentry::Rule::Always, 0, false}));
  always.history = {past("ordered:99", true, 1)};
  EXPECT_EQ(always.refusal(kOrder), Refusal::UnderWay);
  always.history = {past("ordered:99", false, 1)};
  EXPECT_EQ(always.refusal(kOrder), Refusal::None);

  Door never(two_mails({Reentry::Rule::Never, 0, false}));
  never.history = {past("ordered:99", false, 400)};
  EXPECT_EQ(never.refusal(kOrder), Refusal::NotAgain);
  never.history = {past("ordered:99", false, 400, kOther)};
  EXPECT_EQ(never.refusal(kOrder), Refusal::None);

  Door after(two_mails({Reentry::Rule::AfterDays, 30, false}));
  after.history = {past("ordered:98", false, 90), past("ordered:99", false, 29)};
  EXPECT_EQ(after.refusal(kOrder), Refusal::TooSoon);
  after.history = {past("ordered:98", false, 90), past("ordered:99", false, 30)};
  EXPECT_EQ(after.refusal(kOrder), Refusal::None);
}

TEST(Entry, TwoOrdersRunTwoJourneys) {
  Door door(two_mails({Reentry::Rule::Always, 0, true}));
  door.history = {past("ordered:99", true, 1)};
  EXPECT_EQ(door.refusal(kOrder), Refusal::None);
}

TEST(Entry, ByItsConditionOncePerStay) {
  Door door(definition_from(kDormant));
  EXPECT_EQ(door.decide(kStay).entry_key, "condition:stay1");
  EXPECT_EQ(door.refusal(kStay, Answer::No), Refusal::ConditionNotHeld);
  EXPECT_EQ(door.refusal(kOrder), Refusal::OtherEvent);
  door.history = {past("condition:stay1", false, 3)};
  EXPECT_EQ(door.refusal(kStay), Refusal::AlreadyEntered);
  door.history = {past("condition:stay0", false, 3)};
  EXPECT_EQ(door.refusal(kStay), Refusal::None) << "left and came back: starts again";
}

// A condition goes on holding, so a refusal that passes must not forget the customer.
TEST(Entry, WhoIsRefusedForNowIsAskedAgain) {
  Definition definition = definition_from(kDormant);
  definition.reentry = {Reentry::Rule::AfterDays, 30, false};
  Door door(std::move(definition));
  door.history = {past("condition:stay0", false, 10)};
  EXPECT_EQ(door.refusal(kStay), Refusal::TooSoon);
  EXPECT_EQ(door.decide(kStay).ask_again_at, kNow + 20 * kDay);
  door.history = {past("condition:stay0", true, 10)};
  EXPECT_EQ(door.decide(kStay).ask_again_at, kNow + kDay);
  Door by_event(two_mails({Reentry::Rule::AfterDays, 30, false}));
  by_event.history = {past("ordered:99", false, 10)};
  EXPECT_EQ(by_event.decide(kOrder).ask_again_at, std::nullopt);
}

TEST(Entry, ThoseAlreadyInCanBeSkipped) {
  Definition definition = definition_from(kDormant);
  std::get<EntryCondition>(definition.nodes[0].kind).already_in = EntryCondition::AlreadyIn::Skip;
  Door door(std::move(definition));
  door.running_since = kNow - 30;
  EXPECT_EQ(door.refusal(kStay), Refusal::BeforeStart);
  door.running_since = kNow - 90;
  EXPECT_EQ(door.refusal(kStay), Refusal::None);
}

TEST(Entry, OneExclusiveJourneyAtATime) {
  Definition definition = two_mails();
  definition.exclusive = true;
  definition.priority = 50;
  Door door(definition);
  PastRun other = past("ordered:1", true, 1, kOther);
  other.exclusive = true;
  for (const int priority : {50, 80}) {
    other.priority = priority;
    door.history = {other};
    EXPECT_EQ(door.refusal(kOrder), Refusal::Outranked);
  }
  other.priority = 49;
  door.history = {other};
  EXPECT_EQ(door.decide(kOrder).verdict, EntryVerdict::Enter);
  EXPECT_EQ(door.decide(kOrder).outranked, std::vector<RunId>{other.run});
  other.waiting = false;
  other.priority = 80;
  door.history = {other};
  EXPECT_TRUE(door.decide(kOrder).outranked.empty());
  other.waiting = true;
  other.exclusive = false;
  door.history = {other};
  EXPECT_EQ(door.decide(kOrder).verdict, EntryVerdict::Enter);
}

// 95 % of all samples of 50,000 lie within 1 permille of 100 at least; the draw is fixed, so this cannot turn.
TEST(Arms, SharesAreAsAskedAndGrowKeepingTheHeldOut) {
  std::array<int, 4> counts{};
  int left_when_grown = 0;
  constexpr int kCustomers = 50'000;
  for (int i = 1; i <= kCustomers; ++i) {
    const CustomerId customer{(std::int64_t{i} << 21U) + 5};
    const Arm arm = arm_of(customer, kThis, 100, 20);
    ++counts[static_cast<std::size_t>(arm)];
    if (arm == Arm::Holdout && arm_of(customer, kThis, 200, 20) != Arm::Holdout) ++left_when_grown;
  }
  EXPECT_NEAR(counts[static_cast<std::size_t>(Arm::GlobalHoldout)], 0.02 * kCustomers, 120);
  EXPECT_NEAR(counts[static_cast<std::size_t>(Arm::Holdout)], 0.98 * 0.1 * kCustomers, 270);
  EXPECT_EQ(left_when_grown, 0);
  EXPECT_EQ(arm_of(CustomerId{1}, kThis, 0, 0), Arm::Treated);
  EXPECT_EQ(arm_of(CustomerId{1}, kThis, 1000, 0), Arm::Holdout);
  EXPECT_EQ(arm_of(CustomerId{1}, kThis, 1000, 1000), Arm::GlobalHoldout);
}

// Two journeys hold out independently: 2 × 2 table, 1 degree of freedom, 0.999 quantile 10.8. So do the halves of a
// split within those treated.
TEST(Arms, JourneysAreIndependentOfEachOtherAndOfSplits) {
  const Split split{.arms = {{"a", 50, "x"}, {"b", 50, "y"}}};
  const std::string draw = split.draw_name(kThis.value, "halves");
  EXPECT_EQ(draw, "journey:7:halves");
  const auto chi_square = [](const std::array<std::array<double, 2>, 2>& table) {
    const double all = table[0][0] + table[0][1] + table[1][0] + table[1][1];
    double sum = 0;
    for (std::size_t i = 0; i < 2; ++i) {
      for (std::size_t j = 0; j < 2; ++j) {
        const double expected = (table[i][0] + table[i][1]) * (table[0][j] + table[1][j]) / all;
        sum += (table[i][j] - expected) * (table[i][j] - expected) / expected;
      }
    }
    return sum;
  };
  std::array<std::array<double, 2>, 2> journeys{};
  std::array<std::array<double, 2>, 2> arms{};
  std::array<std::array<double, 2>, 2> seasons{};
  for (int i = 1; i <= 100'000; ++i) {
    const CustomerId customer{i};
    const bool held = arm_of(customer, kThis, 300, 0) == Arm::Holdout;
    journeys[held ? 1 : 0][arm_of(customer, kOther, 300, 0) == Arm::Holdout ? 1 : 0] += 1;
    arms[held ? 1 : 0][stable_slot(i, draw, 100) < 50 ? 1 : 0] += 1;
    seasons[arm_of(customer, kThis, 0, 300, "2026q1") == Arm::GlobalHoldout ? 1 : 0]
           [arm_of(customer, kThis, 0, 300, "2026q2") == Arm::GlobalHoldout ? 1 : 0] += 1;
  }
  EXPECT_LT(chi_square(journeys), 10.8);
  EXPECT_LT(chi_square(arms), 10.8);
  EXPECT_LT(chi_square(seasons), 10.8);
}

// 99 degrees of freedom, 0.999 quantile 148.2.
TEST(Arms, TheHoldoutDrawIsUniform) {
  std::array<int, 100> counts{};
  for (int i = 1; i <= 100'000; ++i) ++counts[static_cast<std::size_t>(stable_slot(i, "holdout:journey:7", 100))];
  double sum = 0;
  for (const int count : counts) sum += (count - 1000.0) * (count - 1000.0) / 1000.0;
  EXPECT_LT(sum, 148.2);
}

}  // namespace
}  // namespace tsuzuku::journeys
