#pragma once
// One customer on one way through a journey: what is kept of it between two steps.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "journeys/arms.hpp"
#include "journeys/event.hpp"

namespace tsuzuku::journeys {

// Stored (journey_runs.state): never renumber.
enum class RunState : std::uint8_t { Waiting = 1, Ended = 2 };

// Why a run ended. The names are stored (journey_runs.end_reason); texts under "journey_end_reasons".
enum class EndReason : std::uint8_t {
  Finished,        // came to an end node
  Goal,            // reached the goal
  Bought,          // bought a product that stops the journey
  Unsubscribed,    // from a channel the journey uses
  OrderCancelled,  // the order that brought the customer in is no more
  StopCondition,   // the stop condition holds
  ConditionEnded,  // the entry condition no longer holds
  Outranked,       // an exclusive journey of higher priority took the customer
  Stopped,         // by a person, or the journey was ended
  Erased,          // the customer's data was deleted, or merged into another customer
  Undecided,       // a condition could not be answered for a day
  TooManyVisits,   // of one node
  Damaged,         // the stored state names no node of the version
};
[[nodiscard]] std::string_view name_of(EndReason reason);
[[nodiscard]] std::optional<EndReason> end_reason_from(std::string_view name);
// Whether touches that are planned and not yet sent are to be skipped when a run ends so.
[[nodiscard]] bool withdraws_touches(EndReason reason);

// What the step function remembers beside its node. Arrays are by the node's place in the definition, which never
// changes within a version.
struct Memory {
  std::int64_t since = 0;                 // when what brought the customer in happened
  std::int64_t arrived_at = 0;            // at the node
  bool heard = false;                     // the event waited for has come
  std::int64_t undecided_since = 0;       // a condition has had no answer since then; 0 = it has
  std::vector<std::uint16_t> visits;      // of each node
  std::vector<std::int8_t> taken;         // the exit taken last, -1 = none
  std::vector<std::uint32_t> heard_keys;  // hashes of the events that waits have used, the latest ones
  Facts facts;                            // of the entry event, those that the definition uses
  friend bool operator==(const Memory&, const Memory&) = default;
};

[[nodiscard]] json::object to_json(const Memory& memory);
// "journeys.memory_damaged": the caller ends the run with Stopped(Damaged) and tells it; nothing is guessed.
[[nodiscard]] Result<Memory> read_memory(std::string_view json_text);
// The part of a memory's text that says which way the run went (visits, taken), itself the text of a memory that knows
// nothing else: runs that went the same way share it, so whoever counts a million of them reads each way once.
[[nodiscard]] std::string way_in(std::string_view json_text);

struct Run {
  RunId id;
  CustomerId customer;
  JourneyId journey;
  int version = 0;
  std::string entry_key;  // entry_key_of(…)
  Arm arm = Arm::Treated;
  RunState state = RunState::Waiting;
  std::string node;                     // where it stands, or stood when it ended
  std::optional<std::int64_t> wake_at;  // always set while it waits: nobody waits without an end
  std::int64_t entered_at = 0;
  std::optional<std::int64_t> ended_at;
  std::optional<EndReason> end_reason;
  Memory memory;
  friend bool operator==(const Run&, const Run&) = default;
};

// What brought the customer in. Unique per customer and journey, so the same thing never brings anybody in twice:
// "ordered:123", "condition:<stay>" where the stay is told by whoever keeps the members (for example its beginning).
[[nodiscard]] std::string entry_key_of(std::optional<EventKind> kind, std::string_view key);
// The part behind the kind: "123".
[[nodiscard]] std::string_view key_part(std::string_view entry_key);
// Nothing for an entry by condition.
[[nodiscard]] std::optional<EventKind> entry_kind(std::string_view entry_key);

}  // namespace tsuzuku::journeys
