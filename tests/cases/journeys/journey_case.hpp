#pragma once
// Reading *.case files of journeys (README.md in this folder). A line that cannot be read throws std::runtime_error
// with its number: a case that is silently skipped would be no test.

#include <cstdint>
#include <filesystem>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "base/time_zone.hpp"
#include "journeys/dry_run.hpp"

namespace tsuzuku::cases {

// From a moment on a condition holds, does not, or cannot be told.
struct ConditionChange {
  std::int64_t at = 0;
  std::string condition;
  journeys::Answer answer = journeys::Answer::No;
};

struct Life {
  std::vector<journeys::LifeEvent> events;
  std::vector<ConditionChange> conditions;
  std::vector<std::string> story;  // expected: "2026-01-13 10:00 gets mail 1"
};

struct JourneyCase {
  std::string title;
  int line = 0;
  std::string journey;  // JSON, or the name of a built-in journey
  std::string zone = "Asia/Tokyo";
  journeys::Arm arm = journeys::Arm::Treated;
  std::int64_t until = 0;
  std::map<std::string, Life> lives;  // by customer
};

inline void PrintTo(const JourneyCase& one, std::ostream* stream) { *stream << one.title; }

[[nodiscard]] std::vector<JourneyCase> read_journey_cases(const std::filesystem::path& file);

// "2026-01-13 10:00" on the shop's wall.
[[nodiscard]] std::string wall_clock(std::int64_t moment, const TimeZone& zone);

}  // namespace tsuzuku::cases
