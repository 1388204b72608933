#include "services/reports/pdf/figures.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/words.hpp"

namespace tsuzuku::services {

TextStyle small(TextStyle::Align align) { return {.size = 6.8, .colour = kSoftInk, .align = align, .lines_max = 1}; }

std::vector<double> Figures::numbers() const {
  std::vector<double> all;
  for (const auto& series : values) {
    for (const auto& value : series) {
      if (value) all.push_back(*value);
    }
  }
  return all;
}

std::string Figures::tick(double value) const {
  if (type == analysis::ColumnType::Rate) return fmt::format("{:.{}f}%", value * 100, decimals);
  if (type == analysis::ColumnType::Decimal && value != std::round(value)) return fmt::format("{:.1f}", value);
  return number_words(static_cast<std::int64_t>(std::llround(value)));
}

Figures figures_of(const ReportWords& words, const ReportSection& section) {
  const Chart& plan = section.chart;
  const ShapedTable& table = section.table;
  Figures figures;
  figures.type = table.columns[plan.series.front()].column.type;
  figures.unit = words.unit_of(table.columns[plan.series.front()].column);
  for (std::size_t row = plan.first_row; row < table.rows.size(); ++row) {
    figures.categories.push_back(words.cell(section, plan.category, table.rows[row][plan.category]));
  }
  for (const std::size_t column : plan.series) {
    figures.names.push_back(words.head_of(section, column));
    auto& values = figures.values.emplace_back();
    auto& told = figures.words.emplace_back();
    for (std::size_t row = plan.first_row; row < table.rows.size(); ++row) {
      const analysis::Value& value = table.rows[row][column];
      values.push_back(drawn_number(value, figures.type, words.report().shop.currency));
      told.push_back(words.cell(section, column, value));
    }
  }
  figures.decimals = percent_decimals(figures.numbers());
  return figures;
}

void draw_legend(Paper& paper, const Figures& figures, double x, double y) {
  for (std::size_t i = 0; i < figures.names.size(); ++i) {
    const Rectangle swatch{x, y + 1.5, 9, 6};
    paper.fill(swatch, kSeriesColours[i % kSeriesColours.size()]);
    if (i > 0) paper.hatch(swatch);
    const double width = paper.width_of(figures.names[i], small()) + 2;
    paper.draw(figures.names[i], x + 12, y, width, small());
    x += width + 28;
  }
}

}  // namespace tsuzuku::services
