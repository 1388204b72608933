#pragma once
// Limits of a tree, whichever way it was written down.

#include <vector>

#include "base/error.hpp"
#include "segments/condition.hpp"

namespace tsuzuku::segments {

// A leaf is 1 deep; groups, `not` and the parentheses of a count are one deeper than what they hold. Error: too_deep().
[[nodiscard]] Status check_depth(const Condition& condition);
// InvalidInput "segment.too_deep".
[[nodiscard]] std::unexpected<Error> too_deep(const Place& place);

// Calls `visit` with each leaf, those in the parentheses of counts too, from left to right.
template <typename Visit>
void for_each_leaf(const Condition& condition, const Visit& visit) {
  if (condition.kind == Condition::Kind::Leaf) {
    visit(condition);
    for (const Condition& where : condition.leaf.where) for_each_leaf(where, visit);
  }
  for (const Condition& part : condition.parts) for_each_leaf(part, visit);
}

// The leaves that are asked of the customer, from left to right; not those in the parentheses of counts.
[[nodiscard]] std::vector<const Condition*> top_leaves(const Condition& condition);

}  // namespace tsuzuku::segments
