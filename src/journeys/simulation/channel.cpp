#include "journeys/simulation/channel.hpp"

#include <fmt/format.h>

#include "base/stable_hash.hpp"

namespace tsuzuku::journeys::simulation {
namespace {

constexpr std::int64_t kHour = 3'600;

// In thousandths.
constexpr int kHoursDown = 40;       // no connection for the hour
constexpr int kRefused = 20;         // the address does not exist
constexpr int kLater = 100;          // at the first try: greylisting
constexpr int kAnswerLostTaken = 3;  // connection gone after the message was taken
constexpr int kAnswerLost = 6;       // … or before
constexpr int kOpened = 300;
constexpr int kClicked = 100;

}  // namespace

void FakeChannel::take(const Letter& letter, std::int64_t now) {
  const int times = ++received_[letter.content];
  if (options_.can_tell) keys_.insert(letter.key);
  if (options_.calm) return;
  const auto id = static_cast<std::int64_t>(letter.content >> 1U);
  const Facts facts = {{"node", letter.node}, {"channel", std::string(name_of(letter.channel))}};
  const auto reacts = [&](EventKind kind, int in_thousand) {
    const std::string name = fmt::format("reaction:{}:{}", options_.seed, name_of(kind));
    if (times > 1 || stable_slot(id, name, 1000) >= in_thousand) return;
    const std::int64_t at = now + 60 + stable_slot(id, name + ":at", 3 * 86'400);
    reactions_.push_back({at, letter.customer, {kind, std::to_string(id), at, facts}});
  };
  reacts(EventKind::Opened, kOpened);
  reacts(EventKind::Clicked, kClicked);
}

OutboxEvent FakeChannel::hand_over(const Letter& letter, int attempt, std::int64_t now) {
  if (!options_.calm) {
    const std::string name = "channel:" + std::to_string(options_.seed);
    if (stable_slot(now / kHour, name + ":down", 1000) < kHoursDown) return NotTaken{"no connection"};
    const auto id = static_cast<std::int64_t>(letter.content >> 1U);
    if (stable_slot(id, name + ":refused", 1000) < kRefused) return RefusedForGood{"550 no such user"};
    if (attempt == 1 && stable_slot(id, name + ":later", 1000) < kLater) return NotTaken{"451 try later"};
    const int lost = stable_slot(id + attempt, name + ":lost", 1000);
    if (lost < kAnswerLostTaken) take(letter, now);
    if (lost < kAnswerLost) return NoAnswer{"connection lost"};
  }
  take(letter, now);
  return Accepted{};
}

std::optional<bool> FakeChannel::reached(const std::string& key) const {
  if (!options_.can_tell) return std::nullopt;
  return keys_.contains(key);
}

}  // namespace tsuzuku::journeys::simulation
