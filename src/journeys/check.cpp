#include "journeys/check.hpp"

#include "journeys/schema/picture_check.hpp"
#include "journeys/schema/value_check.hpp"

namespace tsuzuku::journeys {
namespace {

bool enters_by_condition(const Definition& definition) {
  for (const Node& node : definition.nodes) {
    if (std::holds_alternative<EntryCondition>(node.kind)) return true;
  }
  return false;
}

void check_reentry(const Definition& definition, Findings& findings) {
  const Reentry& reentry = definition.reentry;
  if (reentry.rule == Reentry::Rule::AfterDays && reentry.days == 0) {
    findings.add("reentry.days", Error{ErrorKind::InvalidInput, "journeys.reentry_without_days", {}});
  }
  if (!reentry.concurrent) return;
  if (reentry.rule == Reentry::Rule::Never) {
    findings.add("reentry.concurrent", Error{ErrorKind::InvalidInput, "journeys.concurrent_but_never", {}});
  }
  if (enters_by_condition(definition)) {
    findings.add("reentry.concurrent", Error{ErrorKind::InvalidInput, "journeys.concurrent_by_condition", {}});
  }
}

void check_head(Definition& definition, const CheckOptions& options, std::vector<Problem>& problems) {
  Findings findings(problems, "");
  ValueCheck values("", findings, options);
  definition.describe(values);
  if (definition.goal && !definition.goal->event && definition.goal->condition.empty()) {
    findings.add("goal", Error{ErrorKind::InvalidInput, "journeys.goal_empty", {}});
  }
  check_reentry(definition, findings);
  definition.delivery.check(findings);
}

void check_node(Node& node, const CheckOptions& options, std::vector<Problem>& problems) {
  Findings findings(problems, node.id);
  ValueCheck values("", findings, options);
  values.text("label", node.label, Need::Optional);
  describe(node.kind, values);
  std::visit(
      [&](const auto& kind) {
        if constexpr (requires { kind.check(findings); }) kind.check(findings);
      },
      node.kind);
  const auto* send = std::get_if<Send>(&node.kind);
  if (send != nullptr && send->channel && !send->message.empty() && options.message_problem) {
    if (auto error = options.message_problem(*send->channel, send->message))
      findings.add("template", std::move(*error));
  }
}

}  // namespace

std::vector<Problem> check(const Definition& definition, const CheckOptions& options) {
  std::vector<Problem> problems;
  Definition copy = definition;  // describe() wants what it could write to
  check_head(copy, options, problems);
  for (Node& node : copy.nodes) check_node(node, options, problems);
  check_picture(definition, problems);
  return problems;
}

}  // namespace tsuzuku::journeys
