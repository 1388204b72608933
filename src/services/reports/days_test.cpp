#include "services/reports/days.hpp"

#include <gtest/gtest.h>

namespace tsuzuku::services {
namespace {

Day day(const char* text) { return parse_day(text).value(); }
YearMonth month(const char* text) { return parse_year_month(text).value(); }

TEST(ReportDays, OfAMonthThatIsOver) {
  const ReportDays days = report_days(month("2026-10"), std::nullopt, day("2026-11-22")).value();
  EXPECT_EQ(days.first, day("2026-10-01"));
  EXPECT_EQ(days.last, day("2026-10-31"));
  EXPECT_EQ(days.as_of, day("2026-10-31"));
  EXPECT_EQ(days.as_of_before, day("2026-09-30"));
  EXPECT_TRUE(days.over());
}

TEST(ReportDays, OfAMonthThatRunsTheOneBeforeIsSeenAsFarIn) {
  const ReportDays days = report_days(month("2026-11"), std::nullopt, day("2026-11-22")).value();
  EXPECT_EQ(days.as_of, day("2026-11-22"));
  EXPECT_EQ(days.as_of_before, day("2026-10-22"));
  EXPECT_FALSE(days.over());
  const ReportDays march = report_days(month("2026-03"), std::nullopt, day("2026-03-30")).value();
  EXPECT_EQ(march.as_of_before, day("2026-02-28")) << "February has no 30th";
}

TEST(ReportDays, ALaterDayLooksAtBothMonthsAsLong) {
  const ReportDays days = report_days(month("2026-10"), day("2026-11-10"), day("2026-11-22")).value();
  EXPECT_EQ(days.as_of, day("2026-11-10"));
  EXPECT_EQ(days.as_of_before, day("2026-10-10"));
}

TEST(ReportDays, WithoutAMonthTheNewestThatIsOver) {
  EXPECT_EQ(report_days(std::nullopt, std::nullopt, day("2026-11-22"))->month, month("2026-10"));
  EXPECT_EQ(report_days(std::nullopt, std::nullopt, day("2026-11-30"))->month, month("2026-11"));
  EXPECT_EQ(report_days(std::nullopt, day("2026-03-15"), day("2026-11-30"))->month, month("2026-02"));
  EXPECT_EQ(report_days(std::nullopt, std::nullopt, day("2026-11-22"), day("2026-11-03"))->month, month("2026-11"))
      << "the shop began in the month that runs";
  EXPECT_EQ(report_days(std::nullopt, std::nullopt, day("2026-11-22"), day("2026-10-31"))->month, month("2026-10"));
}

TEST(ReportDays, WhatCannotBeIsToldApart) {
  EXPECT_EQ(report_days(std::nullopt, std::nullopt, std::nullopt).error().key, "report.no_month");
  EXPECT_EQ(report_days(month("2026-12"), std::nullopt, day("2026-11-22")).error().key, "report.month_not_begun");
  EXPECT_EQ(report_days(month("2026-10"), day("2026-09-30"), day("2026-11-22")).error().key,
            "report.as_of_before_month");
  EXPECT_EQ(report_days(month("2026-10"), std::nullopt, std::nullopt)->as_of, day("2026-10-31")) << "an empty shop";
  const auto before = report_days(month("2026-09"), std::nullopt, day("2026-11-22"), day("2026-10-31"));
  EXPECT_EQ(before.error().key, "report.month_before_first");
  EXPECT_EQ(report_days(month("2026-10"), std::nullopt, day("2026-11-22"), day("2026-10-31"))->first,
            day("2026-10-01"));
  EXPECT_EQ(report_days(std::nullopt, day("2026-05-31"), day("2026-11-22"), day("2026-10-31")).error().key,
            "report.month_before_first")
      << "the month that the as-of day asks for";
}

}  // namespace
}  // namespace tsuzuku::services
