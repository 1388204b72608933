#include "channels/mail/pacing/pacing.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace tsuzuku::channels {
namespace {

struct Operator {
  std::string_view name;
  std::array<std::string_view, 5> domains;
  PaceLimit limit;
};
// The carriers of Japanese phones refuse bursts soonest; all of them publish no figure.
constexpr std::array<Operator, 7> kOperators = {{
    {"docomo", {"docomo.ne.jp"}, {.messages_per_minute = 300, .connections = 2}},
    {"au", {"au.com", "ezweb.ne.jp", "uqmobile.jp"}, {.messages_per_minute = 300, .connections = 2}},
    {"softbank",
     {"softbank.ne.jp", "i.softbank.jp", "vodafone.ne.jp", "disney.ne.jp", "ymobile.ne.jp"},
     {.messages_per_minute = 300, .connections = 2}},
    {"yahoo.co.jp", {"yahoo.co.jp", "yahoo.ne.jp", "ymail.ne.jp"}, {.messages_per_minute = 1'200, .connections = 4}},
    {"gmail", {"gmail.com", "googlemail.com"}, {.messages_per_minute = 3'000, .connections = 10}},
    {"microsoft",
     {"outlook.com", "outlook.jp", "hotmail.com", "hotmail.co.jp", "live.jp"},
     {.messages_per_minute = 1'200, .connections = 4}},
    {"icloud", {"icloud.com", "me.com", "mac.com"}, {.messages_per_minute = 1'200, .connections = 4}},
}};
constexpr PaceLimit kOthers = {.messages_per_minute = 600, .connections = 2};

constexpr std::int64_t kRateLeast = 1'000 / 64;
constexpr std::int64_t kRateGrowth = 10;
constexpr std::int64_t kHoldMs = 10'000;
constexpr std::int64_t kBurstMs = 1'000;
constexpr std::int64_t kMinuteMs = 60'000;

}  // namespace

std::string operator_of(std::string_view domain) {
  const std::string lower = lower_ascii(domain);
  for (const Operator& known : kOperators) {
    if (std::ranges::find(known.domains, lower) != known.domains.end() && !lower.empty())
      return std::string(known.name);
  }
  return lower;
}

PaceLimit default_limit(std::string_view mail_operator) {
  const auto known = std::ranges::find(kOperators, mail_operator, &Operator::name);
  return known == kOperators.end() ? kOthers : known->limit;
}

Turn take_turn(const Pace& pace, const PaceLimit& limit, std::int64_t now_ms) {
  const std::int64_t per_minute = std::max<std::int64_t>(1, limit.messages_per_minute * pace.rate_permille / 1'000);
  const std::int64_t interval = kMinuteMs / per_minute;
  const std::int64_t wait = pace.next_ms - now_ms;
  // No pause is longer than a minute: more means that the clock was set back.
  if (wait > 0 && wait <= kMinuteMs) return {.go = false, .wait_ms = wait, .pace = pace};
  Pace next = pace;
  next.next_ms = std::max(std::min(pace.next_ms, now_ms), now_ms - kBurstMs) + interval;
  return {.go = true, .wait_ms = 0, .pace = next};
}

Pace after(const Pace& pace, OutcomeKind outcome, std::int64_t now_ms) {
  Pace next = pace;
  if (outcome == OutcomeKind::Sent)
    next.rate_permille = std::min<std::int64_t>(1'000, pace.rate_permille + kRateGrowth);
  if (outcome == OutcomeKind::TemporaryRefusal) {
    next.rate_permille = std::max(kRateLeast, pace.rate_permille / 2);
    next.next_ms = std::max(pace.next_ms, now_ms + kHoldMs);
  }
  return next;
}

}  // namespace tsuzuku::channels
