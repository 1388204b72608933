#pragma once
// Gives a person something to do about the customer: a call, a letter by hand.

#include "journeys/passage.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

struct Task {
  static constexpr std::string_view kKind = "task";
  static constexpr bool kEffect = true;

  std::string title;
  std::string note;  // what to say or look at
  int due_days = 3;  // shop days from now
  int value = 0;     // what it is expected to bring, minor units: ranks the queue
  std::string next;

  void describe(Fields& fields);
  [[nodiscard]] Passage pass(Walk& walk) const;
  friend bool operator==(const Task&, const Task&) = default;
};

}  // namespace tsuzuku::journeys
