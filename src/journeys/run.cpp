#include "journeys/run.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/limits.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr std::array<std::string_view, 13> kEndReasons = {
    "finished",  "goal",    "bought", "unsubscribed", "order_cancelled", "stop_condition", "condition_ended",
    "outranked", "stopped", "erased", "undecided",    "too_many_visits", "damaged"};
static_assert(kEndReasons.size() == static_cast<std::size_t>(EndReason::Damaged) + 1);

constexpr std::string_view kCondition = "condition";

template <typename Number>
json::array to_array(const std::vector<Number>& numbers) {
  json::array array;
  array.reserve(numbers.size());
  for (const Number number : numbers) array.emplace_back(static_cast<std::int64_t>(number));
  return array;
}

// Reads members and remembers whether any was not what was written.
struct MemoryReader {
  const json::object& object;
  bool damaged = false;

  std::int64_t integer(std::string_view name) {
    const json::value* member = object.if_contains(name);
    if (member == nullptr) return 0;
    if (member->is_int64()) return member->get_int64();
    damaged = true;
    return 0;
  }

  bool flag(std::string_view name) {
    const json::value* member = object.if_contains(name);
    if (member == nullptr) return false;
    if (member->is_bool()) return member->get_bool();
    damaged = true;
    return false;
  }

  template <typename Number>
  std::vector<Number> numbers(std::string_view name, std::size_t most) {
    std::vector<Number> read;
    const json::value* member = object.if_contains(name);
    if (member == nullptr) return read;
    if (!member->is_array() || member->get_array().size() > most) {
      damaged = true;
      return read;
    }
    for (const json::value& item : member->get_array()) {
      const std::int64_t number = item.is_int64() ? item.get_int64() : std::numeric_limits<std::int64_t>::min();
      if (number < std::numeric_limits<Number>::min() || number > std::numeric_limits<Number>::max()) {
        damaged = true;
      } else {
        read.push_back(static_cast<Number>(number));
      }
    }
    return read;
  }

  Facts facts() {
    Facts read;
    const json::value* member = object.if_contains("facts");
    if (member == nullptr) return read;
    if (!member->is_object()) {
      damaged = true;
      return read;
    }
    for (const auto& fact : member->get_object()) {
      if (fact.value().is_string()) {
        read.push_back({std::string(fact.key()), std::string(fact.value().get_string())});
      } else {
        damaged = true;
      }
    }
    return read;
  }
};

}  // namespace

std::string_view name_of(EndReason reason) { return kEndReasons.at(static_cast<std::size_t>(reason)); }

std::optional<EndReason> end_reason_from(std::string_view name) {
  const auto found = std::ranges::find(kEndReasons, name);
  if (found == kEndReasons.end()) return std::nullopt;
  return static_cast<EndReason>(found - kEndReasons.begin());
}

bool withdraws_touches(EndReason reason) { return reason != EndReason::Finished; }

// What is empty is left out: a million runs wait in the store.
json::object to_json(const Memory& memory) {
  json::object object;
  object["since"] = memory.since;
  object["arrived"] = memory.arrived_at;
  if (memory.heard) object["heard"] = true;
  if (memory.undecided_since != 0) object["undecided"] = memory.undecided_since;
  object["visits"] = to_array(memory.visits);
  object["taken"] = to_array(memory.taken);
  if (!memory.heard_keys.empty()) object["keys"] = to_array(memory.heard_keys);
  if (!memory.facts.empty()) {
    json::object facts;
    for (const Fact& fact : memory.facts) facts[fact.name] = fact.value;
    object["facts"] = std::move(facts);
  }
  return object;
}

std::string way_in(std::string_view json_text) {
  const auto begin = json_text.find(R"("visits":)");
  const auto end = json_text.find(']', json_text.find(R"("taken":)", std::min(begin, json_text.size())));
  // Not as to_json() writes it: read as it is.
  if (begin == std::string_view::npos || end == std::string_view::npos) return std::string(json_text);
  std::string way = "{";
  return way.append(json_text.substr(begin, end + 1 - begin)).append("}");
}

Result<Memory> read_memory(std::string_view json_text) {
  const auto value = parse_json(json_text);
  if (!value || !value->is_object()) return fail(ErrorKind::Internal, "journeys.memory_damaged");
  MemoryReader reader{value->get_object()};
  Memory memory;
  memory.since = reader.integer("since");
  memory.arrived_at = reader.integer("arrived");
  memory.heard = reader.flag("heard");
  memory.undecided_since = reader.integer("undecided");
  memory.visits = reader.numbers<std::uint16_t>("visits", limits::kJourneyNodes);
  memory.taken = reader.numbers<std::int8_t>("taken", limits::kJourneyNodes);
  memory.heard_keys = reader.numbers<std::uint32_t>("keys", limits::kHeardEvents);
  memory.facts = reader.facts();
  if (reader.damaged) return fail(ErrorKind::Internal, "journeys.memory_damaged");
  return memory;
}

std::string entry_key_of(std::optional<EventKind> kind, std::string_view key) {
  std::string text(kind ? name_of(*kind) : kCondition);
  return text.append(":").append(key);
}

std::string_view key_part(std::string_view entry_key) {
  const auto colon = entry_key.find(':');
  return colon == std::string_view::npos ? std::string_view() : entry_key.substr(colon + 1);
}

std::optional<EventKind> entry_kind(std::string_view entry_key) {
  return event_kind_from(entry_key.substr(0, entry_key.find(':')));
}

}  // namespace tsuzuku::journeys
