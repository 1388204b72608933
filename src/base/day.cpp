#include "base/day.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace tsuzuku {
namespace {

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

CivilDate civil(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.value}}};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

std::optional<Day> day_from_civil(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return Day{static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())};
}

YearMonth month_of(Day day) {
  const CivilDate date = civil(day);
  return YearMonth{(date.year - 1970) * 12 + date.month - 1};
}

Day first_day(YearMonth month) {
  const int year = 1970 + (month.value >= 0 ? month.value / 12 : (month.value - 11) / 12);
  return *day_from_civil(year, month.value - (year - 1970) * 12 + 1, 1);
}

Day last_day(YearMonth month) { return first_day(month + 1) - 1; }

std::string to_text(Day day) {
  const CivilDate date = civil(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return day_from_civil(*year, *month, *day);
}

std::string to_text(YearMonth month) { return to_text(first_day(month)).substr(0, 7); }

std::optional<YearMonth> parse_year_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  if (!year || !month || *year < 1 || *month < 1 || *month > 12) return std::nullopt;
  return YearMonth{(*year - 1970) * 12 + *month - 1};
}

}  // namespace tsuzuku
