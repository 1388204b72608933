// Tables of sections and what is drawn of them.

#include "services/reports/shape.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "services/reports/chart.hpp"
#include "services/reports/pdf/axis.hpp"

namespace tsuzuku::services {
namespace {

using analysis::ColumnType;
using analysis::Table;
using analysis::Value;
using Role = ShapedColumn::Role;

constexpr YearMonth kMonth{681};  // 2026-10

ReportDays days_of(YearMonth month, std::optional<Day> as_of = {}) {
  return report_days(month, as_of, last_day(month)).value();
}
const ReportDays kDays = days_of(kMonth);

Table sales() {
  Table table;
  for (const char* name : {"accepted", "discounts", "net"}) {
    table.columns.push_back({.name = name, .type = ColumnType::Money, .unit = "currency"});
  }
  table.columns.insert(table.columns.begin(), {.name = "month", .type = ColumnType::Month});
  const auto row = [](YearMonth month, std::int64_t accepted, std::int64_t discounts) {
    return std::vector<Value>{month, accepted, discounts, accepted - discounts};
  };
  table.rows = {row(kMonth + -12, 500, 0), row(kMonth + -1, 800, 100), row(kMonth, 1'000, 250)};
  return table;
}

Section steps() {
  return {.name = "s",
          .analysis = "a",
          .shape = Shape::Steps,
          .columns = {"accepted", "discounts", "net"},
          .chart = ChartKind::Waterfall};
}

TEST(Shape, StepsGoFromTheFirstToTheLastOfTheMonth) {
  // As of the day that lies as far from the end of the month before.
  Table before = sales();
  before.rows.pop_back();
  before.rows.back() = {kMonth + -1, std::int64_t{780}, std::int64_t{100}, std::int64_t{680}};
  const ShapedTable table = shape(steps(), {}, sales(), &before, kDays, {});
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.rows[0], (std::vector<Value>{std::string("accepted"), std::int64_t{1'000}, 1.0, std::int64_t{780},
                                               std::int64_t{220}, std::int64_t{500}}));
  EXPECT_EQ(table.rows[1], (std::vector<Value>{std::string("discounts"), std::int64_t{-250}, -0.25, std::int64_t{-100},
                                               std::int64_t{-150}, std::int64_t{0}}));
  EXPECT_EQ(std::get<std::int64_t>(table.rows[2][1]), 750);
}

TEST(Shape, AMonthThatRunsIsNotHeldAgainstAWholeYearAgo) {
  const ReportDays tenth = days_of(kMonth, first_day(kMonth) + 9);
  Table before = sales();
  before.rows = {{kMonth + -1, std::int64_t{260}, std::int64_t{20}, std::int64_t{240}}};  // until the tenth, too
  const ShapedTable table = shape(steps(), {}, sales(), &before, tenth, {});
  ASSERT_EQ(table.columns.size(), 5U);
  EXPECT_EQ(table.columns.back().role, Role::Difference);
  EXPECT_EQ(table.rows[2],
            (std::vector<Value>{std::string("net"), std::int64_t{750}, 0.75, std::int64_t{240}, std::int64_t{510}}));
  EXPECT_EQ(shape(steps(), {}, sales(), nullptr, tenth, {}).columns.size(), 3U);
}

TEST(Shape, AMonthWithoutFactsHasNoSteps) {
  EXPECT_TRUE(shape(steps(), {}, sales(), nullptr, days_of(kMonth + 1), {}).rows.empty());
  // With nothing accepted a share of it does not exist.
  Table none = sales();
  none.rows.back() = {kMonth, std::int64_t{0}, std::int64_t{10}, std::int64_t{-10}};
  EXPECT_EQ(shape(steps(), {}, none, nullptr, kDays, {}).rows[1][2], Value());
}

Table products(std::vector<std::vector<Value>> rows) {
  Table table;
  table.columns = {{.name = "product", .type = ColumnType::Text}, {.name = "net", .type = ColumnType::Money}};
  table.rows = std::move(rows);
  return table;
}

TEST(Shape, TheMonthBeforeStandsBesideTheSameRow) {
  const Section section{.name = "p", .analysis = "products", .columns = {"product", "net", "gone"}, .beside = {"net"}};
  const analysis::Descriptor descriptor{.cell_columns = {"product"}};
  const Table now = products({{std::string("TEA"), std::int64_t{5}}, {std::string("NEW"), std::int64_t{3}}});
  const Table before = products({{std::string("OLD"), std::int64_t{9}}, {std::string("TEA"), std::int64_t{7}}});
  const ShapedTable table = shape(section, descriptor, now, &before, kDays, {{"TEA", "お茶"}});
  ASSERT_EQ(table.columns.size(), 4U) << "code, name, net, net before; what the analysis has not is passed over";
  EXPECT_EQ(table.rows[0],
            (std::vector<Value>{std::string("TEA"), std::string("お茶"), std::int64_t{5}, std::int64_t{7}}));
  EXPECT_EQ(table.rows[1], (std::vector<Value>{std::string("NEW"), Value(), std::int64_t{3}, Value()}));
  const Table nothing = products({});
  EXPECT_EQ(shape(section, descriptor, now, &nothing, kDays, {}).columns.size(), 2U)
      << "no column of what was not, nor of names nobody told";
}

TEST(Shape, PercentagesBesideAnAxisAreTellable) {
  EXPECT_EQ(percent_decimals({}), 0);
  EXPECT_EQ(percent_decimals({0.9, 0.1}), 0);
  EXPECT_EQ(percent_decimals({0.012, 0.003}), 1);
  EXPECT_EQ(percent_decimals({0.001, -0.0005}), 2);
  for (const double high : {0.5, 0.04, 0.039, 0.011, 0.004, 0.0039, 0.0011}) {
    const Axis axis = axis_for({high}, false);
    EXPECT_GE(axis.step * 100 * std::pow(10, percent_decimals({high})), 0.999) << high;
  }
}

TEST(Shape, AMatrixCountsWhereRowAndColumnMeet) {
  Table table;
  table.columns = {{.name = "hour", .type = ColumnType::Text},
                   {.name = "weekday", .type = ColumnType::Code, .choices = {"monday", "sunday"}},
                   {.name = "orders", .type = ColumnType::Integer}};
  table.rows = {{std::string("-"), std::string("sunday"), std::int64_t{4}},
                {std::string("09"), std::string("sunday"), std::int64_t{2}},
                {std::string("09"), std::string("monday"), std::int64_t{3}}};
  const Section section{
      .name = "c", .analysis = "calendar", .shape = Shape::Matrix, .columns = {"hour", "weekday", "orders"}};
  const ShapedTable matrix = shape(section, {}, table, nullptr, kDays, {});
  ASSERT_EQ(matrix.columns.size(), 4U);
  EXPECT_EQ(std::get<std::string>(matrix.columns[1].head), "monday");
  EXPECT_EQ(matrix.rows[0], (std::vector<Value>{std::string("09"), std::int64_t{3}, std::int64_t{2}, std::int64_t{5}}));
  EXPECT_EQ(matrix.rows[1], (std::vector<Value>{std::string("-"), std::int64_t{0}, std::int64_t{4}, std::int64_t{4}}))
      << "not told comes last";
  EXPECT_EQ(matrix.totals, (std::vector<Value>{Value(), std::int64_t{3}, std::int64_t{6}, std::int64_t{9}}));
}

TEST(Waterfall, BarsHangWhereTheLastOneEnded) {
  const auto bars = waterfall({1'000, -250, 50, 800});
  ASSERT_TRUE(bars);
  using Kind = WaterfallBar::Kind;
  const auto expect = [&](std::size_t at, Kind kind, double low, double high) {
    EXPECT_EQ((*bars)[at].kind, kind);
    EXPECT_DOUBLE_EQ((*bars)[at].low, low);
    EXPECT_DOUBLE_EQ((*bars)[at].high, high);
  };
  expect(0, Kind::Whole, 0, 1'000);
  expect(1, Kind::Less, 750, 1'000);
  expect(2, Kind::More, 750, 800);
  expect(3, Kind::Whole, 0, 800);
  EXPECT_FALSE(waterfall({100, -150, -50})) << "below zero there is nothing to stand on";
}

TEST(ReportChart, LeavesOutWhatDwarfsTheOthersAndWhatHasNoNumbers) {
  const Section section{.name = "l",
                        .analysis = "shipment_losses",
                        .columns = {"outcome", "orders"},
                        .chart = ChartKind::Bars,
                        .drawn = {"orders"},
                        .not_drawn = "shipped"};
  Table table;
  table.columns = {{.name = "outcome", .type = ColumnType::Code}, {.name = "orders", .type = ColumnType::Integer}};
  table.rows = {{std::string("shipped"), std::int64_t{900}}, {std::string("unpaid"), std::int64_t{5}}};
  const Chart drawn = chart_of(section, shape(section, {}, table, nullptr, kDays, {}));
  EXPECT_EQ(drawn.kind, ChartKind::Bars);
  EXPECT_EQ(drawn.first_row, 1U);
  table.rows.pop_back();
  EXPECT_EQ(chart_of(section, shape(section, {}, table, nullptr, kDays, {})).kind, ChartKind::None);
  table.rows = {{std::string("unpaid"), Value()}};
  EXPECT_EQ(chart_of(section, shape(section, {}, table, nullptr, kDays, {})).kind, ChartKind::None);
}

TEST(PaperAxis, HoldsEveryValueAndZeroInRoundSteps) {
  const auto expect = [](const std::vector<double>& values, bool whole, double low, double high, double step) {
    const Axis axis = axis_for(values, whole);
    EXPECT_DOUBLE_EQ(axis.low, low);
    EXPECT_DOUBLE_EQ(axis.high, high);
    EXPECT_DOUBLE_EQ(axis.step, step);
    EXPECT_EQ(axis.ticks().size(), static_cast<std::size_t>((high - low) / step + 1.5));
  };
  expect({0.12, 0.47}, false, 0, 0.6, 0.2);
  expect({12'345'678}, false, 0, 15'000'000, 5'000'000);
  expect({-30, 100}, false, -50, 100, 50);
  expect({2}, true, 0, 2, 1);
  expect({}, false, 0, 1, 0.5);
  expect({0, 0}, true, 0, 1, 1);
}

}  // namespace
}  // namespace tsuzuku::services
