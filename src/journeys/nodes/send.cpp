#include "journeys/nodes/send.hpp"

#include "base/limits.hpp"
#include "journeys/channel_field.hpp"
#include "journeys/walk.hpp"

namespace tsuzuku::journeys {

void Send::describe(Fields& fields) {
  describe_channel(fields, "channel", channel);
  fields.text("template", message, Need::Required);
  fields.text("variant", variant, Need::Optional);
  fields.flag("advertising", advertising);
  fields.choice("when_quiet", when_quiet, when_blocked_names());
  fields.choice("when_capped", when_capped, when_blocked_names());
  fields.integer("expires_hours", expires_hours, {1, limits::kJourneyDays * 24});
  fields.edge("next", next);
}

Passage Send::pass(Walk& walk) const {
  // Held-out customers get a record of what they would have got and when: the comparison needs the same moments.
  walk.emit(SendMessage{
      .channel = channel.value_or(domain::Channel::Mail),
      .message = message,
      .variant = variant,
      .advertising = advertising,
      .when_quiet = when_quiet,
      .when_capped = when_capped,
      .priority = walk.plan.definition().priority,
      .due_at = walk.context.now,
      .expires_at = walk.context.now + expires_hours * std::int64_t{3'600},
      .arm = walk.run.arm,
      .why = walk.why(),
  });
  return Go{};
}

}  // namespace tsuzuku::journeys
