#pragma once
// The shop's time zone (IANA name, from ICU's own data). Times are stored as UTC seconds; the day an order
// belongs to is the day on the wall of the shop.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.hpp"

namespace tsuzuku {

class TimeZone {
 public:
  // Nothing for a name ICU does not know.
  [[nodiscard]] static std::optional<TimeZone> find(std::string_view iana_name);

  TimeZone(TimeZone&&) noexcept;
  TimeZone& operator=(TimeZone&&) noexcept;
  ~TimeZone();

  // Seconds since 1970-01-01T00:00:00Z of a wall-clock time. A time that a clock change skips is moved
  // forward, one that occurs twice is the earlier one. Not thread safe: one instance per thread (it
  // remembers the last day's offset).
  [[nodiscard]] std::int64_t to_utc(Day day, int seconds_of_day) const;
  [[nodiscard]] Day day_of(std::int64_t utc_seconds) const;
  // Wall-clock seconds since midnight.
  [[nodiscard]] int second_of_day(std::int64_t utc_seconds) const;
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  struct Impl;
  TimeZone(std::string name, std::unique_ptr<Impl> impl);
  [[nodiscard]] std::int64_t offset_at(std::int64_t utc_seconds) const;
  std::string name_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tsuzuku
