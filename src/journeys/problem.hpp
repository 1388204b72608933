#pragma once
// What is wrong with a definition: where, and what to do about it.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::journeys {

struct Problem {
  std::string node;   // id of the node; empty = the journey itself
  std::string field;  // "branches[1].condition"; empty = the node as a whole
  Error error;        // its text says what to do
  friend bool operator==(const Problem&, const Problem&) = default;
};

// Collects the problems of one node, or of the journey itself.
class Findings {
 public:
  Findings(std::vector<Problem>& problems, std::string_view node) : problems_(problems), node_(node) {}
  void add(std::string_view field, Error error) {
    problems_.push_back({std::string(node_), std::string(field), std::move(error)});
  }

 private:
  std::vector<Problem>& problems_;
  std::string_view node_;
};

}  // namespace tsuzuku::journeys
