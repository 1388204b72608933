#include "journeys/reason.hpp"

namespace tsuzuku::journeys {

std::string_view name_of(Reason::Kind kind) {
  switch (kind) {
    case Reason::Kind::EnteredByEvent:
      return "entered_by_event";
    case Reason::Kind::EnteredByCondition:
      return "entered_by_condition";
    case Reason::Kind::Branch:
      return "branch";
    case Reason::Kind::Split:
      return "split";
    case Reason::Kind::Heard:
      return "heard";
    case Reason::Kind::TimedOut:
      return "timed_out";
    case Reason::Kind::Checked:
      return "checked";
  }
  return "checked";
}

}  // namespace tsuzuku::journeys
