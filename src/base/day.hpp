#pragma once
// The shop's calendar: a Day is a date without time or zone (days since 1970-01-01), a YearMonth counts
// months. Everything the analyses say about time is said in these; clocks exist only in app/.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tsuzuku {

struct Day {
  std::int32_t value = 0;  // days since 1970-01-01
  friend auto operator<=>(const Day&, const Day&) = default;
  friend Day operator+(Day day, int days) { return Day{day.value + days}; }
  friend Day operator-(Day day, int days) { return Day{day.value - days}; }
  friend int operator-(Day a, Day b) { return a.value - b.value; }
};

struct YearMonth {
  std::int32_t value = 0;  // months since 1970-01
  friend auto operator<=>(const YearMonth&, const YearMonth&) = default;
  friend YearMonth operator+(YearMonth month, int months) { return YearMonth{month.value + months}; }
  friend int operator-(YearMonth a, YearMonth b) { return a.value - b.value; }
};

struct CivilDate {
  int year = 1970;
  int month = 1;
  int day = 1;
};

[[nodiscard]] CivilDate civil(Day day);
// Nothing when the date does not exist (2026-02-30).
[[nodiscard]] std::optional<Day> day_from_civil(int year, int month, int day);
[[nodiscard]] YearMonth month_of(Day day);
[[nodiscard]] Day first_day(YearMonth month);
[[nodiscard]] Day last_day(YearMonth month);

// "2026-11-22"; parse takes exactly that form.
[[nodiscard]] std::string to_text(Day day);
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
// "2026-11"
[[nodiscard]] std::string to_text(YearMonth month);
[[nodiscard]] std::optional<YearMonth> parse_year_month(std::string_view text);

}  // namespace tsuzuku
