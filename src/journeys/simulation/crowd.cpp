#include "journeys/simulation/crowd.hpp"

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "base/stable_hash.hpp"

namespace tsuzuku::journeys::simulation {
namespace {

constexpr std::int64_t kHour = 3'600;
constexpr std::int64_t kDay = 24 * kHour;

// Of every day nobody can answer conditions for a while; once in thirty days for long.
constexpr std::int64_t kBlindEvery = kDay;
constexpr std::int64_t kBlindSeconds = 600;
constexpr std::int64_t kBlindLongSeconds = 8 * kHour;

bool is_blind(std::int64_t now, std::uint64_t seed) {
  const std::int64_t day = now / kBlindEvery;
  const bool long_one = stable_slot(day, "blind:" + std::to_string(seed), 30) == 0;
  return now % kBlindEvery < (long_one ? kBlindLongSeconds : kBlindSeconds);
}

std::int64_t seconds(Random& random, std::int64_t bound) {
  return static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(bound)));
}

}  // namespace

Crowd::Crowd(CrowdOptions options) : options_(std::move(options)) {
  for (std::int32_t customer = 1; customer <= options_.customers; ++customer) live(customer);
  std::ranges::stable_sort(events_, {}, &WorldEvent::known_at);
}

void Crowd::live(std::int32_t customer) {
  Random random(stable_hash(customer, "life:" + std::to_string(options_.seed)));
  const std::int64_t span = options_.days * kDay;
  std::int64_t at = options_.begin + seconds(random, span);
  while (at < end()) {
    order(customer, at);
    if (!random.chance(0.6)) break;
    at += kDay + static_cast<std::int64_t>(-std::log(1.0 - random.unit()) * 35.0 * static_cast<double>(kDay));
  }
  if (random.chance(0.1)) {
    const std::int64_t when = options_.begin + seconds(random, span);
    tell({when, when, customer, next_number_++, WorldEvent::Kind::Happened, EventKind::Unsubscribed, 0});
  }
  for (std::uint8_t condition = 0; condition < options_.entry_conditions.size(); ++condition) {
    std::int64_t from = options_.begin + seconds(random, span);
    for (int times = 0; times < 3 && from < end() && random.chance(0.6); ++times) {
      const std::int64_t to = from + kHour + seconds(random, 60 * kDay);
      stays_.push_back({customer, condition, from, to});
      const std::int32_t number = next_number_++;
      tell({from, from, customer, number, WorldEvent::Kind::Began, EventKind::Ordered, condition});
      if (to < end()) tell({to, to, customer, number, WorldEvent::Kind::Ended, EventKind::Ordered, condition});
      from = to + kHour + seconds(random, 40 * kDay);
    }
  }
}

void Crowd::order(std::int32_t customer, std::int64_t at) {
  Random random(stable_hash(customer, "order:" + std::to_string(at)));
  const std::int32_t number = next_number_++;
  const auto happens = [&](EventKind kind, std::int64_t when) {
    if (when < end()) tell({when, when, customer, number, WorldEvent::Kind::Happened, kind, 0});
  };
  happens(EventKind::Ordered, at);
  if (random.chance(0.03)) {
    happens(EventKind::Cancelled, at + seconds(random, kDay));
    return;
  }
  const std::int64_t shipped = at + 6 * kHour + seconds(random, kDay);
  const std::int64_t delivered = shipped + 12 * kHour + seconds(random, 2 * kDay);
  happens(EventKind::Shipped, shipped);
  happens(EventKind::Delivered, delivered);
  if (random.chance(0.02)) happens(EventKind::Returned, delivered + seconds(random, 10 * kDay));
}

// One in ten is known late, as from a file of the evening or of the week; one in twenty is told again.
void Crowd::tell(const WorldEvent& event) {
  events_.push_back(event);
  if (options_.calm) return;
  Random random(stable_hash(event.customer, "told:" + std::to_string(events_.size())));
  if (event.kind == WorldEvent::Kind::Happened && random.chance(0.1)) {
    events_.back().known_at += seconds(random, 3 * kDay);
  }
  if (random.chance(0.05)) {
    WorldEvent again = events_.back();
    again.known_at += seconds(random, 2 * kDay);
    events_.push_back(again);
  }
}

Answer Crowd::holds(std::int32_t customer, std::string_view condition, std::int64_t now) const {
  if (!options_.calm && is_blind(now, options_.seed)) return Answer::Unknown;
  const auto entry = std::ranges::find(options_.entry_conditions, condition);
  if (entry != options_.entry_conditions.end()) {
    const auto index = static_cast<std::uint8_t>(entry - options_.entry_conditions.begin());
    const auto [first, last] = std::ranges::equal_range(stays_, customer, {}, &Stay::customer);
    const bool inside = std::any_of(
        first, last, [&](const Stay& stay) { return stay.condition == index && stay.from <= now && now < stay.to; });
    return inside ? Answer::Yes : Answer::No;
  }
  const int draw = stable_slot(customer, condition, 3);
  if (draw == 0) return Answer::Yes;
  if (draw == 1) return Answer::No;
  const std::string from_name = std::string(condition) + ":from";
  const std::int64_t from = options_.begin + stable_slot(customer, from_name, options_.days) * kDay;
  return now >= from ? Answer::Yes : Answer::No;
}

LifeEvent Crowd::told(const WorldEvent& event) const {
  const std::string number = std::to_string(event.number);
  switch (event.kind) {
    case WorldEvent::Kind::Began:
      return {event.known_at, ConditionBegan{number}};
    case WorldEvent::Kind::Ended:
      return {event.known_at, ConditionEnded{number}};
    case WorldEvent::Kind::Happened:
      break;
  }
  Happened happened{event.event, number, event.at, {}};
  if (event.event == EventKind::Ordered) {
    happened.facts.push_back({"product", "product" + std::to_string(event.number % 5)});
  }
  return {event.known_at, std::move(happened)};
}

}  // namespace tsuzuku::journeys::simulation
