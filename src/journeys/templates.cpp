#include "journeys/templates.hpp"

#include "base/assets.hpp"
#include "base/json.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr std::string_view kFolder = "journeys/templates/";

std::unexpected<Error> damaged(std::string_view shown_name, std::string_view place) {
  return fail(ErrorKind::Internal, "journeys.template_damaged",
              {{"name", std::string(shown_name)}, {"place", std::string(place)}});
}

void fill_words(std::string& text, const std::function<std::string(std::string_view)>& words) {
  if (text.starts_with('@')) text = words(std::string_view(text).substr(1));
}

}  // namespace

Result<Template> parse_template(std::string_view json_text, std::string_view shown_name) {
  TSUZUKU_TRY(value, parse_json(json_text));
  if (!value.is_object()) return damaged(shown_name, "");
  const json::object& object = value.get_object();
  Template result;
  result.name = string_or(object, "name", "");
  if (result.name.empty()) return damaged(shown_name, "name");
  const json::value* messages = object.if_contains("messages");
  if (messages == nullptr || !messages->is_array()) return damaged(shown_name, "messages");
  for (const json::value& slot : messages->get_array()) {
    if (!slot.is_string()) return damaged(shown_name, "messages");
    result.messages.emplace_back(slot.get_string());
  }
  const json::value* definition = object.if_contains("definition");
  if (definition == nullptr) return damaged(shown_name, "definition");
  ReadDefinition read = read_definition(*definition);
  if (!read.problems.empty()) {
    return damaged(shown_name, read.problems.front().node + "." + read.problems.front().field);
  }
  result.definition = std::move(read.definition);
  return result;
}

Result<std::vector<Template>> load_templates() {
  std::vector<Template> templates;
  for (const Asset& asset : assets_below(kFolder)) {
    TSUZUKU_TRY(one, parse_template(asset.bytes, asset.name));
    templates.push_back(std::move(one));
  }
  return templates;
}

Definition filled(Definition definition, const std::map<std::string, std::string>& template_of_slot,
                  const std::function<std::string(std::string_view key)>& words) {
  for (Node& node : definition.nodes) {
    fill_words(node.label, words);
    if (auto* send = std::get_if<Send>(&node.kind)) {
      const auto found = template_of_slot.find(send->message);
      if (found != template_of_slot.end()) send->message = found->second;
    } else if (auto* task = std::get_if<Task>(&node.kind)) {
      fill_words(task->title, words);
      fill_words(task->note, words);
    }
  }
  return definition;
}

}  // namespace tsuzuku::journeys
