#pragma once
// The edges of a node, in the order that numbers its exits.

#include <string>
#include <vector>

#include "journeys/definition.hpp"

namespace tsuzuku::journeys {

struct Edge {
  std::string field;  // "branches[0].next"
  std::string to;     // id of a node; may be empty or wrong
};

[[nodiscard]] std::vector<Edge> edges_of(const NodeKind& kind);

}  // namespace tsuzuku::journeys
