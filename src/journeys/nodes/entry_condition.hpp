#pragma once
// The way in for customers for whom a condition holds: within a minute of its beginning, once for each time it begins.

#include "journeys/passage.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

struct EntryCondition {
  static constexpr std::string_view kKind = "entry_condition";
  enum class WhenItEnds { Leave, Finish };  // at once, or go on to the end of the journey
  enum class AlreadyIn { Enter, Skip };     // those for whom it holds when the journey is switched on

  std::string condition;
  WhenItEnds when_it_ends = WhenItEnds::Leave;
  AlreadyIn already_in = AlreadyIn::Enter;
  std::string next;

  void describe(Fields& fields);
  [[nodiscard]] Passage pass(Walk& walk) const;
  friend bool operator==(const EntryCondition&, const EntryCondition&) = default;
};

}  // namespace tsuzuku::journeys
