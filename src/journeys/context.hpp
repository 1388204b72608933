#pragma once
// What a step knows of the world.

#include <cstdint>
#include <functional>
#include <string_view>

#include "base/time_zone.hpp"

namespace tsuzuku::journeys {

enum class Answer : std::uint8_t { No, Yes, Unknown };

struct Context {
  std::int64_t now = 0;  // UTC seconds
  const TimeZone& zone;  // the shop's
  // Whether the condition holds for the run's customer now. Unknown when it cannot be told at the moment (the ledger is
  // being built, the database is gone): the run stays and asks again, for a day. Called for conditions of the plan
  // only.
  std::function<Answer(std::string_view condition)> holds;
  bool paused = false;  // the journey; nothing moves, nothing is sent, but stops count and what is heard is remembered
};

}  // namespace tsuzuku::journeys
