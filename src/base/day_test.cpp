#include "base/day.hpp"

#include <gtest/gtest.h>

#include "base/time_zone.hpp"

namespace tsuzuku {
namespace {

TEST(Day, GoesThereAndBack) {
  EXPECT_EQ(parse_day("1970-01-01")->value, 0);
  EXPECT_EQ(parse_day("2026-11-22")->value, 20'779);
  for (int value = -1000; value < 60'000; value += 17) EXPECT_EQ(parse_day(to_text(Day{value})), Day{value});
}

TEST(Day, RefusesDaysThatDoNotExist) {
  for (const char* text :
       {"2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20261122", "", "abcd-ef-gh"}) {
    EXPECT_FALSE(parse_day(text)) << text;
  }
  EXPECT_TRUE(parse_day("2024-02-29"));
}

TEST(YearMonth, KnowsItsFirstAndLastDay) {
  const YearMonth february = *parse_year_month("2024-02");
  EXPECT_EQ(to_text(first_day(february)), "2024-02-01");
  EXPECT_EQ(to_text(last_day(february)), "2024-02-29");
  EXPECT_EQ(to_text(february + 11), "2025-01");
  EXPECT_EQ(month_of(*parse_day("1969-12-31")).value, -1);
}

TEST(TimeZone, PutsAnOrderOnTheShopsDay) {
  const auto tokyo = TimeZone::find("Asia/Tokyo");
  ASSERT_TRUE(tokyo);
  // 23:30 UTC on the 21st is 08:30 on the 22nd in Tokyo.
  const std::int64_t utc = parse_day("2026-11-21")->value * 86'400LL + 23 * 3'600 + 1'800;
  EXPECT_EQ(to_text(tokyo->day_of(utc)), "2026-11-22");
  EXPECT_EQ(tokyo->second_of_day(utc), 8 * 3'600 + 1'800);
  EXPECT_EQ(tokyo->to_utc(*parse_day("2026-11-22"), 8 * 3'600 + 1'800), utc);
}

TEST(TimeZone, KnowsClockChanges) {
  const auto london = TimeZone::find("Europe/London");
  ASSERT_TRUE(london);
  const std::int64_t summer = london->to_utc(*parse_day("2011-07-01"), 12 * 3'600);
  EXPECT_EQ(london->second_of_day(summer), 12 * 3'600);
  EXPECT_EQ(summer % 86'400, 11 * 3'600);
  EXPECT_FALSE(TimeZone::find("Mars/Olympus"));
}

}  // namespace
}  // namespace tsuzuku
