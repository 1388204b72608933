#pragma once
// A window as days of the calendar.

#include "segments/condition.hpp"

namespace tsuzuku::segments {

// Both ends inclusive; an open end lies further away than any day of a shop.
struct DayRange {
  int from = 0;
  int to = 0;
};
inline constexpr int kNoDayBefore = -1'000'000;
inline constexpr int kNoDayAfter = 1'000'000;

[[nodiscard]] inline DayRange days_of(const Window& window, int as_of) {
  switch (window.kind) {
    case Window::Kind::LastDays:
      return {as_of - window.first + 1, as_of};
    case Window::Kind::BetweenDaysAgo:
      return {as_of - window.second, as_of - window.first};
    case Window::Kind::MoreThanDaysAgo:
      return {kNoDayBefore, as_of - window.first - 1};
    case Window::Kind::Dates:
      break;
  }
  return {window.from ? window.from->value : kNoDayBefore, window.to ? window.to->value : kNoDayAfter};
}

}  // namespace tsuzuku::segments
