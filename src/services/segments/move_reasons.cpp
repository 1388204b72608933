#include "services/segments/move_reasons.hpp"

#include "base/json.hpp"
#include "segments/text.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::string_view kCause = "cause";
constexpr std::string_view kByCondition = "condition";
constexpr std::string_view kByFacts = "facts";

}  // namespace

std::string why_text(bool condition_changed, const std::vector<segments::LeafAnswer>& answers) {
  json::object why{{kCause, condition_changed ? kByCondition : kByFacts}};
  json::array told;
  for (const segments::LeafAnswer& answer : answers) {
    json::object one{{"leaf", segments::to_text(*answer.leaf)}, {"holds", answer.holds}};
    if (answer.value) one["value"] = *answer.value;
    if (!answer.name.empty()) one["name"] = answer.name;
    told.push_back(std::move(one));
  }
  if (!told.empty()) why["answers"] = std::move(told);
  return to_text(why);
}

void read_why(std::string_view text, SegmentMove& move) {
  const auto why = parse_json(text);
  if (!why || !why->is_object()) return;
  const json::object& told = why->get_object();
  move.condition_changed = string_or(told, kCause, kByFacts) == kByCondition;
  const json::value* const answers = told.if_contains("answers");
  if (answers == nullptr || !answers->is_array()) return;
  for (const json::value& answer : answers->get_array()) {
    if (!answer.is_object()) continue;
    const json::object& one = answer.get_object();
    MoveReason& reason = move.reasons.emplace_back();
    reason.leaf = string_or(one, "leaf", "");
    reason.holds = bool_or(one, "holds", false);
    if (one.contains("value")) reason.value = integer_or(one, "value", 0);
    reason.name = string_or(one, "name", "");
  }
}

}  // namespace tsuzuku::services
