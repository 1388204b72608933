#include "services/segments/cell_question.hpp"

#include "base/json.hpp"

namespace tsuzuku::services {
namespace {

json::object object_of(const analysis::RawArguments& values) {
  json::object object;
  for (const auto& [name, value] : values) object[name] = value;
  return object;
}

analysis::RawArguments values_of(const json::object& told, std::string_view name) {
  analysis::RawArguments values;
  const json::value* member = told.if_contains(name);
  if (member == nullptr || !member->is_object()) return values;
  for (const auto& one : member->get_object()) {
    if (one.value().is_string()) values.emplace(one.key(), one.value().get_string());
  }
  return values;
}

}  // namespace

std::string text_of_cell(const CellQuestion& question) {
  return to_text(json::object{{"analysis", question.analysis},
                              {"arguments", object_of(question.arguments)},
                              {"cell", object_of(question.cell.values)},
                              {"part", question.cell.part}});
}

std::optional<CellQuestion> cell_question_from(std::string_view text) {
  if (!text.starts_with('{')) return std::nullopt;
  const auto told = parse_json(text);
  if (!told || !told->is_object()) return std::nullopt;
  const json::object& object = told->get_object();
  CellQuestion question{
      .analysis = std::string(string_or(object, "analysis", "")),
      .arguments = values_of(object, "arguments"),
      .cell = {.values = values_of(object, "cell"), .part = std::string(string_or(object, "part", ""))}};
  if (question.analysis.empty()) return std::nullopt;
  return question;
}

}  // namespace tsuzuku::services
