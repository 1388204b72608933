#pragma once
// The values that cells hold: money, pieces, days and times, in the many ways shops write them. Every parser
// takes trimmed text in UTF-8, knows full-width digits and signs, and fails with a key of "quarantine".

#include <cstdint>
#include <expected>
#include <optional>
#include <string_view>

#include "base/day.hpp"
#include "base/limits.hpp"
#include "base/money.hpp"

namespace tsuzuku::intake {

// A reason as in QuarantinedRow::reason; static text.
template <typename T>
using Parsed = std::expected<T, std::string_view>;

// An exact price: value / per minor units. `per` is above 1 only where the file has more decimals than the
// currency (0.125 USD is 125 / 10), so that quantity times price is rounded once.
struct Price {
  std::int64_t value = 0;
  std::int64_t per = 1;
  friend bool operator==(const Price&, const Price&) = default;
};

struct MoneyForm {
  int decimals = 0;         // of the currency
  char decimal_mark = '.';  // ',' where files write 1.234,56
};

// "¥1,234", "1,234円", "-5", "▲5", "(5)", "12.50", "１２３". Reasons: bad_money, money_overflow (beyond
// limits::kOrderMoney).
[[nodiscard]] Parsed<Price> parse_price(std::string_view text, MoneyForm form);
// The same, rounded half away from zero to minor units.
[[nodiscard]] Parsed<Money> parse_money(std::string_view text, MoneyForm form);
// price times quantity, rounded half away from zero. Reason: money_overflow.
[[nodiscard]] Parsed<Money> times(Price price, std::int64_t quantity);

// Whole numbers: "3", "-2", "1,000", "2.0", "３個". Reasons: bad_quantity, quantity_overflow (limits::kQuantity).
[[nodiscard]] Parsed<std::int64_t> parse_quantity(std::string_view text);

enum class DateOrder { YearMonthDay, DayMonthYear, MonthDayYear };

struct Moment {
  Day day;
  std::optional<int> second_of_day;   // absent when only a day is written
  std::optional<int> offset_seconds;  // east of UTC; absent when no zone is written
  friend bool operator==(const Moment&, const Moment&) = default;
};

// "2026-11-22", "2026/1/2 9:05", "2026年1月2日 9時5分", "20261122", "20261122093000", "2026-11-22T09:30:00+09:00",
// "2024-05-01 10:00:00 +0000", "2026/01/02(金)". `order` matters only when the year does not come first.
// Reasons: bad_date (no such form), no_such_day (2026-02-30), day_out_of_range (first_year..limits::kLastYear).
[[nodiscard]] Parsed<Moment> parse_moment(std::string_view text, DateOrder order = DateOrder::YearMonthDay,
                                          int first_year = limits::kFirstYear);

}  // namespace tsuzuku::intake
