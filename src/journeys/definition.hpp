#pragma once
// A journey as data: what a person draws, the API carries and the engine runs. docs/journeys.md describes its JSON.
// A Definition may be wrong or half drawn; check.hpp says what is missing, plan.hpp makes of it what can run.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "journeys/delivery_rules.hpp"
#include "journeys/nodes/branch.hpp"
#include "journeys/nodes/end.hpp"
#include "journeys/nodes/entry_condition.hpp"
#include "journeys/nodes/entry_event.hpp"
#include "journeys/nodes/send.hpp"
#include "journeys/nodes/split.hpp"
#include "journeys/nodes/tag.hpp"
#include "journeys/nodes/task.hpp"
#include "journeys/nodes/wait.hpp"
#include "journeys/nodes/wait_for_event.hpp"
#include "journeys/problem.hpp"

namespace tsuzuku::journeys {

// What the journey is for. Counted in its results; with stop.goal it also ends the run.
struct Goal {
  std::optional<EventKind> event;  // an event or a condition; with both, whichever comes first
  Match match;
  std::string condition;
  int days = 60;  // after entry, for the results
  void describe(Fields& fields);
  friend bool operator==(const Goal&, const Goal&) = default;
};

// What ends a run wherever it stands. Conditions are asked before every effect.
struct StopRules {
  bool goal = true;
  bool unsubscribed = true;           // from a channel the journey sends by
  bool order_cancelled = true;        // the order that brought the customer in is cancelled or comes back
  std::vector<std::string> products;  // an order holds one of these
  std::string condition;
  void describe(Fields& fields);
  friend bool operator==(const StopRules&, const StopRules&) = default;
};

struct Reentry {
  enum class Rule { Never, AfterDays, Always };
  Rule rule = Rule::Never;
  int days = 0;             // AfterDays: since the last entry
  bool concurrent = false;  // each order its own run, also at the same time; else only after the last run has ended
  void describe(Fields& fields);
  friend bool operator==(const Reentry&, const Reentry&) = default;
};

// Where a node stands on the canvas. Kept, and of no meaning to the engine.
struct Position {
  double x = 0;
  double y = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

// Every node kind: one line here, one file in nodes/.
using NodeKind = std::variant<EntryCondition, EntryEvent, Wait, WaitForEvent, Branch, Split, Send, Task, Tag, End>;

struct Node {
  std::string id;     // a-z, 0-9, _; never changed, because touches and results name it
  std::string label;  // what people call it
  std::optional<Position> position;
  NodeKind kind;
  friend bool operator==(const Node&, const Node&) = default;
};

inline constexpr int kFormat = 1;

struct Definition {
  std::optional<Goal> goal;
  StopRules stop;
  Reentry reentry;
  int priority = 50;       // 0-100: who goes first where a customer can have only one
  bool exclusive = false;  // a customer is in one exclusive journey at a time; a higher priority takes over
  int holdout_permille = 100;
  DeliveryRules delivery;  // beside those of the shop
  std::vector<Node> nodes;

  // All but the nodes.
  void describe(Fields& fields);
  friend bool operator==(const Definition&, const Definition&) = default;
};

// Name of a kind in JSON; the node's fields.
[[nodiscard]] std::string_view kind_name(const NodeKind& kind);
[[nodiscard]] std::optional<NodeKind> kind_from(std::string_view name);
[[nodiscard]] std::vector<std::string_view> kind_names();
void describe(NodeKind& kind, Fields& fields);

// What could be read, and every member that could not: of a wrong type, unknown, or missing where nothing can be
// assumed. A definition is complete only when there is no problem here and none in check().
struct ReadDefinition {
  Definition definition;
  std::vector<Problem> problems;
};
[[nodiscard]] ReadDefinition read_definition(const json::value& value);
// The same from text: not JSON, or too large, is one problem of the journey itself.
[[nodiscard]] ReadDefinition parse_definition(std::string_view json_text);
// One form for one definition: reading it again gives an equal one.
[[nodiscard]] json::object to_json(const Definition& definition);

// What forms are made of: {"journey": fields, "nodes": {kind: fields}}; a field is {"name", "type", …} with "required",
// "least", "most", "choices", "fields" where they apply, and "default".
[[nodiscard]] json::object definition_schema();

}  // namespace tsuzuku::journeys
