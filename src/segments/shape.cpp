#include "segments/shape.hpp"

#include <string>

#include "base/limits.hpp"

namespace tsuzuku::segments {
namespace {

Status check_below(const Condition& condition, int depth) {
  if (depth > limits::kConditionDepth) return too_deep(condition.place);
  for (const Condition& where : condition.leaf.where) TSUZUKU_CHECK(check_below(where, depth + 1));
  for (const Condition& part : condition.parts) TSUZUKU_CHECK(check_below(part, depth + 1));
  return {};
}

void add_leaves(const Condition& condition, std::vector<const Condition*>& leaves) {
  if (condition.kind == Condition::Kind::Leaf) leaves.push_back(&condition);
  for (const Condition& part : condition.parts) add_leaves(part, leaves);
}

}  // namespace

std::vector<const Condition*> top_leaves(const Condition& condition) {
  std::vector<const Condition*> leaves;
  add_leaves(condition, leaves);
  return leaves;
}

Status check_depth(const Condition& condition) { return check_below(condition, 1); }

std::unexpected<Error> too_deep(const Place& place) {
  return fail(ErrorKind::InvalidInput, "segment.too_deep",
              {{"position", place.text}, {"limit", std::to_string(limits::kConditionDepth)}});
}

}  // namespace tsuzuku::segments
