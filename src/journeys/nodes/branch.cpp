#include "journeys/nodes/branch.hpp"

#include "base/limits.hpp"
#include "journeys/walk.hpp"

namespace tsuzuku::journeys {

void Branch::Way::describe(Fields& fields) {
  fields.condition("condition", condition, Need::Required);
  fields.edge("next", next);
}

void Branch::describe(Fields& fields) {
  fields.list("branches", branches, {1, limits::kJourneyNodeExits});
  fields.edge("otherwise", otherwise);
}

Passage Branch::pass(Walk& walk) const {
  for (std::size_t way = 0; way < branches.size(); ++way) {
    const Answer answer = walk.context.holds(branches[way].condition);
    if (answer == Answer::Unknown) return Undecided{};
    if (answer == Answer::Yes) return Go{way};
  }
  return Go{branches.size()};
}

Reason Branch::reason(std::size_t exit) const {
  return {Reason::Kind::Branch, "", exit < branches.size() ? branches[exit].condition : ""};
}

}  // namespace tsuzuku::journeys
