#include "journeys/nodes/wait.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/limits.hpp"
#include "journeys/walk.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr std::array<std::string_view, 2> kSince = {"arrival", "entry"};
constexpr std::int64_t kDaySeconds = 86'400;

// Facts come from outside: what is no number of days is as if it were not told.
int days_of(std::optional<std::string_view> fact, int otherwise) {
  if (!fact) return otherwise;
  int days = 0;
  const auto [end, error] = std::from_chars(fact->data(), fact->data() + fact->size(), days);
  if (error != std::errc{} || end != fact->data() + fact->size()) return otherwise;
  return std::clamp(days, 0, limits::kJourneyDays);
}

std::int64_t first_clock_time(std::int64_t not_before, Day day, int second_of_day, const TimeZone& zone) {
  const std::int64_t moment = zone.to_utc(day, second_of_day);
  if (moment >= not_before) return moment;
  const Day today = zone.day_of(not_before);
  const std::int64_t today_at = zone.to_utc(today, second_of_day);
  return today_at >= not_before ? today_at : zone.to_utc(today + 1, second_of_day);
}

}  // namespace

void Wait::describe(Fields& fields) {
  fields.integer("days", days, {-limits::kJourneyDays, limits::kJourneyDays});
  fields.integer("hours", hours, {0, limits::kJourneyDays * 24});
  fields.integer("minutes", minutes, {0, limits::kJourneyDays * 24});
  fields.text("plus_fact", plus_fact, Need::Optional);
  fields.integer("fact_otherwise", fact_otherwise, {0, limits::kJourneyDays});
  fields.clock("at", at, Need::Optional);
  fields.choice("since", since, kSince);
  fields.edge("next", next);
}

void Wait::check(Findings& findings) const {
  if (days < 0 && plus_fact.empty()) {
    findings.add("days", Error{ErrorKind::InvalidInput, "journeys.wait_backwards", {}});
  }
  if (days == 0 && hours == 0 && minutes == 0 && plus_fact.empty() && !at) {
    findings.add("", Error{ErrorKind::InvalidInput, "journeys.wait_empty", {}});
  }
}

std::int64_t Wait::moment(const Walk& walk) const {
  const Memory& memory = walk.run.memory;
  const std::int64_t from =
      (since == Since::Entry ? memory.since : memory.arrived_at) + hours * std::int64_t{3'600} + minutes * 60;
  int total_days = days;
  if (!plus_fact.empty()) total_days += days_of(find_fact(memory.facts, plus_fact), fact_otherwise);
  if (!at) return from + total_days * kDaySeconds;
  const TimeZone& zone = walk.context.zone;
  // Of several waits whose days since entry are all over, each takes one of the next days: no two messages at once.
  const std::int64_t not_before = since == Since::Entry ? memory.arrived_at + 1 : from;
  return first_clock_time(not_before, zone.day_of(from) + total_days, *at, zone);
}

Passage Wait::pass(Walk& walk) const {
  const std::int64_t until = moment(walk);
  if (walk.context.now >= until) return Go{};
  return Stay{until};
}

bool Wait::takes_time() const {
  return since == Since::Arrival && plus_fact.empty() && (days > 0 || hours > 0 || minutes > 0);
}

}  // namespace tsuzuku::journeys
