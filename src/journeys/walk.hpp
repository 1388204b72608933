#pragma once
// What a node sees of the run that stands at it. For nodes/ and step.cpp.

#include <utility>
#include <vector>

#include "journeys/command.hpp"
#include "journeys/plan.hpp"
#include "journeys/run.hpp"
#include "journeys/step.hpp"

namespace tsuzuku::journeys {

struct Walk {
  const Plan& plan;
  const Context& context;
  Run& run;
  std::size_t node;  // place in plan.nodes()
  std::vector<Command>& commands;
  std::vector<Reason> checked = {};  // conditions asked just before

  [[nodiscard]] CommandKey key() const { return {run.id, plan.node(node).id, run.memory.visits[node]}; }
  template <typename What>
  void emit(What&& what) {
    commands.push_back({key(), std::forward<What>(what)});
  }
  [[nodiscard]] std::vector<Reason> why() const;
};

}  // namespace tsuzuku::journeys
