#include "services/imports/import_json.hpp"

#include "base/json.hpp"

namespace tsuzuku::services {
namespace {

// What the program itself wrote; text that is not readable gives an empty value.
json::object object_in(std::string_view text) {
  const auto value = parse_json(text);
  return value && value->is_object() ? value->get_object() : json::object{};
}

}  // namespace

std::string files_to_json(const std::vector<intake::FileFacts>& files) {
  json::array array;
  for (const intake::FileFacts& file : files) {
    json::array columns;
    for (const std::string& column : file.columns) columns.emplace_back(column);
    array.push_back(json::object{{"name", file.name},
                                 {"role", file.role},
                                 {"encoding", file.encoding},
                                 {"separator", file.separator},
                                 {"columns", std::move(columns)}});
  }
  return to_text(array);
}

std::vector<intake::FileFacts> files_from_json(std::string_view text) {
  std::vector<intake::FileFacts> files;
  const auto value = parse_json(text);
  if (!value || !value->is_array()) return files;
  for (const json::value& item : value->get_array()) {
    if (!item.is_object()) continue;
    const json::object& object = item.get_object();
    intake::FileFacts file;
    file.name = string_or(object, "name", "");
    file.role = string_or(object, "role", "");
    file.encoding = string_or(object, "encoding", "");
    file.separator = string_or(object, "separator", ",");
    const auto* columns = object.if_contains("columns");
    if (columns != nullptr && columns->is_array()) {
      for (const json::value& column : columns->get_array()) {
        if (column.is_string()) file.columns.emplace_back(column.get_string());
      }
    }
    files.push_back(std::move(file));
  }
  return files;
}

std::string mapping_to_json(const intake::Mapping& mapping) {
  json::object object;
  for (const auto& [field, column] : mapping) object[field] = column;
  return to_text(object);
}

intake::Mapping mapping_from_json(std::string_view text) {
  intake::Mapping mapping;
  for (const auto& member : object_in(text)) {
    if (member.value().is_string()) mapping.emplace(member.key(), member.value().get_string());
  }
  return mapping;
}

std::string arguments_to_json(const ErrorArguments& arguments) {
  json::object object;
  for (const auto& [name, value] : arguments) object[name] = value;
  return to_text(object);
}

ErrorArguments arguments_from_json(std::string_view text) {
  ErrorArguments arguments;
  for (const auto& member : object_in(text)) {
    if (member.value().is_string()) arguments.emplace_back(member.key(), member.value().get_string());
  }
  return arguments;
}

}  // namespace tsuzuku::services
