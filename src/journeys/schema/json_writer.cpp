#include "journeys/schema/json_writer.hpp"

#include "journeys/schema/clock_text.hpp"

namespace tsuzuku::journeys {
namespace {

json::array to_array(const std::vector<std::string>& values) {
  json::array array;
  for (const std::string& value : values) array.emplace_back(value);
  return array;
}

}  // namespace

void JsonWriter::text(std::string_view name, std::string& value, Need /*need*/) {
  if (!value.empty()) object_[name] = value;
}

void JsonWriter::texts(std::string_view name, std::vector<std::string>& values, Need /*need*/) {
  if (!values.empty()) object_[name] = to_array(values);
}

void JsonWriter::integer(std::string_view name, int& value, Range /*range*/) { object_[name] = value; }

void JsonWriter::flag(std::string_view name, bool& value) { object_[name] = value; }

void JsonWriter::choice(std::string_view name, std::optional<std::size_t>& value,
                        std::span<const std::string_view> names, Need /*need*/) {
  if (value) object_[name] = names[*value];
}

void JsonWriter::choices(std::string_view name, std::vector<std::size_t>& values,
                         std::span<const std::string_view> names) {
  if (values.empty()) return;
  json::array array;
  for (const std::size_t value : values) array.emplace_back(names[value]);
  object_[name] = std::move(array);
}

void JsonWriter::clock(std::string_view name, std::optional<int>& second_of_day, Need /*need*/) {
  if (second_of_day) object_[name] = clock_text(*second_of_day);
}

void JsonWriter::match(std::string_view name, Match& match) {
  if (match.empty()) return;
  json::object rules;
  for (const MatchRule& rule : match) rules[rule.fact] = to_array(rule.any_of);
  object_[name] = std::move(rules);
}

void JsonWriter::items_of(std::string_view name, std::size_t count, Range /*size*/, const Resize& /*resize*/,
                          const DescribeItem& describe) {
  if (count == 0) return;
  json::array items;
  for (std::size_t i = 0; i < count; ++i) {
    json::object item;
    JsonWriter writer(item);
    describe(i, writer);
    items.emplace_back(std::move(item));
  }
  object_[name] = std::move(items);
}

void JsonWriter::group_of(std::string_view name, bool* present, const DescribeGroup& describe) {
  if (present != nullptr && !*present) return;
  json::object group;
  JsonWriter writer(group);
  describe(writer);
  if (!group.empty()) object_[name] = std::move(group);
}

}  // namespace tsuzuku::journeys
