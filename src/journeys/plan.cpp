#include "journeys/plan.hpp"

#include <algorithm>

#include "journeys/check.hpp"
#include "journeys/schema/edges.hpp"

namespace tsuzuku::journeys {

std::expected<Plan, std::vector<Problem>> Plan::make(JourneyId journey, int version, Definition definition) {
  if (auto problems = check(definition); !problems.empty()) return std::unexpected(std::move(problems));
  Plan plan;
  plan.journey_ = journey;
  plan.version_ = version;
  plan.definition_ = std::move(definition);
  const std::vector<Node>& nodes = plan.definition_.nodes;
  for (std::size_t place = 0; place < nodes.size(); ++place) plan.places_.emplace(nodes[place].id, place);
  for (std::size_t place = 0; place < nodes.size(); ++place) {
    const Node& node = nodes[place];
    PlanNode planned;
    for (const Edge& edge : edges_of(node.kind)) planned.exits.push_back(plan.places_.at(edge.to));
    std::visit([&](const auto& kind) { planned.effect = requires { kind.kEffect; }; }, node.kind);
    if (const auto* split = std::get_if<Split>(&node.kind))
      planned.draw_name = split->draw_name(journey.value, node.id);
    if (const auto* wait = std::get_if<Wait>(&node.kind); wait != nullptr && !wait->plus_fact.empty()) {
      plan.facts_.push_back(wait->plus_fact);
    }
    if (const auto* send = std::get_if<Send>(&node.kind)) plan.channels_.set(static_cast<std::size_t>(*send->channel));
    if (std::holds_alternative<EntryCondition>(node.kind) || std::holds_alternative<EntryEvent>(node.kind)) {
      plan.entry_ = place;
    }
    plan.nodes_.push_back(std::move(planned));
  }
  return plan;
}

std::optional<std::size_t> Plan::find(std::string_view id) const {
  const auto found = places_.find(id);
  if (found == places_.end()) return std::nullopt;
  return found->second;
}

const EntryCondition* Plan::entry_condition() const { return std::get_if<EntryCondition>(&node(entry_).kind); }
const EntryEvent* Plan::entry_event() const { return std::get_if<EntryEvent>(&node(entry_).kind); }

Facts Plan::kept_of(const Facts& facts) const {
  Facts kept;
  for (const std::string& name : facts_) {
    const auto value = find_fact(facts, name);
    if (value && !find_fact(kept, name)) kept.push_back({name, std::string(*value)});
  }
  return kept;
}

}  // namespace tsuzuku::journeys
