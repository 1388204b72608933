#include "services/reports/pdf/drawing.hpp"

#include "services/reports/pdf/charts.hpp"

namespace tsuzuku::services {

double drawing_height(const ReportSection& section) {
  constexpr double kStandingHeight = 168;
  const Chart& plan = section.chart;
  if (plan.kind == ChartKind::None || plan.kind == ChartKind::Heat) return 0;
  const bool lying = plan.kind == ChartKind::Bars || plan.kind == ChartKind::StackedBars;
  if (!lying) return kStandingHeight;
  const auto bars = plan.kind == ChartKind::Bars ? plan.series.size() : 1;
  const auto rows = static_cast<double>(section.table.rows.size() - plan.first_row);
  return rows * (kBarHeight * static_cast<double>(bars) + 4) + (plan.series.size() > 1 ? kLegendHeight : 0);
}

void draw_chart(Paper& paper, const ReportWords& words, const ReportSection& section, const Rectangle& area) {
  const Figures figures = figures_of(words, section);
  switch (section.chart.kind) {
    case ChartKind::Bars:
    case ChartKind::StackedBars:
      return draw_bars(paper, figures, area, section.chart.kind == ChartKind::StackedBars);
    case ChartKind::Lines:
      return draw_lines(paper, figures, area);
    case ChartKind::Waterfall: {
      std::vector<double> amounts;
      for (const auto& value : figures.values.front()) amounts.push_back(value.value_or(0));
      if (const auto bars = waterfall(amounts)) return draw_waterfall(paper, figures, area, *bars);
      return draw_columns(paper, figures, area);
    }
    default:
      return draw_columns(paper, figures, area);
  }
}

}  // namespace tsuzuku::services
