#pragma once
// Waits until something happens to the customer, or until the time is up.

#include "journeys/passage.hpp"
#include "journeys/problem.hpp"
#include "journeys/reason.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

struct WaitForEvent {
  static constexpr std::string_view kKind = "wait_for_event";

  std::optional<EventKind> event;
  Match match;
  bool same_order = false;  // only an event of the order that brought the customer in: "until this parcel arrives"
  int days = 0;             // the longest wait, all three together; 24 hours each day
  int hours = 0;
  int minutes = 0;
  std::string next;
  std::string on_timeout;

  void describe(Fields& fields);
  void check(Findings& findings) const;
  [[nodiscard]] Passage pass(Walk& walk) const;
  [[nodiscard]] Reason reason(std::size_t exit) const;  // why it took that exit
  // Whether this is what is waited for. It must not be older than the wait: the shop's day decides, because files often
  // tell the day only.
  [[nodiscard]] bool hears(const Walk& walk, const Happened& event) const;
  [[nodiscard]] bool takes_time() const { return true; }
  friend bool operator==(const WaitForEvent&, const WaitForEvent&) = default;
};

}  // namespace tsuzuku::journeys
