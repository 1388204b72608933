#pragma once
// From a checked condition to what runs over chunks. Private to evaluation and to fields that hold conditions.

#include <map>
#include <memory>

#include "base/error.hpp"
#include "base/money.hpp"
#include "segments/customer_set.hpp"
#include "segments/field.hpp"
#include "segments/predicate.hpp"

namespace tsuzuku::segments {

// Answers of ExternalFacts, by the text of the leaf.
using ExternalSets = std::map<std::string, CustomerSet, std::less<>>;

// A leaf with what it is compared by. `values` is empty for fields of many values and for external ones.
struct CompiledLeaf {
  Values values;
  Matches holds;
};

// The condition must have been checked; all blocks that it needs must be there.
[[nodiscard]] Result<Matches> compile(const Condition& condition, const Binding& binding, const ExternalSets& external);
[[nodiscard]] Result<CompiledLeaf> compile_leaf(const Leaf& leaf, const Binding& binding, const ExternalSets& external);

}  // namespace tsuzuku::segments
