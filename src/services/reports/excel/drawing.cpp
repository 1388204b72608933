#include <algorithm>
#include <array>

#include "services/reports/excel/sheet.hpp"

namespace tsuzuku::services {
namespace {

using analysis::ColumnType;

constexpr std::array<lxw_color_t, 3> kColours = {0x2F4684, 0xD98000, 0x2B8A68};  // those of the screens' charts
constexpr lxw_color_t kLess = 0xC0522F;
constexpr double kWidth = 640;  // pixels
constexpr double kHeight = 340;
constexpr double kDefaultWidth = 480;
constexpr double kDefaultHeight = 288;

std::uint8_t type_of(ChartKind kind) {
  switch (kind) {
    case ChartKind::Bars:
      return LXW_CHART_BAR;
    case ChartKind::StackedBars:
      return LXW_CHART_BAR_STACKED;
    case ChartKind::Lines:
      return LXW_CHART_LINE;
    case ChartKind::Waterfall:
      return LXW_CHART_COLUMN_STACKED;
    default:
      return LXW_CHART_COLUMN;
  }
}

const char* axis_format(const SectionSheet& at, ColumnType type) {
  if (type != ColumnType::Rate) return "#,##0";
  std::vector<double> shares;
  for (const std::size_t column : at.section.chart.series) {
    for (std::size_t row = at.section.chart.first_row; row < at.section.table.rows.size(); ++row) {
      if (const auto* share = std::get_if<double>(&at.section.table.rows[row][column])) shares.push_back(*share);
    }
  }
  constexpr std::array kPercent{"0%", "0.0%", "0.00%"};
  return kPercent[static_cast<std::size_t>(percent_decimals(shares))];
}

class Drawing {
 public:
  Drawing(const SectionSheet& at, ChartKind kind)
      : at_(at),
        plan_(at.section.chart),
        first_(kFirstRow + static_cast<lxw_row_t>(plan_.first_row)),
        last_(kFirstRow + static_cast<lxw_row_t>(at.section.table.rows.size()) - 1),
        chart_(at.book.add_chart(type_of(kind))),
        kind_(kind) {}

  // A series over a column of the sheet.
  lxw_chart_series* add(lxw_col_t column, const std::string& name) {
    lxw_chart_series* series = chart_add_series(chart_, nullptr, nullptr);
    const auto category = static_cast<lxw_col_t>(plan_.category);
    chart_series_set_categories(series, at_.name.c_str(), first_, category, last_, category);
    chart_series_set_values(series, at_.name.c_str(), first_, column, last_, column);
    chart_series_set_name(series, name.c_str());
    return series;
  }
  void fill(lxw_chart_series* series, lxw_color_t colour, std::size_t index) const {
    if (kind_ == ChartKind::Lines) {
      lxw_chart_line line{};
      line.color = colour;
      line.width = 2;
      if (index > 0) line.dash_type = LXW_CHART_LINE_DASH_DASH;
      chart_series_set_line(series, &line);
      chart_series_set_marker_type(series, index == 0 ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_DIAMOND);
      return;
    }
    lxw_chart_fill fill{};
    fill.color = colour;
    chart_series_set_fill(series, &fill);
  }
  void place(ColumnType values, const std::string& unit, bool legend) {
    chart_title_set_name(chart_, at_.words.title_of(at_.section).c_str());
    lxw_chart_axis* across = chart_axis_get(chart_, LXW_CHART_AXIS_TYPE_X);
    lxw_chart_axis* up = chart_axis_get(chart_, LXW_CHART_AXIS_TYPE_Y);
    const bool lying = kind_ == ChartKind::Bars || kind_ == ChartKind::StackedBars;
    chart_axis_set_num_format(up, axis_format(at_, values));
    if (!unit.empty()) chart_axis_set_name(up, unit.c_str());
    chart_axis_set_name(across, at_.words.head_of(at_.section, plan_.category).c_str());
    chart_axis_set_label_position(across, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (lying) chart_axis_set_reverse(across);  // the first row on top, as in the table
    chart_show_blanks_as(chart_, LXW_CHART_BLANKS_AS_GAP);
    chart_legend_set_position(chart_, legend ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
    lxw_chart_options options{};
    options.x_offset = 12;
    options.x_scale = kWidth / kDefaultWidth;
    options.y_scale = kHeight / kDefaultHeight;
    std::string description = at_.words.title_of(at_.section);
    options.description = description.data();
    const auto right = static_cast<lxw_col_t>(at_.section.table.columns.size() + helpers_);
    worksheet_insert_chart_opt(at_.sheet, kHeadRow, right, chart_, &options);
  }
  // Columns that only the chart reads, right of the table.
  lxw_col_t add_helper(const std::string& name, const std::vector<double>& values, ColumnType type) {
    const auto column = static_cast<lxw_col_t>(at_.section.table.columns.size() + helpers_++);
    worksheet_set_column(at_.sheet, column, column, 12, nullptr);
    at_.book.write_text({at_.sheet, kHeadRow - 1, column}, at_.words.text("report.for_chart"),
                        at_.book.format(ColumnType::Text, Workbook::Look::Beside));
    at_.book.write_text({at_.sheet, kHeadRow, column}, name, at_.book.header());
    for (std::size_t i = 0; i < values.size(); ++i) {
      worksheet_write_number(at_.sheet, kFirstRow + static_cast<lxw_row_t>(i), column, values[i],
                             at_.book.format(type, Workbook::Look::Beside));
    }
    return column;
  }
  [[nodiscard]] lxw_chart* chart() const { return chart_; }

 private:
  const SectionSheet& at_;
  const Chart& plan_;
  lxw_row_t first_;
  lxw_row_t last_;
  lxw_chart* chart_;
  ChartKind kind_;
  std::size_t helpers_ = 0;
};

std::vector<double> amounts_of(const SectionSheet& at) {
  std::vector<double> amounts;
  for (const auto& row : at.section.table.rows) {
    amounts.push_back(
        drawn_number(row[at.section.chart.series.front()], ColumnType::Money, at.words.report().shop.currency)
            .value_or(0));
  }
  return amounts;
}

// Bars that hang in the air stand on one nobody sees.
void draw_waterfall(const SectionSheet& at, const std::vector<WaterfallBar>& bars) {
  using Kind = WaterfallBar::Kind;
  Drawing drawing(at, ChartKind::Waterfall);
  std::vector<double> base;
  std::array<std::vector<double>, 3> heights;
  for (const WaterfallBar& bar : bars) {
    base.push_back(bar.low);
    for (const Kind kind : {Kind::Whole, Kind::Less, Kind::More}) {
      heights[static_cast<std::size_t>(kind)].push_back(bar.kind == kind ? bar.high - bar.low : 0.0);
    }
  }
  const auto words = [&](const char* name) { return at.words.text(std::string("report.chart.") + name); };
  lxw_chart_series* unseen = drawing.add(drawing.add_helper(words("base"), base, ColumnType::Money), words("base"));
  lxw_chart_fill none{};
  none.none = LXW_TRUE;
  chart_series_set_fill(unseen, &none);
  constexpr std::array<const char*, 3> kNames = {"whole", "less", "more"};
  const std::array<lxw_color_t, 3> colours = {kColours[0], kLess, kColours[2]};
  for (std::size_t i = 0; i < heights.size(); ++i) {
    const bool any = std::ranges::any_of(heights[i], [](double height) { return height > 0; });
    if (!any) continue;
    drawing.fill(drawing.add(drawing.add_helper(words(kNames[i]), heights[i], ColumnType::Money), words(kNames[i])),
                 colours[i], 0);
  }
  chart_set_series_gap(drawing.chart(), 40);
  drawing.place(ColumnType::Money, at.words.unit_of({.type = ColumnType::Money}), false);
}

}  // namespace

void draw_section(const SectionSheet& at) {
  const Chart& plan = at.section.chart;
  if (plan.kind == ChartKind::None || plan.kind == ChartKind::Heat) return;
  if (plan.kind == ChartKind::Waterfall) {
    if (const auto bars = waterfall(amounts_of(at))) return draw_waterfall(at, *bars);
  }
  Drawing drawing(at, plan.kind == ChartKind::Waterfall ? ChartKind::Columns : plan.kind);
  const auto& columns = at.section.table.columns;
  for (std::size_t i = 0; i < plan.series.size(); ++i) {
    lxw_chart_series* series =
        drawing.add(static_cast<lxw_col_t>(plan.series[i]), at.words.head_of(at.section, plan.series[i]));
    drawing.fill(series, kColours[i % kColours.size()], i);
  }
  const analysis::Column& drawn = columns[plan.series.front()].column;
  drawing.place(drawn.type, at.words.unit_of(drawn), plan.series.size() > 1);
}

}  // namespace tsuzuku::services
