#include "journeys/nodes/entry_condition.hpp"

#include <array>

namespace tsuzuku::journeys {
namespace {

constexpr std::array<std::string_view, 2> kWhenItEnds = {"leave", "finish"};
constexpr std::array<std::string_view, 2> kAlreadyIn = {"enter", "skip"};

}  // namespace

void EntryCondition::describe(Fields& fields) {
  fields.condition("condition", condition, Need::Required);
  fields.choice("when_it_ends", when_it_ends, kWhenItEnds);
  fields.choice("already_in", already_in, kAlreadyIn);
  fields.edge("next", next);
}

Passage EntryCondition::pass(Walk& /*walk*/) const { return Go{}; }

}  // namespace tsuzuku::journeys
