#include "intake/json_reader.hpp"

#include <fmt/format.h>

namespace tsuzuku::intake {

ObjectReader::ObjectReader(const json::value& value, std::string path, JsonProblems& problems)
    : path_(std::move(path)), problems_(problems) {
  if (value.is_object()) {
    object_ = &value.get_object();
  } else {
    problems_.add(path_, "an object expected");
  }
}

const json::value* ObjectReader::any(std::string_view name) {
  asked_.emplace(name);
  return object_ == nullptr ? nullptr : object_->if_contains(name);
}

std::string ObjectReader::text(std::string_view name, std::string otherwise) {
  const json::value* value = any(name);
  if (value == nullptr) return otherwise;
  if (value->is_string()) return std::string(value->get_string());
  problem(name, "a text expected");
  return otherwise;
}

std::string ObjectReader::required_text(std::string_view name) {
  std::string value = text(name);
  if (value.empty()) problem(name, "missing");
  return value;
}

bool ObjectReader::flag(std::string_view name, bool otherwise) {
  const json::value* value = any(name);
  if (value == nullptr) return otherwise;
  if (value->is_bool()) return value->get_bool();
  problem(name, "true or false expected");
  return otherwise;
}

int ObjectReader::number(std::string_view name, int otherwise, int least, int most) {
  const json::value* value = any(name);
  if (value == nullptr) return otherwise;
  if (value->is_int64() && value->get_int64() >= least && value->get_int64() <= most) {
    return static_cast<int>(value->get_int64());
  }
  problem(name, fmt::format("a whole number from {} to {} expected", least, most));
  return otherwise;
}

std::vector<std::string> ObjectReader::texts(std::string_view name) {
  std::vector<std::string> all;
  each_item(name, [&](const json::value& item, const std::string& path) {
    if (item.is_string()) {
      all.emplace_back(item.get_string());
    } else {
      problems_.add(path, "a text expected");
    }
  });
  return all;
}

void ObjectReader::each_item(std::string_view name,
                             const std::function<void(const json::value&, const std::string&)>& read) {
  const json::value* value = any(name);
  if (value == nullptr) return;
  if (!value->is_array()) {
    problem(name, "a list expected");
    return;
  }
  std::size_t index = 0;
  for (const json::value& item : value->get_array()) read(item, fmt::format("{}[{}]", path_of(name), index++));
}

void ObjectReader::each_member(
    std::string_view name, const std::function<void(std::string_view, const json::value&, const std::string&)>& read) {
  const json::value* value = any(name);
  if (value == nullptr) return;
  if (!value->is_object()) {
    problem(name, "an object expected");
    return;
  }
  for (const auto& member : value->get_object()) {
    read(member.key(), member.value(), path_of(name) + "." + std::string(member.key()));
  }
}

void ObjectReader::problem(std::string_view name, std::string what) { problems_.add(path_of(name), std::move(what)); }

std::string ObjectReader::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void ObjectReader::finish() {
  if (object_ == nullptr) return;
  for (const auto& member : *object_) {
    if (!asked_.contains(std::string_view(member.key()))) problem(member.key(), "unknown member");
  }
}

}  // namespace tsuzuku::intake
