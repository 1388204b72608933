#include "journeys/nodes/task.hpp"

#include "base/limits.hpp"
#include "journeys/walk.hpp"

namespace tsuzuku::journeys {

void Task::describe(Fields& fields) {
  fields.text("title", title, Need::Required);
  fields.text("note", note, Need::Optional);
  fields.integer("due_days", due_days, {0, limits::kJourneyDays});
  fields.integer("value", value, {0, static_cast<int>(limits::kOrderMoney)});
  fields.edge("next", next);
}

Passage Task::pass(Walk& walk) const {
  if (walk.run.arm == Arm::Treated) {
    walk.emit(MakeTask{.title = title,
                       .note = note,
                       .due_day = walk.context.zone.day_of(walk.context.now) + due_days,
                       .value = value,
                       .why = walk.why()});
  }
  return Go{};
}

}  // namespace tsuzuku::journeys
