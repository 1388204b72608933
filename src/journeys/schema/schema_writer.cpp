#include "journeys/schema/schema_writer.hpp"

namespace tsuzuku::journeys {
namespace {

json::array to_array(std::span<const std::string_view> names) {
  json::array array;
  for (const std::string_view name : names) array.emplace_back(name);
  return array;
}

}  // namespace

json::object& SchemaWriter::add(std::string_view name, std::string_view type, Need need) {
  json::object field;
  field["name"] = name;
  field["type"] = type;
  field["required"] = need == Need::Required;
  return fields_.emplace_back(std::move(field)).get_object();
}

void SchemaWriter::text(std::string_view name, std::string& /*value*/, Need need) { add(name, "text", need); }

void SchemaWriter::texts(std::string_view name, std::vector<std::string>& /*values*/, Need need) {
  add(name, "texts", need);
}

void SchemaWriter::integer(std::string_view name, int& value, Range range) {
  json::object& field = add(name, "integer", Need::Optional);
  field["least"] = range.least;
  field["most"] = range.most;
  field["default"] = value;
}

void SchemaWriter::flag(std::string_view name, bool& value) { add(name, "flag", Need::Optional)["default"] = value; }

void SchemaWriter::choice(std::string_view name, std::optional<std::size_t>& value,
                          std::span<const std::string_view> names, Need need) {
  json::object& field = add(name, "choice", need);
  field["choices"] = to_array(names);
  if (value) field["default"] = names[*value];
}

void SchemaWriter::choices(std::string_view name, std::vector<std::size_t>& /*values*/,
                           std::span<const std::string_view> names) {
  add(name, "choices", Need::Optional)["choices"] = to_array(names);
}

void SchemaWriter::clock(std::string_view name, std::optional<int>& /*second_of_day*/, Need need) {
  add(name, "clock", need);
}

void SchemaWriter::condition(std::string_view name, std::string& /*value*/, Need need) { add(name, "condition", need); }

void SchemaWriter::match(std::string_view name, Match& /*match*/) { add(name, "match", Need::Optional); }

void SchemaWriter::edge(std::string_view name, std::string& /*node*/) { add(name, "edge", Need::Required); }

void SchemaWriter::items_of(std::string_view name, std::size_t /*count*/, Range size, const Resize& /*resize*/,
                            const DescribeItem& describe) {
  json::array inner;
  SchemaWriter writer(inner);
  describe(0, writer);
  json::object& field = add(name, "list", size.least > 0 ? Need::Required : Need::Optional);
  field["least"] = size.least;
  field["most"] = size.most;
  field["fields"] = std::move(inner);
}

void SchemaWriter::group_of(std::string_view name, bool* present, const DescribeGroup& describe) {
  json::array inner;
  SchemaWriter writer(inner);
  describe(writer);
  json::object& field = add(name, "group", Need::Optional);
  field["may_be_absent"] = present != nullptr;
  field["fields"] = std::move(inner);
}

}  // namespace tsuzuku::journeys
