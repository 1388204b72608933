#pragma once
// The way in for customers to whom something happens: an order, a delivery, a tag. Each event enters once.

#include "journeys/passage.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

struct EntryEvent {
  static constexpr std::string_view kKind = "entry_event";

  std::optional<EventKind> event;
  Match match;
  std::string condition;  // of the customer at that moment; empty = everybody
  int max_age_days = 7;   // an event known later than this lets nobody in: a first import must not mail five years
  std::string next;

  void describe(Fields& fields);
  [[nodiscard]] Passage pass(Walk& walk) const;
  friend bool operator==(const EntryEvent&, const EntryEvent&) = default;
};

}  // namespace tsuzuku::journeys
