#include "channels/mail/pacing/pacing.hpp"

#include <gtest/gtest.h>

namespace tsuzuku::channels {
namespace {

constexpr PaceLimit kSixty = {.messages_per_minute = 60, .connections = 1};

// Messages that go within `seconds` when one always waits.
int sent_within(std::int64_t seconds, Pace& pace, const PaceLimit& limit, std::int64_t start_ms, OutcomeKind outcome) {
  int sent = 0;
  for (std::int64_t now = start_ms; now < start_ms + seconds * 1'000;) {
    const Turn turn = take_turn(pace, limit, now);
    if (turn.go) {
      ++sent;
      pace = after(turn.pace, outcome, now);
    } else {
      EXPECT_GT(turn.wait_ms, 0);
      now += turn.wait_ms;
    }
  }
  return sent;
}

TEST(Pacing, KeepsTheLimitOverAMinute) {
  for (const std::int64_t per_minute : {1, 7, 60, 3'000, 60'000}) {
    Pace pace;
    const int sent =
        sent_within(60, pace, {.messages_per_minute = per_minute, .connections = 1}, 1'000'000, OutcomeKind::Sent);
    EXPECT_LE(sent, per_minute + per_minute / 60 + 1) << per_minute;
    EXPECT_GE(sent, per_minute - per_minute / 60) << per_minute;
  }
}

TEST(Pacing, SilenceEarnsOneSecondOnly) {
  Pace pace;
  EXPECT_LE(sent_within(1, pace, {.messages_per_minute = 600, .connections = 1}, 1'000'000'000, OutcomeKind::Sent), 21);
}

TEST(Pacing, RefusalsHalveTheRateAndSuccessGivesItBack) {
  Pace pace = after({}, OutcomeKind::TemporaryRefusal, 5'000);
  EXPECT_EQ(pace.rate_permille, 500);
  EXPECT_FALSE(take_turn(pace, kSixty, 14'999).go);
  EXPECT_TRUE(take_turn(pace, kSixty, 15'000).go);
  for (int i = 0; i < 20; ++i) pace = after(pace, OutcomeKind::TemporaryRefusal, 0);
  EXPECT_EQ(pace.rate_permille, 15);
  for (int i = 0; i < 98; ++i) pace = after(pace, OutcomeKind::Sent, 0);
  EXPECT_EQ(pace.rate_permille, 995);
  EXPECT_EQ(after(pace, OutcomeKind::Sent, 0).rate_permille, 1'000);
  EXPECT_EQ(after(pace, OutcomeKind::PermanentRefusal, 0), pace);
}

TEST(Pacing, AClockSetBackDoesNotStopTheMail) {
  const Turn turn = take_turn({.next_ms = 1'000'000'000'000}, kSixty, 1'000);
  EXPECT_TRUE(turn.go);
  EXPECT_LE(turn.pace.next_ms, 2'000);
}

TEST(Pacing, OneOperatorOneLimit) {
  EXPECT_EQ(operator_of("GoogleMail.com"), operator_of("gmail.com"));
  EXPECT_EQ(operator_of("ezweb.ne.jp"), "au");
  EXPECT_EQ(operator_of("Shop.example"), "shop.example");
  EXPECT_EQ(operator_of(""), "");
  EXPECT_LT(default_limit("docomo").messages_per_minute, default_limit("gmail").messages_per_minute);
  EXPECT_GT(default_limit("shop.example").messages_per_minute, 0);
}

}  // namespace
}  // namespace tsuzuku::channels
