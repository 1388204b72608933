#include "services/imports/import_json.hpp"

#include <array>

#include "base/json.hpp"

namespace tsuzuku::services {
namespace {

// What the program itself wrote; text that is not readable gives an empty value.
json::object object_in(std::string_view text) {
  const auto value = parse_json(text);
  return value && value->is_object() ? value->get_object() : json::object{};
}

struct FileFigure {
  std::string_view name;
  std::optional<std::int64_t> FileCounts::* member;
};
// What only some files can tell.
constexpr std::array kFigures = {
    FileFigure{"orders", &FileCounts::orders},       FileFigure{"lines", &FileCounts::lines},
    FileFigure{"credits", &FileCounts::credits},     FileFigure{"sales", &FileCounts::sales},
    FileFigure{"customers", &FileCounts::customers}, FileFigure{"products", &FileCounts::products},
};

json::object counts_to_json(const FileCounts& counts) {
  json::object object{{"rows_read", counts.rows_read}};
  for (const auto& [name, member] : kFigures) {
    object[name] = (counts.*member) ? json::value(*(counts.*member)) : json::value(nullptr);
  }
  object["rows_quarantined"] = counts.rows_quarantined;
  return object;
}

FileCounts counts_from_json(const json::object& object) {
  FileCounts counts;
  counts.rows_read = integer_or(object, "rows_read", 0);
  for (const auto& [name, member] : kFigures) {
    const auto* value = object.if_contains(name);
    if (value != nullptr && value->is_int64()) counts.*member = value->get_int64();
  }
  counts.rows_quarantined = integer_or(object, "rows_quarantined", 0);
  return counts;
}

}  // namespace

std::string files_to_json(const std::vector<intake::FileFacts>& files, const std::vector<FileCounts>& counts) {
  json::array array;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const intake::FileFacts& file = files[i];
    json::array columns;
    for (const std::string& column : file.columns) columns.emplace_back(column);
    json::object object{{"name", file.name},
                        {"role", file.role},
                        {"encoding", file.encoding},
                        {"separator", file.separator},
                        {"columns", std::move(columns)}};
    if (file.single_rows) object["single_rows"] = true;
    if (i < counts.size()) object["counts"] = counts_to_json(counts[i]);
    array.push_back(std::move(object));
  }
  return to_text(array);
}

std::vector<FileCounts> file_counts_from_json(std::string_view text) {
  std::vector<FileCounts> counts;
  const auto value = parse_json(text);
  if (!value || !value->is_array()) return counts;
  for (const json::value& item : value->get_array()) {
    const auto* told = item.is_object() ? item.get_object().if_contains("counts") : nullptr;
    if (told == nullptr || !told->is_object()) return {};
    counts.push_back(counts_from_json(told->get_object()));
  }
  return counts;
}

json::array file_counts_to_json(const ImportReport& report) {
  json::array array;
  for (std::size_t i = 0; i < report.file_counts.size(); ++i) {
    json::object object{{"name", report.files[i].name}, {"role", report.files[i].role}};
    for (auto& member : counts_to_json(report.file_counts[i])) object[member.key()] = std::move(member.value());
    array.push_back(std::move(object));
  }
  return array;
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
    file.single_rows = bool_or(object, "single_rows", false);
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
