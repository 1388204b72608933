#pragma once
// Everything that keeps a definition from running, told at once: node, field, and what to do.

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "journeys/definition.hpp"

namespace tsuzuku::journeys {

struct CheckOptions {
  // What is wrong with a condition's text; nothing when it is well formed. The layer that knows the language gives it.
  // Without it conditions are only asked for.
  std::function<std::optional<Error>(std::string_view condition)> condition_problem;
  // The same for a template: whether it exists and belongs to the channel.
  std::function<std::optional<Error>(domain::Channel channel, std::string_view message)> message_problem;
};

// Empty = Plan::make() takes it. In the order: the journey itself, its nodes in their order, then the picture as a
// whole (edges that lead nowhere, circles without a wait, nodes nobody reaches, ways without an end).
[[nodiscard]] std::vector<Problem> check(const Definition& definition, const CheckOptions& options = {});

}  // namespace tsuzuku::journeys
