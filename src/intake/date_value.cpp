#include <algorithm>
#include <string>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "intake/values.hpp"

namespace tsuzuku::intake {
namespace {

constexpr std::string_view kBadDate = "bad_date";
constexpr std::string_view kNoSuchDay = "no_such_day";
constexpr std::string_view kOutOfRange = "day_out_of_range";

// Reads from the front of a text; a member that fails leaves `rest` as it was.
struct Reader {
  std::string_view rest;

  [[nodiscard]] bool done() const { return rest.empty(); }
  [[nodiscard]] std::size_t digits_ahead() const {
    const auto end = std::ranges::find_if(rest, [](char c) { return c < '0' || c > '9'; });
    return static_cast<std::size_t>(end - rest.begin());
  }
  // Exactly `count` digits, of which there may be more behind.
  int take_digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value * 10 + (rest[i] - '0');
    rest.remove_prefix(count);
    return value;
  }
  // A whole run of one to `most` digits.
  std::optional<int> number(std::size_t most) {
    const std::size_t count = digits_ahead();
    if (count == 0 || count > most) return std::nullopt;
    return take_digits(count);
  }
  bool take(std::string_view text) {
    if (!rest.starts_with(text)) return false;
    rest.remove_prefix(text.size());
    return true;
  }
  void skip_blanks() { rest = trim(rest); }
};

struct Written {
  int year = 0;
  int month = 0;
  int day = 0;
};

std::optional<Written> read_compact_date(Reader& reader) {
  Written date;
  date.year = reader.take_digits(4);
  date.month = reader.take_digits(2);
  date.day = reader.take_digits(2);
  return date;
}

std::optional<Written> read_year_first(Reader& reader) {
  Written date;
  date.year = reader.take_digits(4);
  const bool kanji = reader.take("年");
  const std::string_view mark = kanji ? "月" : reader.rest.substr(0, 1);
  if (!kanji && (mark.empty() || std::string_view("-/.").find(mark[0]) == std::string_view::npos)) return std::nullopt;
  if (!kanji) reader.take(mark);
  reader.skip_blanks();
  const auto month = reader.number(2);
  if (!month || !reader.take(mark)) return std::nullopt;
  reader.skip_blanks();
  const auto day = reader.number(2);
  if (!day || (kanji && !reader.take("日"))) return std::nullopt;
  date.month = *month;
  date.day = *day;
  return date;
}

std::optional<Written> read_year_last(Reader& reader, DateOrder order) {
  const auto first = reader.number(2);
  const std::string_view mark = reader.rest.substr(0, 1);
  if (!first || mark.empty() || std::string_view("-/.").find(mark[0]) == std::string_view::npos) return std::nullopt;
  reader.take(mark);
  const auto second = reader.number(2);
  if (!second || !reader.take(mark) || reader.digits_ahead() != 4) return std::nullopt;
  const int year = reader.take_digits(4);
  return order == DateOrder::DayMonthYear ? Written{year, *second, *first} : Written{year, *first, *second};
}

std::optional<Written> read_date(Reader& reader, DateOrder order) {
  const std::size_t digits = reader.digits_ahead();
  if (digits == 8 || digits == 14) return read_compact_date(reader);
  if (digits == 4) return read_year_first(reader);
  if (order != DateOrder::YearMonthDay) return read_year_last(reader, order);
  return std::nullopt;
}

// "(金)", as Japanese screens print it behind a date.
void skip_weekday(Reader& reader) {
  if (!reader.rest.starts_with('(')) return;
  const auto close = reader.rest.find(')');
  if (close != std::string_view::npos && close <= 12) reader.rest.remove_prefix(close + 1);
}

std::optional<int> seconds_from(int hour, int minute, int second) {
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return hour * 3'600 + minute * 60 + second;
}

std::optional<int> read_time(Reader& reader) {
  if (reader.digits_ahead() == 6) {
    const int hour = reader.take_digits(2);
    const int minute = reader.take_digits(2);
    return seconds_from(hour, minute, reader.take_digits(2));
  }
  const auto hour = reader.number(2);
  const bool kanji = hour && reader.take("時");
  if (!hour || (!kanji && !reader.take(":"))) return std::nullopt;
  if (kanji && reader.done()) return seconds_from(*hour, 0, 0);
  const auto minute = reader.number(2);
  if (!minute) return std::nullopt;
  int second = 0;
  if (kanji ? reader.take("分") && reader.digits_ahead() > 0 : reader.take(":")) {
    const auto written = reader.number(2);
    if (!written) return std::nullopt;
    second = *written;
    if (reader.take(".") && !reader.number(9)) return std::nullopt;
    if (kanji) reader.take("秒");
  }
  const auto time = seconds_from(*hour, *minute, second);
  reader.skip_blanks();
  if (!time || *hour > 12) return time;
  if (reader.take("PM") || reader.take("pm")) return *hour == 12 ? time : *time + 12 * 3'600;
  if (reader.take("AM") || reader.take("am")) return *hour == 12 ? *time - 12 * 3'600 : time;
  return time;
}

std::optional<int> read_zone(Reader& reader) {
  if (reader.take("Z") || reader.take("UTC") || reader.take("GMT")) return 0;
  if (reader.take("JST")) return 9 * 3'600;
  const int sign = reader.take("+") ? 1 : reader.take("-") ? -1 : 0;
  const std::size_t digits = reader.digits_ahead();
  if (sign == 0 || (digits != 2 && digits != 4)) return std::nullopt;
  const int hours = reader.take_digits(2);
  const bool colon = reader.take(":");
  if (colon && reader.digits_ahead() != 2) return std::nullopt;
  const int minutes = reader.digits_ahead() == 2 ? reader.take_digits(2) : 0;
  if (hours > 14 || minutes > 59) return std::nullopt;
  return sign * (hours * 3'600 + minutes * 60);
}

Parsed<Moment> moment_of(std::string_view text, DateOrder order, int first_year) {
  Reader reader{trim(text)};
  const auto date = read_date(reader, order);
  if (!date) return std::unexpected(kBadDate);
  Moment moment;
  skip_weekday(reader);
  reader.skip_blanks();
  const bool marked = reader.take("T");
  if (marked || !reader.done()) {
    moment.second_of_day = read_time(reader);
    if (!moment.second_of_day) return std::unexpected(kBadDate);
    reader.skip_blanks();
    if (!reader.done()) {
      moment.offset_seconds = read_zone(reader);
      if (!moment.offset_seconds || !reader.done()) return std::unexpected(kBadDate);
    }
  }
  const auto day = day_from_civil(date->year, date->month, date->day);
  if (!day) return std::unexpected(kNoSuchDay);
  if (date->year < first_year || date->year > limits::kLastYear) return std::unexpected(kOutOfRange);
  moment.day = *day;
  return moment;
}

}  // namespace

Parsed<Moment> parse_moment(std::string_view text, DateOrder order, int first_year) {
  const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? moment_of(text, order, first_year) : moment_of(nfkc(text), order, first_year);
}

}  // namespace tsuzuku::intake
