// Quiet hours and frequency cap: what goes now, what moves, what is dropped.

#include "journeys/delivery_rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace tsuzuku::journeys {
namespace {

using domain::Channel;

constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kMidnight = 1'767'970'800;  // 2026-01-10 00:00 in Tokyo
constexpr int kNine = 21 * 3'600;
constexpr int kEight = 8 * 3'600;

const TimeZone& tokyo() {
  static const TimeZone zone = TimeZone::find("Asia/Tokyo").value();
  return zone;
}

const DeliveryRules kNights{{{kNine, kEight, {}}}, {}};

PlannedTouch touch(std::int64_t due, std::string key = "1") {
  return {.key = std::move(key), .due_at = due, .expires_at = due + 3 * kDay};
}

std::vector<DeliveryDecision> decide(const std::vector<PlannedTouch>& planned, const DeliveryRules& rules,
                                     const std::vector<RecentTouch>& recent, std::int64_t now) {
  const std::vector<const DeliveryRules*> rules_of(planned.size(), &rules);
  return decide_delivery(planned, rules_of, recent, now, tokyo());
}
DeliveryDecision decide_one(const PlannedTouch& planned, const DeliveryRules& rules,
                            const std::vector<RecentTouch>& recent, std::int64_t now) {
  return decide({planned}, rules, recent, now).front();
}
DeliveryDecision sends(std::int64_t at) { return {"1", DeliveryVerdict::SendNow, at, DeliveryReason::None}; }
DeliveryDecision moves(std::int64_t at, DeliveryReason why) { return {"1", DeliveryVerdict::MoveTo, at, why}; }
DeliveryDecision drops(std::int64_t at, DeliveryReason why) { return {"1", DeliveryVerdict::Drop, at, why}; }

TEST(QuietHours, HoldOverMidnight) {
  for (const auto& [hour, until] : std::vector<std::pair<std::int64_t, std::int64_t>>{
           {0, 8}, {7, 8}, {8, 8}, {12, 12}, {20, 20}, {21, 32}, {23, 32}}) {
    const std::int64_t now = kMidnight + hour * kHour;
    const auto decision = decide_one(touch(now), kNights, {}, now);
    if (hour == until) {
      EXPECT_EQ(decision, sends(now)) << hour;
    } else {
      EXPECT_EQ(decision, moves(kMidnight + until * kHour, DeliveryReason::QuietHours)) << hour;
    }
  }
}

TEST(QuietHours, OfOtherChannelsDoNotConcernAMail) {
  const DeliveryRules phone{{{kNine, kEight, {Channel::Phone}}}, {}};
  EXPECT_EQ(decide_one(touch(kMidnight), phone, {}, kMidnight), sends(kMidnight));
  PlannedTouch call = touch(kMidnight);
  call.channel = Channel::Phone;
  EXPECT_EQ(decide_one(call, phone, {}, kMidnight), moves(kMidnight + 8 * kHour, DeliveryReason::QuietHours));
}

TEST(QuietHours, AClockChangeDoesNotLoseTheMorning) {
  const TimeZone london = TimeZone::find("Europe/London").value();
  const std::int64_t now = 1'774'742'400;  // 2026-03-29 00:00 UTC, an hour before the clocks go forward
  const std::vector<PlannedTouch> planned = {touch(now)};
  const std::vector<const DeliveryRules*> rules = {&kNights};
  EXPECT_EQ(decide_delivery(planned, rules, {}, now, london).front(),
            moves(now + 7 * kHour, DeliveryReason::QuietHours));
}

TEST(Delivery, WhatIsNotDueIsLeftAlone) {
  EXPECT_EQ(decide_one(touch(kMidnight + kDay), kNights, {}, kMidnight),
            moves(kMidnight + kDay, DeliveryReason::NotYetDue));
}

TEST(Delivery, DroppedByRuleOrWhenItsTimeRunsOut) {
  PlannedTouch night = touch(kMidnight);
  night.when_quiet = WhenBlocked::Drop;
  EXPECT_EQ(decide_one(night, kNights, {}, kMidnight), drops(kMidnight, DeliveryReason::QuietHours));
  PlannedTouch hasty = touch(kMidnight);
  hasty.expires_at = kMidnight + 7 * kHour;
  EXPECT_EQ(decide_one(hasty, kNights, {}, kMidnight), drops(kMidnight, DeliveryReason::QuietHours));
  EXPECT_EQ(decide_one(touch(kMidnight), {}, {}, kMidnight + 3 * kDay), sends(kMidnight + 3 * kDay));
  EXPECT_EQ(decide_one(touch(kMidnight), {}, {}, kMidnight + 3 * kDay + 1),
            drops(kMidnight + 3 * kDay + 1, DeliveryReason::Expired));
}

TEST(FrequencyCap, MovesToTheFirstMomentWithRoom) {
  const DeliveryRules two_a_week{{}, {{2, 168, {}}}};
  const std::int64_t now = kMidnight + 12 * kHour;
  const RecentTouch monday{Channel::LineCampaign, now - 6 * kDay, true};
  const RecentTouch tuesday{Channel::Mail, now - 5 * kDay, true};
  EXPECT_EQ(decide_one(touch(now), two_a_week, {monday}, now), sends(now));
  EXPECT_EQ(decide_one(touch(now), two_a_week, {monday, tuesday}, now),
            moves(now + kDay, DeliveryReason::FrequencyCap));
  const RecentTouch week_ago{Channel::Mail, now - 7 * kDay, true};
  EXPECT_EQ(decide_one(touch(now), two_a_week, {week_ago, tuesday}, now), sends(now));
  PlannedTouch dropped = touch(now);
  dropped.when_capped = WhenBlocked::Drop;
  EXPECT_EQ(decide_one(dropped, two_a_week, {monday, tuesday}, now), drops(now, DeliveryReason::FrequencyCap));
  PlannedTouch hasty = touch(now);
  hasty.expires_at = now + kHour;
  EXPECT_EQ(decide_one(hasty, two_a_week, {monday, tuesday}, now), drops(now, DeliveryReason::FrequencyCap));
}

TEST(FrequencyCap, CountsItsChannelsAndAdvertisingOnly) {
  const DeliveryRules one_mail_a_day{{}, {{1, 24, {Channel::Mail, Channel::Sms}}}};
  const std::int64_t now = kMidnight + 12 * kHour;
  EXPECT_EQ(decide_one(touch(now), one_mail_a_day, {{Channel::LineCampaign, now - kHour, true}}, now), sends(now));
  EXPECT_EQ(decide_one(touch(now), one_mail_a_day, {{Channel::Mail, now - kHour, false}}, now), sends(now));
  EXPECT_EQ(decide_one(touch(now), one_mail_a_day, {{Channel::Sms, now - kHour, true}}, now),
            moves(now + 23 * kHour, DeliveryReason::FrequencyCap));
  PlannedTouch confirmation = touch(now);
  confirmation.advertising = false;
  EXPECT_EQ(decide_one(confirmation, {kNights.quiet_hours, one_mail_a_day.caps}, {{Channel::Mail, now - 1, true}}, now),
            sends(now));
}

TEST(FrequencyCap, TheMoreImportantGoesFirst) {
  const DeliveryRules one_a_day{{}, {{1, 24, {}}}};
  PlannedTouch low = touch(kMidnight - kHour, "low");
  PlannedTouch high = touch(kMidnight, "high");
  high.priority = 10;
  const auto decisions = decide({low, high}, one_a_day, {}, kMidnight);
  EXPECT_EQ(decisions[0],
            (DeliveryDecision{"low", DeliveryVerdict::MoveTo, kMidnight + kDay, DeliveryReason::FrequencyCap}));
  EXPECT_EQ(decisions[1], (DeliveryDecision{"high", DeliveryVerdict::SendNow, kMidnight, DeliveryReason::None}));
}

TEST(Delivery, QuietHoursAndCapPushInTurns) {
  // Room comes at 22:00, within quiet hours: so 08:00 of the next day.
  const DeliveryRules rules{kNights.quiet_hours, {{1, 24, {}}}};
  const std::int64_t now = kMidnight + 12 * kHour;
  EXPECT_EQ(decide_one(touch(now), rules, {{Channel::Mail, kMidnight - 2 * kHour, true}}, now),
            moves(kMidnight + 32 * kHour, DeliveryReason::FrequencyCap));
}

TEST(Delivery, RulesWithoutAnyMomentDropAndSaySo) {
  const DeliveryRules never{{{0, 43'200, {}}, {43'200, 0, {}}}, {}};
  PlannedTouch patient = touch(kMidnight);
  patient.expires_at = kMidnight + 1'000 * kDay;
  const auto decision = decide_one(patient, never, {}, kMidnight);
  EXPECT_EQ(decision.verdict, DeliveryVerdict::Drop);
  EXPECT_EQ(decision.reason, DeliveryReason::QuietHours);
}

TEST(Delivery, ShopAndJourneyRulesBothHold) {
  const DeliveryRules shop{kNights.quiet_hours, {}};
  const DeliveryRules journey{{{kEight, 10 * 3'600, {}}}, {{1, 24, {}}}};
  const DeliveryRules both = combined(shop, journey);
  EXPECT_EQ(decide_one(touch(kMidnight), both, {}, kMidnight),
            moves(kMidnight + 10 * kHour, DeliveryReason::QuietHours));
  EXPECT_EQ(both.caps.size(), 1U);
}

// Whatever is planned and was sent: what the decisions let out keeps every cap and every quiet hour, and what is
// neither sent nor moved has a reason.
RC_GTEST_PROP(Delivery, NoDecisionBreaksARule, ()) {
  const auto number = [](int least, int most) { return *rc::gen::inRange(least, most); };
  DeliveryRules rules;
  if (number(0, 2) == 1) rules.quiet_hours.push_back({number(0, 24) * 3'600, number(0, 23) * 3'600 + 1'800, {}});
  const int caps = number(0, 3);
  for (int i = 0; i < caps; ++i) rules.caps.push_back({number(1, 4), number(1, 100), {}});
  const std::int64_t now = kMidnight + number(0, 48) * 1'800;
  std::vector<RecentTouch> recent;
  const int sent = number(0, 5);
  for (int i = 0; i < sent; ++i) recent.push_back({Channel::Mail, now - number(0, 200) * 1'800, number(0, 4) > 0});
  std::vector<PlannedTouch> planned;
  const int touches = number(1, 6);
  for (int i = 0; i < touches; ++i) {
    PlannedTouch one = touch(now - number(-3, 20) * kHour, std::to_string(i));
    one.priority = number(0, 3);
    one.advertising = number(0, 5) > 0;
    one.when_capped = number(0, 2) == 0 ? WhenBlocked::Move : WhenBlocked::Drop;
    planned.push_back(std::move(one));
  }
  const auto decisions = decide(planned, rules, recent, now);
  RC_ASSERT(decisions.size() == planned.size());
  std::vector<std::int64_t> going;
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    const DeliveryDecision& decision = decisions[i];
    RC_ASSERT(decision.key == planned[i].key);
    RC_ASSERT((decision.verdict == DeliveryVerdict::SendNow) == (decision.reason == DeliveryReason::None));
    if (decision.verdict == DeliveryVerdict::Drop || decision.reason == DeliveryReason::NotYetDue) continue;
    RC_ASSERT(decision.at >= now);
    RC_ASSERT(decision.at <= planned[i].expires_at);
    if (!planned[i].advertising) continue;
    going.push_back(decision.at);
    for (const QuietHours& quiet : rules.quiet_hours) {
      const int second = tokyo().second_of_day(decision.at);
      const bool inside = *quiet.from <= *quiet.to ? second >= *quiet.from && second < *quiet.to
                                                   : second >= *quiet.from || second < *quiet.to;
      RC_ASSERT(!inside);
    }
  }
  for (const FrequencyCap& cap : rules.caps) {
    for (const std::int64_t end : going) {
      std::int64_t within = 0;
      for (const RecentTouch& one : recent)
        within += one.advertising && one.at <= end && one.at > end - cap.hours * kHour;
      const bool only_old = within >= cap.touches;  // then this one may not have been let out in the same span
      for (const std::int64_t other : going) within += other <= end && other > end - cap.hours * kHour;
      RC_ASSERT(!only_old && within <= cap.touches);
    }
  }
}

}  // namespace
}  // namespace tsuzuku::journeys
