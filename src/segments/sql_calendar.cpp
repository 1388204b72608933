#include "segments/sql_calendar.hpp"

#include <fmt/format.h>

#include "base/stable_hash.hpp"

namespace tsuzuku::segments {
namespace {

// Columns computed from columns computed from columns, as a scalar query. Materialized: else an expression that is used
// twice would be computed, and written out, twice at every step. One beside the other rather than one within the other:
// SQLite's parser goes only so deep.
class Steps {
 public:
  explicit Steps(const std::string& columns) { then(columns); }
  Steps& then(const std::string& columns) {
    text_ += fmt::format("{} s{} as materialized (select {}", steps_ == 0 ? "with" : ",", steps_, columns);
    text_ += steps_ == 0 ? ")" : fmt::format(" from s{})", steps_ - 1);
    ++steps_;
    return *this;
  }
  [[nodiscard]] std::string value(std::string_view expression) const {
    return fmt::format("({} select {} from s{})", text_, expression, steps_ - 1);
  }

 private:
  std::string text_;
  int steps_ = 0;
};

// Year, month and day (y, m, d) of days since 1970 by integer division alone: eras of 400 years that begin on 1 March.
Steps civil_of(std::string_view day) {
  constexpr int kEraBegin = 719'468;  // days from 0000-03-01 to 1970-01-01
  return Steps(fmt::format("{} + {} as z", day, kEraBegin))
      .then("z / 146097 as era, z % 146097 as doe")
      .then("era, doe, (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365 as yoe")
      .then("era, yoe, doe - (365 * yoe + yoe / 4 - yoe / 100) as doy")
      .then("era, yoe, doy, (5 * doy + 2) / 153 as mp")
      .then("era, yoe, doy - (153 * mp + 2) / 5 + 1 as d, case when mp < 10 then mp + 3 else mp - 9 end as m")
      .then("yoe + era * 400 + case when m <= 2 then 1 else 0 end as y, m, d");
}

constexpr std::uint64_t kLow32 = 0xFFFFFFFFU;
constexpr std::uint64_t kLow16 = 0xFFFFU;
constexpr unsigned kHalf = 32;
constexpr unsigned kQuarter = 16;

// A 64-bit number without sign as two columns h and l of 32 bits each: signed 64-bit arithmetic, which is all that both
// databases have, never overflows.
class Words {
 public:
  explicit Words(std::string_view id) : steps_(fmt::format("({0} >> 32) & {1} as h, {0} & {1} as l", id, kLow32)) {}

  Words& exclusive_or(std::uint64_t value) {
    const auto one = [](char word, std::uint64_t bits) {
      return fmt::format("({0} | {1}) - ({0} & {1}) as {0}", word, bits);
    };
    steps_.then(one('h', value >> kHalf) + ", " + one('l', value & kLow32));
    return *this;
  }
  Words& add(std::uint64_t value) {
    steps_.then(fmt::format("h + {} as h, l + {} as l", value >> kHalf, value & kLow32))
        .then(fmt::format("(h + (l >> 32)) & {0} as h, l & {0} as l", kLow32));
    return *this;
  }
  // x ^ (x >> bits), 0 < bits < 32
  Words& exclusive_or_shifted(unsigned bits) {
    steps_.then(fmt::format("h, l, h >> {0} as sh, ((l >> {0}) | (h << {1})) & {2} as sl", bits, kHalf - bits, kLow32))
        .then("(h | sh) - (h & sh) as h, (l | sl) - (l & sl) as l");
    return *this;
  }
  // By quarters of 16 bits: no product is longer than 48 bits.
  Words& multiply(std::uint64_t value) {
    const std::uint64_t high = value >> kHalf, low = value & kLow32;
    const std::uint64_t c1 = low >> kQuarter, c0 = low & kLow16;
    steps_.then("h & 65535 as h0, h >> 16 as h1, l & 65535 as l0, l >> 16 as l1")
        .then(fmt::format("h0, h1, l0, l1, l0 * {0} + l1 * {1} as mid", c1, c0))
        .then(fmt::format("l0 * {0} + ((mid & 65535) << 16) as t, (mid >> 16) + l1 * {1} + l0 * {2} + "
                          "(((l1 * {2}) & 65535) << 16) + h0 * {3} + (((h1 * {3}) & 65535) << 16) as u",
                          c0, c1, high, low))
        .then(fmt::format("(u + (t >> 32)) & {0} as h, t & {0} as l", kLow32));
    return *this;
  }
  // value * slots >> 64
  std::string slot(int slots) const { return steps_.value(fmt::format("(h * {0} + ((l * {0}) >> 32)) >> 32", slots)); }

 private:
  Steps steps_;
};

}  // namespace

std::string sql_month_of(std::string_view day) { return civil_of(day).value("m"); }

std::string sql_years_since(std::string_view day, Day now) {
  const CivilDate date = civil(now);
  constexpr int kMonth = 100;  // m * 100 + d grows through the year
  return civil_of(day).value(
      fmt::format("{} - y - case when m * 100 + d > {} then 1 else 0 end", date.year, date.month * kMonth + date.day));
}

std::string sql_stable_slot(std::string_view id, std::string_view name, int slots) {
  // The last of the two rounds of stable_hash; the first one does not see the id.
  return Words(id)
      .exclusive_or(stable_name_hash(name))
      .add(kStableIncrement)
      .exclusive_or_shifted(kStableShifts[0])
      .multiply(kStableFactors[0])
      .exclusive_or_shifted(kStableShifts[1])
      .multiply(kStableFactors[1])
      .exclusive_or_shifted(kStableShifts[2])
      .slot(slots);
}

}  // namespace tsuzuku::segments
