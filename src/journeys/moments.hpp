#pragma once
// Moments come from outside too (events, stored state); one that lies beyond the calendar counts as its edge.

#include <algorithm>
#include <cstdint>

#include "base/time_zone.hpp"

namespace tsuzuku::journeys {

inline constexpr std::int64_t kFirstMoment = 0;             // 1970-01-01
inline constexpr std::int64_t kLastMoment = 5'616'000'000;  // in 2147: within the ledger's days

[[nodiscard]] inline std::int64_t sane_moment(std::int64_t moment) {
  return std::clamp(moment, kFirstMoment, kLastMoment);
}
[[nodiscard]] inline Day shop_day(std::int64_t moment, const TimeZone& zone) {
  return zone.day_of(sane_moment(moment));
}

}  // namespace tsuzuku::journeys
