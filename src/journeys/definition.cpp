#include "journeys/definition.hpp"

#include <array>
#include <utility>

#include "base/limits.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr std::array<std::string_view, 3> kReentryRules = {"never", "after_days", "always"};

// Calls visit(kind made by default) for every node kind.
template <typename Visit>
void for_each_kind(const Visit& visit) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (visit(std::variant_alternative_t<I, NodeKind>{}), ...);
  }(std::make_index_sequence<std::variant_size_v<NodeKind>>{});
}

}  // namespace

void Goal::describe(Fields& fields) {
  fields.choice("event", event, event_names(), Need::Optional);
  fields.match("match", match);
  fields.condition("condition", condition, Need::Optional);
  fields.integer("days", days, {1, limits::kJourneyDays});
}

void StopRules::describe(Fields& fields) {
  fields.flag("goal", goal);
  fields.flag("unsubscribed", unsubscribed);
  fields.flag("order_cancelled", order_cancelled);
  fields.texts("products", products, Need::Optional);
  fields.condition("condition", condition, Need::Optional);
}

void Reentry::describe(Fields& fields) {
  fields.choice("rule", rule, kReentryRules);
  fields.integer("days", days, {0, limits::kJourneyDays});
  fields.flag("concurrent", concurrent);
}

void Definition::describe(Fields& fields) {
  fields.group("goal", goal);
  fields.group("stop", stop);
  fields.group("reentry", reentry);
  fields.integer("priority", priority, {0, 100});
  fields.flag("exclusive", exclusive);
  fields.integer("holdout_permille", holdout_permille, {0, 900});
  fields.group("delivery", delivery);
}

std::string_view kind_name(const NodeKind& kind) {
  return std::visit([](const auto& node) { return node.kKind; }, kind);
}

std::optional<NodeKind> kind_from(std::string_view name) {
  std::optional<NodeKind> found;
  for_each_kind([&](auto node) {
    if (node.kKind == name) found = std::move(node);
  });
  return found;
}

std::vector<std::string_view> kind_names() {
  std::vector<std::string_view> names;
  for_each_kind([&](const auto& node) { names.push_back(node.kKind); });
  return names;
}

void describe(NodeKind& kind, Fields& fields) {
  std::visit([&](auto& node) { node.describe(fields); }, kind);
}

}  // namespace tsuzuku::journeys
