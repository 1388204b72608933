#include "services/messages/eligibility.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "services/messages/foreign_words.hpp"
#include "services/messages/sending/outcomes.hpp"

namespace tsuzuku::services {
namespace {

using channels::Outcome;
using channels::OutcomeKind;
using channels::Stage;
using domain::ConsentState;

constexpr ConsentWord kGiven{.id = 1, .state = ConsentState::Given, .at = 100};

Eligibility someone() {
  return {.known = true,
          .told = true,
          .address = "a@mail.example",
          .advertising = true,
          .consent = kGiven,
          .suppression = {}};
}
Suppression suppressed(SuppressionReason reason, std::int64_t at) {
  return {.address = "a@mail.example", .channel = domain::Channel::Mail, .reason = reason, .detail = {}, .at = at};
}

TEST(Eligibility, TheFirstObstacleIsTold) {
  EXPECT_EQ(obstacle(someone()), "");
  Eligibility facts = someone();
  facts.consent.reset();
  EXPECT_EQ(obstacle(facts), "no_consent");
  facts.suppression = suppressed(SuppressionReason::Bounced, 1);
  EXPECT_EQ(obstacle(facts), "suppressed");
  facts.address.clear();
  EXPECT_EQ(obstacle(facts), "bad_address");
  facts.told = false;
  EXPECT_EQ(obstacle(facts), "no_address");
  facts.known = false;
  EXPECT_EQ(obstacle(facts), "no_customer");
}

TEST(Eligibility, WhoWantsNoAdvertisingStillGetsWhatTheyAskedFor) {
  Eligibility facts = someone();
  facts.consent = ConsentWord{.id = 2, .state = ConsentState::Withdrawn, .at = 200};
  facts.suppression = suppressed(SuppressionReason::Unsubscribed, 200);
  EXPECT_EQ(obstacle(facts), "suppressed");
  facts.advertising = false;
  EXPECT_EQ(obstacle(facts), "");
  for (const auto reason : {SuppressionReason::Bounced, SuppressionReason::Complained, SuppressionReason::Staff}) {
    facts.suppression = suppressed(reason, 200);
    EXPECT_EQ(obstacle(facts), "suppressed") << name_of(reason);
  }
}

TEST(Eligibility, ConsentThatWasGivenAgainCounts) {
  Eligibility facts = someone();
  facts.suppression = suppressed(SuppressionReason::Unsubscribed, 100);
  EXPECT_EQ(obstacle(facts), "suppressed");
  facts.consent->at = 101;
  EXPECT_EQ(obstacle(facts), "");
  facts.suppression = suppressed(SuppressionReason::Complained, 100);
  EXPECT_EQ(obstacle(facts), "suppressed") << "a complaint stays until a person takes it back";
}

TEST(Outcomes, WhatAnAnswerMeansForATouch) {
  const auto event = [](OutcomeKind kind, Stage stage) {
    return settled_by({.kind = kind, .answer = {.stage = stage, .answered = true, .code = 451, .text = "451 later"}},
                      1'000)
        .event;
  };
  EXPECT_TRUE(std::holds_alternative<journeys::Accepted>(event(OutcomeKind::Sent, Stage::HandedOver)));
  EXPECT_TRUE(std::holds_alternative<journeys::NotTaken>(event(OutcomeKind::TemporaryRefusal, Stage::Recipient)));
  EXPECT_TRUE(std::holds_alternative<journeys::RefusedForGood>(event(OutcomeKind::PermanentRefusal, Stage::Recipient)));
  EXPECT_TRUE(std::holds_alternative<journeys::NoAnswer>(event(OutcomeKind::InDoubt, Stage::HandedOver)));
  EXPECT_TRUE(std::holds_alternative<journeys::GivenBack>(event(OutcomeKind::NotConnected, Stage::Connection)));
  EXPECT_TRUE(std::holds_alternative<journeys::NotTaken>(event(OutcomeKind::NotConnected, Stage::Content)));
}

TEST(Outcomes, ThePatienceThatWasAskedForIsKept) {
  Outcome later{.kind = OutcomeKind::TemporaryRefusal,
                .answer = {.stage = Stage::Recipient, .answered = true, .code = 451}};
  later.answer.retry_after_seconds = 7'200;
  EXPECT_EQ(std::get<journeys::NotTaken>(settled_by(later, 1'000).event).not_before, 8'200);
}

TEST(Outcomes, AMailIsTriedForAboutADayAndNeverWithinFiveMinutes) {
  const journeys::RetryPolicy policy = retry_policy(domain::Channel::Mail);
  journeys::Outgoing touch{
      .key = "7:mail:1", .state = domain::TouchState::Planned, .due_at = 0, .expires_at = 30 * 86'400};
  std::int64_t now = 0;
  int tries = 0;
  while (touch.state == domain::TouchState::Planned) {
    const std::int64_t last = now;
    now = touch.due_at;
    if (tries > 0) {
      EXPECT_GE(now - last, 300);
      EXPECT_LE(now - last, 5 * 3'600);
    }
    ASSERT_EQ(journeys::apply(touch, journeys::Claim{}, now, policy), journeys::OutboxVerdict::Changed);
    ASSERT_EQ(journeys::apply(touch, journeys::NotTaken{.reason = "451"}, now, policy),
              journeys::OutboxVerdict::Changed);
    ++tries;
  }
  EXPECT_EQ(touch.state, domain::TouchState::Failed);
  EXPECT_EQ(tries, 11);
  EXPECT_GT(now, 18 * 3'600);
  EXPECT_LT(now, 28 * 3'600);
}

TEST(Outcomes, WordsInAnyBytesCanBeStored) {
  using namespace std::string_view_literals;
  Outcome refused{.kind = OutcomeKind::PermanentRefusal,
                  .answer = {.stage = Stage::Recipient, .answered = true, .code = 550}};
  refused.answer.text = "550 \x83\x81\x00\x01 no\r\n\tsuch user"sv;
  const std::string stored = settled_by(refused, 0).answer;
  EXPECT_TRUE(is_utf8(stored));
  EXPECT_TRUE(std::ranges::none_of(stored, [](char c) { return c >= 0 && c < 0x20; })) << stored;
  EXPECT_TRUE(stored.contains("such user"));
  refused.answer.text = std::string(10'000, 'x');
  EXPECT_EQ(settled_by(refused, 0).answer.size(), kForeignWordsBytes);
}

}  // namespace
}  // namespace tsuzuku::services
