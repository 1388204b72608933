#pragma once
// Why this customer, in parts from which texts are made.

#include <cstdint>
#include <string>
#include <string_view>

namespace tsuzuku::journeys {

// What brought the customer in, which way they took, what was asked last.
struct Reason {
  enum class Kind : std::uint8_t {
    EnteredByEvent,      // text: the entry key
    EnteredByCondition,  // text: the condition
    Branch,              // text: the condition that held; empty = none did
    Split,               // text: the arm
    Heard,               // text: the event waited for
    TimedOut,            // text: the event that did not come
    Checked,             // text: a condition asked just now; holds: its answer
  };
  Kind kind = Kind::EnteredByEvent;
  std::string node;  // empty: the journey's own rule
  std::string text;
  bool holds = true;
  friend bool operator==(const Reason&, const Reason&) = default;
};
[[nodiscard]] std::string_view name_of(Reason::Kind kind);

}  // namespace tsuzuku::journeys
