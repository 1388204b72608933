#include "intake/values.hpp"

#include <gtest/gtest.h>

namespace tsuzuku::intake {
namespace {

constexpr MoneyForm kYen{0, '.'};
constexpr MoneyForm kCents{2, '.'};

TEST(MoneyValue, ReadsWhatShopsWrite) {
  for (const auto* text :
       {"1234", "1,234", "¥1,234", "￥１，２３４", "1,234円", "\\1,234", "1234.00", "+1234", "１２３４", "JPY 1,234"}) {
    EXPECT_EQ(parse_money(text, kYen), 1234) << text;
  }
  for (const auto* text :
       {"-1234", "▲1,234", "△1234", "－１２３４", "−1234", "(1,234)", "¥-1,234", "-¥1,234", "(¥1,234)"}) {
    EXPECT_EQ(parse_money(text, kYen), -1234) << text;
  }
  EXPECT_EQ(parse_money("12.5", kCents), 1250);
  EXPECT_EQ(parse_money("$1,012.50", kCents), 101250);
  EXPECT_EQ(parse_money("R$ 3.20", kCents), 320);
  EXPECT_EQ(parse_money(".5", kCents), 50);
  EXPECT_EQ(parse_money("1.234,56", MoneyForm{2, ','}), 123456);
}

TEST(MoneyValue, RefusesWhatItCannotBeSureOf) {
  for (const auto* text :
       {"abc", "1,23", "12,34", "1.2.3", "--5", "(-5)", "1,2345", "1e5", "¥", "", "5-", "1 000", "0x10"}) {
    EXPECT_EQ(parse_money(text, kYen).error(), "bad_money") << text;
  }
}

TEST(MoneyValue, RefusesWhatIsTooLarge) {
  EXPECT_EQ(parse_money("2000000000", kYen), 2'000'000'000);
  EXPECT_EQ(parse_money("2000000001", kYen).error(), "money_overflow");
  EXPECT_EQ(parse_money("99999999999999999999999999", kYen).error(), "money_overflow");
  EXPECT_EQ(parse_money("20000000.01", kCents).error(), "money_overflow");
}

TEST(MoneyValue, MoreDecimalsThanTheCurrencyAreMultipliedBeforeRounding) {
  const auto price = parse_price("0.125", kCents);
  ASSERT_TRUE(price);
  EXPECT_EQ(*price, (Price{125, 10}));
  EXPECT_EQ(times(*price, 8), 100);
  EXPECT_EQ(times(*price, 1), 13);
  EXPECT_EQ(parse_money("0.125", kCents), 13);
  EXPECT_EQ(parse_money("-0.125", kCents), -13);
  EXPECT_EQ(times(Price{2'000'000'000, 1}, 2).error(), "money_overflow");
}

TEST(QuantityValue, ReadsWholeNumbers) {
  EXPECT_EQ(parse_quantity("3"), 3);
  EXPECT_EQ(parse_quantity("-2"), -2);
  EXPECT_EQ(parse_quantity("1,000"), 1000);
  EXPECT_EQ(parse_quantity("2.0"), 2);
  EXPECT_EQ(parse_quantity("３個"), 3);
  EXPECT_EQ(parse_quantity("1.5").error(), "bad_quantity");
  EXPECT_EQ(parse_quantity("two").error(), "bad_quantity");
  EXPECT_EQ(parse_quantity("1000001").error(), "quantity_overflow");
  EXPECT_EQ(parse_quantity("99999999999999999999").error(), "quantity_overflow");
}

Moment moment(const char* day, std::optional<int> second = {}, std::optional<int> offset = {}) {
  return {*parse_day(day), second, offset};
}
constexpr int kHour = 3'600;

TEST(DateValue, ReadsWhatShopsWrite) {
  EXPECT_EQ(parse_moment("2026-11-22"), moment("2026-11-22"));
  EXPECT_EQ(parse_moment("2026/1/2"), moment("2026-01-02"));
  EXPECT_EQ(parse_moment("2026.01.02"), moment("2026-01-02"));
  EXPECT_EQ(parse_moment("2026年1月2日"), moment("2026-01-02"));
  EXPECT_EQ(parse_moment("２０２６／１／２"), moment("2026-01-02"));
  EXPECT_EQ(parse_moment("20261122"), moment("2026-11-22"));
  EXPECT_EQ(parse_moment("2026/01/02(金)"), moment("2026-01-02"));
  EXPECT_EQ(parse_moment("2026/1/2 9:05"), moment("2026-01-02", 9 * kHour + 5 * 60));
  EXPECT_EQ(parse_moment("2026-01-02 09:05:07"), moment("2026-01-02", 9 * kHour + 5 * 60 + 7));
  EXPECT_EQ(parse_moment("2026-01-02 09:05:07.0"), moment("2026-01-02", 9 * kHour + 5 * 60 + 7));
  EXPECT_EQ(parse_moment("20260102090507"), moment("2026-01-02", 9 * kHour + 5 * 60 + 7));
  EXPECT_EQ(parse_moment("2026年1月2日 9時5分"), moment("2026-01-02", 9 * kHour + 5 * 60));
  EXPECT_EQ(parse_moment("2026-01-02T09:05:07+09:00"), moment("2026-01-02", 9 * kHour + 5 * 60 + 7, 9 * kHour));
  EXPECT_EQ(parse_moment("2026-01-02T09:05:07Z"), moment("2026-01-02", 9 * kHour + 5 * 60 + 7, 0));
  EXPECT_EQ(parse_moment("2024-05-01 10:00:00 +0000"), moment("2024-05-01", 10 * kHour, 0));
  EXPECT_EQ(parse_moment("2024-05-01 10:00:00 -0330"), moment("2024-05-01", 10 * kHour, -(3 * kHour + 1800)));
  EXPECT_EQ(parse_moment("22/11/2026", DateOrder::DayMonthYear), moment("2026-11-22"));
  EXPECT_EQ(parse_moment("11/22/2026 1:05 PM", DateOrder::MonthDayYear), moment("2026-11-22", 13 * kHour + 300));
}

TEST(DateValue, TellsWhyItRefuses) {
  for (const auto* text : {"", "tomorrow", "22/11/2026", "2026-1", "2026-11-22 25:00", "2026-11-22 10", "2026-11-22T",
                           "2026-11-22 10:00 +99:00", "2026-11-22x", "2026年1月2", "9999999999"}) {
    EXPECT_EQ(parse_moment(text).error(), "bad_date") << text;
  }
  EXPECT_EQ(parse_moment("2026-02-30").error(), "no_such_day");
  EXPECT_EQ(parse_moment("20261301").error(), "no_such_day");
  EXPECT_EQ(parse_moment("1969-12-31").error(), "day_out_of_range");
  EXPECT_EQ(parse_moment("2149-01-01").error(), "day_out_of_range");
  EXPECT_EQ(parse_moment("1869-12-31", DateOrder::YearMonthDay, 1870).error(), "day_out_of_range");
  EXPECT_EQ(parse_moment("1936/02/29", DateOrder::YearMonthDay, 1870), moment("1936-02-29"));
  EXPECT_EQ(parse_moment("2148-12-31"), moment("2148-12-31"));
  EXPECT_EQ(parse_moment("0000-00-00").error(), "no_such_day");
}

}  // namespace
}  // namespace tsuzuku::intake
