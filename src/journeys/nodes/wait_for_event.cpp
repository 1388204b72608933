#include "journeys/nodes/wait_for_event.hpp"

#include "base/limits.hpp"
#include "journeys/moments.hpp"
#include "journeys/walk.hpp"

namespace tsuzuku::journeys {

void WaitForEvent::describe(Fields& fields) {
  fields.choice("event", event, event_names(), Need::Required);
  fields.match("match", match);
  fields.flag("same_order", same_order);
  fields.integer("days", days, {0, limits::kJourneyDays});
  fields.integer("hours", hours, {0, limits::kJourneyDays * 24});
  fields.integer("minutes", minutes, {0, limits::kJourneyDays * 24});
  fields.edge("next", next);
  fields.edge("on_timeout", on_timeout);
}

void WaitForEvent::check(Findings& findings) const {
  if (days == 0 && hours == 0 && minutes == 0) {
    findings.add("days", Error{ErrorKind::InvalidInput, "journeys.wait_without_end", {}});
  }
  if (same_order && event && !is_about_order(*event)) {
    findings.add("same_order", Error{ErrorKind::InvalidInput, "journeys.not_about_an_order", {}});
  }
}

Passage WaitForEvent::pass(Walk& walk) const {
  if (walk.run.memory.heard) return Go{0};
  const std::int64_t until =
      walk.run.memory.arrived_at + days * std::int64_t{86'400} + hours * std::int64_t{3'600} + minutes * 60;
  if (walk.context.now >= until) return Go{1};
  return Stay{until};
}

Reason WaitForEvent::reason(std::size_t exit) const {
  const std::string_view name = event ? name_of(*event) : "";
  return {exit == 0 ? Reason::Kind::Heard : Reason::Kind::TimedOut, "", std::string(name), exit == 0};
}

bool WaitForEvent::hears(const Walk& walk, const Happened& happened) const {
  if (happened.kind != event || !matches(match, happened.facts)) return false;
  if (same_order && happened.key != key_part(walk.run.entry_key)) return false;
  const TimeZone& zone = walk.context.zone;
  return shop_day(happened.at, zone) >= shop_day(walk.run.memory.arrived_at, zone);
}

}  // namespace tsuzuku::journeys
