#include "services/messages/sending/lanes.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace tsuzuku::services {
namespace {

using channels::Lane;
using channels::OutcomeKind;
using Kind = Lanes::Pick::Kind;

const Lane kFast{.name = "gmail", .limit = {.messages_per_minute = 60'000, .connections = 10}};
const Lane kSlow{.name = "docomo", .limit = {.messages_per_minute = 60, .connections = 1}};

void begin(Lanes& lanes, const std::vector<Lane>& messages) {
  lanes.begin();
  for (const Lane& lane : messages) lanes.add(lane);
}

TEST(Lanes, EveryMessageIsPickedOnce) {
  Lanes lanes;
  begin(lanes, {kFast, kSlow, kFast, kFast});
  std::set<std::size_t> picked;
  std::int64_t now = 1'000'000;
  for (auto pick = lanes.pick(now); pick.kind != Kind::Finished; pick = lanes.pick(now)) {
    if (pick.kind == Kind::Go) {
      EXPECT_TRUE(picked.insert(pick.message).second);
      lanes.done(pick.message, OutcomeKind::Sent, now);
    } else {
      now += pick.wait_ms;
    }
  }
  EXPECT_EQ(picked.size(), 4U);
}

TEST(Lanes, ASlowLaneHoldsUpNobodyElse) {
  Lanes lanes;
  begin(lanes, {kSlow, kSlow, kSlow, kSlow, kFast});
  std::vector<std::size_t> picked;
  for (int i = 0; i < 10; ++i) {
    const auto pick = lanes.pick(1'000'000);
    if (pick.kind != Kind::Go) continue;
    picked.push_back(pick.message);
    lanes.done(pick.message, OutcomeKind::Sent, 1'000'000);
  }
  EXPECT_EQ(std::set<std::size_t>(picked.begin(), picked.end()).count(4), 1U) << "the fast one goes";
  EXPECT_LE(picked.size(), 3U) << "of the slow ones a second's worth";
}

TEST(Lanes, NoMoreConnectionsThanTheLaneTakes) {
  Lanes lanes;
  const Lane two{.name = "x", .limit = {.messages_per_minute = 60'000, .connections = 2}};
  begin(lanes, {two, two, two});
  std::int64_t now = 1'000'000;
  const auto first = lanes.pick(now);
  ASSERT_EQ(first.kind, Kind::Go);
  now += 1'000;
  ASSERT_EQ(lanes.pick(now).kind, Kind::Go);
  now += 1'000;
  const auto third = lanes.pick(now);
  EXPECT_EQ(third.kind, Kind::Wait);
  EXPECT_GT(third.wait_ms, 0);
  lanes.done(first.message, OutcomeKind::Sent, now);
  EXPECT_EQ(lanes.pick(now + 1'000).kind, Kind::Go);
}

TEST(Lanes, WhatIsLeftComesBackInTurnAndThePaceIsRemembered) {
  Lanes lanes;
  begin(lanes, {kSlow, kSlow, kSlow});
  const auto pick = lanes.pick(1'000'000);
  ASSERT_EQ(pick.kind, Kind::Go);
  lanes.done(pick.message, OutcomeKind::TemporaryRefusal, 1'000'000);
  const auto rest = lanes.take_rest(1'000'000);
  ASSERT_EQ(rest.size(), 2U);
  EXPECT_GE(rest[0].wait_ms, 10'000) << "held after the refusal";
  EXPECT_EQ(rest[1].wait_ms - rest[0].wait_ms, 2'000) << "half of the limit";
  EXPECT_EQ(lanes.pick(1'000'000).kind, Kind::Finished);
  begin(lanes, {kSlow});
  EXPECT_EQ(lanes.pick(1'005'000).kind, Kind::Wait);
  EXPECT_EQ(lanes.pick(1'010'000).kind, Kind::Go);
}

}  // namespace
}  // namespace tsuzuku::services
