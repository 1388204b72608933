// Every state against every event: a table, so that a change of the machine is a change of this page.

#include "journeys/outbox.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

namespace tsuzuku::journeys {
namespace {

using domain::TouchState;
using enum domain::TouchState;

constexpr std::int64_t kNow = 1'000'000;

Outgoing in(TouchState state) {
  return {.key = "7:mail:1", .state = state, .due_at = kNow, .expires_at = kNow + 86'400, .attempts = 1};
}

const std::vector<TouchState> kStates = {Planned, Held, Sending, Sent, Delivered, Bounced, Skipped, InDoubt, Failed};

struct Row {
  const char* name;
  OutboxEvent event;
  std::map<TouchState, TouchState> changes;
  std::vector<TouchState> nothing;  // all others: refused
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"claim", Claim{}, {{Planned, Sending}}, {}},
      {"accepted", Accepted{}, {{Sending, Sent}, {InDoubt, Sent}}, {Sent, Delivered, Bounced}},
      {"refused for good", RefusedForGood{"550"}, {{Sending, Failed}, {InDoubt, Failed}}, {Failed}},
      {"not taken", NotTaken{"451"}, {{Sending, Planned}}, {Planned}},
      {"given back", GivenBack{kNow + 60, "no_turn"}, {{Sending, Planned}}, {Planned}},
      {"withheld", Withheld{"no_consent"}, {{Sending, Skipped}}, {Skipped}},
      {"no answer", NoAnswer{"hung"}, {{Sending, InDoubt}}, {InDoubt}},
      {"restarted, not known", Restarted{}, {{Sending, InDoubt}}, kStates},
      {"restarted, not reached", Restarted{false}, {{Sending, Planned}}, kStates},
      {"restarted, reached", Restarted{true}, {{Sending, Sent}}, kStates},
      {"move", Move{kNow + 60, "quiet_hours"}, {{Planned, Planned}, {Held, Held}}, {}},
      {"hold", Hold{"approval"}, {{Planned, Held}}, {Held}},
      {"release", Release{}, {{Held, Planned}}, {Planned}},
      {"skip", Skip{"expired"}, {{Planned, Skipped}, {Held, Skipped}}, {Skipped}},
      {"was sent", Resolve{Resolution::WasSent}, {{InDoubt, Sent}}, {}},
      {"send again", Resolve{Resolution::SendAgain}, {{InDoubt, Planned}}, {}},
      {"give up", Resolve{Resolution::GiveUp}, {{InDoubt, Skipped}}, {}},
      {"delivered",
       ReceiptDelivered{},
       {{Sending, Delivered}, {Sent, Delivered}, {InDoubt, Delivered}},
       {Delivered, Bounced}},
      {"bounced",
       ReceiptBounced{"5.1.1"},
       {{Sending, Bounced}, {Sent, Bounced}, {InDoubt, Bounced}, {Delivered, Bounced}},
       {Bounced}},
  };
  return all;
}

TEST(Outbox, EveryStateAgainstEveryEvent) {
  for (const Row& row : rows()) {
    for (const TouchState state : kStates) {
      Outgoing touch = in(state);
      const OutboxVerdict verdict = apply(touch, row.event, kNow);
      const std::string where = std::string(row.name) + " in " + std::string(name_of(state));
      if (const auto change = row.changes.find(state); change != row.changes.end()) {
        EXPECT_EQ(verdict, OutboxVerdict::Changed) << where;
        EXPECT_EQ(touch.state, change->second) << where;
      } else {
        const bool nothing = std::ranges::find(row.nothing, state) != row.nothing.end();
        EXPECT_EQ(verdict, nothing ? OutboxVerdict::Nothing : OutboxVerdict::Refused) << where;
        EXPECT_EQ(touch, in(state)) << where;
      }
    }
  }
}

TEST(Outbox, NothingIsClaimedBeforeItsTime) {
  Outgoing touch = in(Planned);
  EXPECT_EQ(apply(touch, Claim{}, kNow - 1), OutboxVerdict::Refused);
  EXPECT_EQ(apply(touch, Claim{}, kNow), OutboxVerdict::Changed);
  EXPECT_EQ(touch.attempts, 2);
}

TEST(Outbox, TriesAgainLaterAndLaterAndThenGivesUp) {
  Outgoing touch = in(Planned);
  touch.attempts = 0;
  touch.expires_at = kNow + 30 * 86'400;
  std::int64_t now = kNow;
  std::int64_t last_delay = 0;
  while (touch.state == Planned) {
    ASSERT_EQ(apply(touch, Claim{}, now), OutboxVerdict::Changed);
    ASSERT_EQ(apply(touch, NotTaken{"451 later"}, now), OutboxVerdict::Changed);
    if (touch.state != Planned) break;
    const std::int64_t delay = touch.due_at - now;
    EXPECT_GE(delay, std::min<std::int64_t>(last_delay, 4 * 3'600 * 8 / 10));
    EXPECT_LE(delay, 4 * 3'600 * 12 / 10);
    last_delay = delay;
    now = touch.due_at;
  }
  EXPECT_EQ(touch.state, Failed);
  EXPECT_EQ(touch.attempts, RetryPolicy{}.attempts_max);
  EXPECT_EQ(touch.reason, "451 later");
}

TEST(Outbox, DoesNotTryBeyondItsTime) {
  Outgoing touch = in(Sending);
  touch.expires_at = kNow + 10;
  EXPECT_EQ(apply(touch, NotTaken{"451"}, kNow), OutboxVerdict::Changed);
  EXPECT_EQ(touch.state, Failed);
}

TEST(Outbox, WhatFailedTogetherDoesNotComeBackTogether) {
  std::map<std::int64_t, int> seconds;
  for (int i = 0; i < 1'000; ++i) ++seconds[retry_delay({}, 5, "run:" + std::to_string(i))];
  EXPECT_GT(seconds.size(), 30U);
  EXPECT_GE(seconds.begin()->first, 960 * 8 / 10);
  EXPECT_LE(seconds.rbegin()->first, 960 * 12 / 10);
}

// However the events come: once a message may have left, only a person lets it go again.
RC_GTEST_PROP(Outbox, OnlyAPersonSendsAgainWhatMayHaveLeft, ()) {
  Outgoing touch = in(Planned);
  std::int64_t now = kNow;
  bool may_have_left = false;
  const auto steps = *rc::gen::inRange(1, 40);
  for (int i = 0; i < steps; ++i) {
    const auto& row = rows()[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(rows().size())))];
    now += *rc::gen::inRange(0, 20'000);
    const TouchState before = touch.state;
    const bool changed = apply(touch, row.event, now) == OutboxVerdict::Changed;
    if (before == Sending && changed) {
      // Certain not to have left: the channel said so, or was not asked.
      const bool not_left =
          std::holds_alternative<NotTaken>(row.event) || std::holds_alternative<RefusedForGood>(row.event) ||
          std::holds_alternative<GivenBack>(row.event) || std::holds_alternative<Withheld>(row.event) ||
          (std::holds_alternative<Restarted>(row.event) && std::get<Restarted>(row.event).reached == false);
      may_have_left = may_have_left || !not_left;
    }
    if (changed && std::holds_alternative<Resolve>(row.event)) may_have_left = false;
    RC_ASSERT(!(may_have_left && (touch.state == Planned || touch.state == Sending)));
  }
}

TEST(Outbox, WhatIsGivenBackHasNotBeenTried) {
  Outgoing touch = in(Planned);
  ASSERT_EQ(apply(touch, Claim{}, kNow), OutboxVerdict::Changed);
  ASSERT_EQ(touch.attempts, 2);
  ASSERT_EQ(apply(touch, GivenBack{kNow + 60, "no_turn"}, kNow), OutboxVerdict::Changed);
  EXPECT_EQ(touch.attempts, 1);
  EXPECT_EQ(touch.due_at, kNow + 60);
  ASSERT_EQ(apply(touch, Claim{}, kNow + 60), OutboxVerdict::Changed);
  ASSERT_EQ(apply(touch, GivenBack{0, "closed"}, kNow + 60), OutboxVerdict::Changed);
  EXPECT_EQ(touch.due_at, kNow + 60) << "never into the past";
}

TEST(Outbox, TheChannelMayAskForMorePatience) {
  Outgoing touch = in(Sending);
  ASSERT_EQ(apply(touch, NotTaken{.reason = "451", .not_before = kNow + 7'200}, kNow), OutboxVerdict::Changed);
  EXPECT_EQ(touch.due_at, kNow + 7'200);
  Outgoing soon = in(Sending);
  ASSERT_EQ(apply(soon, NotTaken{.reason = "451", .not_before = kNow + 1}, kNow), OutboxVerdict::Changed);
  EXPECT_GE(soon.due_at, kNow + 40) << "and not for less";
}

}  // namespace
}  // namespace tsuzuku::journeys
