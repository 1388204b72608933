// JSON <-> Definition, and the schema of both.

#include <fmt/format.h>

#include "base/limits.hpp"
#include "journeys/definition.hpp"
#include "journeys/schema/json_reader.hpp"
#include "journeys/schema/json_writer.hpp"
#include "journeys/schema/schema_writer.hpp"

namespace tsuzuku::journeys {
namespace {

std::optional<Position> read_position(const json::value& value) {
  if (!value.is_object()) return std::nullopt;
  const json::value* x = value.get_object().if_contains("x");
  const json::value* y = value.get_object().if_contains("y");
  if (x == nullptr || y == nullptr || !x->is_number() || !y->is_number() || value.get_object().size() != 2) {
    return std::nullopt;
  }
  return Position{x->to_number<double>(), y->to_number<double>()};
}

Node read_node(const json::object& object, std::size_t index, std::vector<Problem>& problems) {
  Node node;
  node.id = string_or(object, "id", "");
  const std::string shown = node.id.empty() ? fmt::format("nodes[{}]", index) : node.id;
  Findings findings(problems, shown);
  JsonReader reader(object, "", findings);
  reader.text("id", node.id, Need::Required);
  reader.text("label", node.label, Need::Optional);
  std::string kind;
  reader.text("kind", kind, Need::Required);
  if (const json::value* position = reader.any("position")) {
    node.position = read_position(*position);
    if (!node.position) reader.problem("position", Error{ErrorKind::InvalidInput, "journeys.expected_position", {}});
  }
  const auto found = kind_from(kind);
  if (!found) {
    // Its fields cannot be judged. The node itself stays, so that edges to it are not called dangling too.
    node.kind = End{};
    reader.problem("kind", Error{ErrorKind::InvalidInput,
                                 "journeys.unknown_kind",
                                 {{"kind", kind}, {"known", fmt::format("{}", fmt::join(kind_names(), ", "))}}});
    return node;
  }
  node.kind = *found;
  describe(node.kind, reader);
  reader.finish();
  return node;
}

void read_nodes(const json::value* value, Definition& definition, std::vector<Problem>& problems) {
  Findings findings(problems, "");
  if (value == nullptr) return;
  if (!value->is_array()) {
    findings.add("nodes", Error{ErrorKind::InvalidInput, "journeys.expected_list", {}});
    return;
  }
  const json::array& nodes = value->get_array();
  if (nodes.size() > limits::kJourneyNodes) {
    findings.add("nodes",
                 Error{ErrorKind::TooLarge,
                       "journeys.too_many_nodes",
                       {{"nodes", std::to_string(nodes.size())}, {"limit", std::to_string(limits::kJourneyNodes)}}});
    return;
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].is_object()) {
      definition.nodes.push_back(read_node(nodes[i].get_object(), i, problems));
    } else {
      findings.add(fmt::format("nodes[{}]", i), Error{ErrorKind::InvalidInput, "journeys.expected_object", {}});
    }
  }
}

json::object node_to_json(Node node) {
  json::object object;
  object["id"] = node.id;
  object["kind"] = kind_name(node.kind);
  if (!node.label.empty()) object["label"] = node.label;
  if (node.position) object["position"] = json::object{{"x", node.position->x}, {"y", node.position->y}};
  JsonWriter writer(object);
  describe(node.kind, writer);
  return object;
}

}  // namespace

ReadDefinition read_definition(const json::value& value) {
  ReadDefinition result;
  Findings findings(result.problems, "");
  if (!value.is_object()) {
    findings.add("", Error{ErrorKind::InvalidInput, "journeys.expected_object", {}});
    return result;
  }
  JsonReader reader(value.get_object(), "", findings);
  int format = kFormat;
  reader.integer("format", format, {});
  if (format != kFormat) {
    reader.problem("format", Error{ErrorKind::InvalidInput,
                                   "journeys.other_format",
                                   {{"format", std::to_string(format)}, {"known", std::to_string(kFormat)}}});
    return result;
  }
  result.definition.describe(reader);
  const json::value* nodes = reader.any("nodes");
  reader.finish();
  read_nodes(nodes, result.definition, result.problems);
  return result;
}

ReadDefinition parse_definition(std::string_view json_text) {
  ReadDefinition result;
  Findings findings(result.problems, "");
  if (json_text.size() > limits::kJourneyBytes) {
    findings.add(
        "", Error{ErrorKind::TooLarge,
                  "journeys.too_large",
                  {{"bytes", std::to_string(json_text.size())}, {"limit", std::to_string(limits::kJourneyBytes)}}});
    return result;
  }
  auto value = parse_json(json_text);
  if (!value) {
    findings.add("", std::move(value).error());
    return result;
  }
  return read_definition(*value);
}

json::object to_json(const Definition& definition) {
  Definition copy = definition;  // describe() wants what it could write to
  json::object object;
  object["format"] = kFormat;
  JsonWriter writer(object);
  copy.describe(writer);
  json::array nodes;
  for (Node& node : copy.nodes) nodes.emplace_back(node_to_json(std::move(node)));
  object["nodes"] = std::move(nodes);
  return object;
}

json::object definition_schema() {
  json::object schema;
  json::array journey;
  SchemaWriter writer(journey);
  Definition().describe(writer);
  schema["format"] = kFormat;
  schema["journey"] = std::move(journey);
  json::object kinds;
  for (const std::string_view name : kind_names()) {
    NodeKind kind = *kind_from(name);
    json::array fields;
    SchemaWriter node_writer(fields);
    describe(kind, node_writer);
    kinds[name] = std::move(fields);
  }
  schema["nodes"] = std::move(kinds);
  return schema;
}

}  // namespace tsuzuku::journeys
