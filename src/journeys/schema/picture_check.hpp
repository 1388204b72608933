#pragma once
// The nodes and edges as a whole.

#include <vector>

#include "journeys/definition.hpp"

namespace tsuzuku::journeys {

// One way in, ids that are unique, edges that lead to a node, no circle without time passing, every node within reach,
// an end or a stop rule on every way.
void check_picture(const Definition& definition, std::vector<Problem>& problems);

}  // namespace tsuzuku::journeys
