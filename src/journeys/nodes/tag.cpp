#include "journeys/nodes/tag.hpp"

#include <array>

#include "journeys/walk.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr std::array<std::string_view, 2> kActions = {"add", "remove"};

}  // namespace

void Tag::describe(Fields& fields) {
  fields.choice("action", action, kActions);
  fields.text("tag", tag, Need::Required);
  fields.edge("next", next);
}

Passage Tag::pass(Walk& walk) const {
  // A tag may let the customer into another journey: for the held out it would be a treatment.
  if (walk.run.arm == Arm::Treated) {
    if (action == Action::Add) {
      walk.emit(SetTag{tag});
    } else {
      walk.emit(RemoveTag{tag});
    }
  }
  return Go{};
}

}  // namespace tsuzuku::journeys
