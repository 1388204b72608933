#include <algorithm>
#include <cmath>

#include "services/reports/pdf/axis.hpp"
#include "services/reports/pdf/charts.hpp"

namespace tsuzuku::services {
namespace {

using analysis::ColumnType;

// A chart whose values go up: axis left, categories below.
class Standing {
 public:
  Standing(Paper& paper, const Figures& figures, const Rectangle& area, const std::vector<double>& values)
      : paper_(paper), figures_(figures), axis_(axis_for(values, figures.type == ColumnType::Integer)) {
    double label = 0;
    for (const double tick : axis_.ticks()) label = std::max(label, paper.width_of(figures.tick(tick), small()));
    const double legend = figures.names.size() > 1 ? kLegendHeight : 0;
    plot_ = {area.x + label + 6, area.y + legend + 12, area.width - label - 6, area.height - legend - 12 - 16};
    if (legend > 0) draw_legend(paper, figures, area.x, area.y);
    draw_axis(area, legend);
    // All figures or none: a bar without one would look as if it had none.
    const double room = slot() / static_cast<double>(figures.names.size());
    for (const auto& series : figures.words) {
      for (const std::string& word : series) labelled_ = labelled_ && paper.width_of(word, small()) <= room - 1;
    }
  }

  [[nodiscard]] double x(std::size_t category) const {
    return plot_.x + (static_cast<double>(category) + 0.5) * slot();
  }
  [[nodiscard]] double y(double value) const { return plot_.y + plot_.height * (1 - axis_.share(value)); }
  [[nodiscard]] double slot() const { return plot_.width / static_cast<double>(figures_.categories.size()); }

  // From `from` to `to`, labelled where there is room for all.
  void bar(std::size_t category, double at, double width, double from, double to, Colour colour,
           const std::string& label, bool striped = false) {
    const double top = std::min(y(from), y(to));
    const Rectangle area{at, top, width, std::max(std::abs(y(from) - y(to)), 0.4)};
    paper_.fill(area, colour);
    if (striped) paper_.hatch(area);
    const double room = figures_.names.size() > 1 ? slot() / static_cast<double>(figures_.names.size()) : slot();
    if (label.empty() || !labelled_) return;
    const double wide = paper_.width_of(label, small());
    const double centre = figures_.names.size() > 1 ? at + width / 2 : x(category);
    paper_.fill({centre - wide / 2 - 1, top - 9, wide + 2, 8}, kWhite);  // no line of the axis through the figure
    paper_.draw(label, centre - room / 2 - 4, top - 10.5, room + 8, small(TextStyle::Align::Centre));
  }
  void label(double at_x, double at_y, const std::string& text) {
    const double wide = paper_.width_of(text, small());
    paper_.fill({at_x - wide / 2 - 1, at_y - 11.5, wide + 2, 8}, kWhite);
    paper_.draw(text, at_x - 20, at_y - 13, 40, small(TextStyle::Align::Centre));
  }

 private:
  void draw_axis(const Rectangle& area, double legend) {
    if (!figures_.unit.empty()) paper_.draw(figures_.unit, area.x, area.y + legend, 120, small());
    for (const double tick : axis_.ticks()) {
      paper_.line(plot_.x, y(tick), plot_.x + plot_.width, y(tick), {.width = tick == 0 ? 0.8 : 0.3});
      paper_.draw(figures_.tick(tick), area.x, y(tick) - 4.5, plot_.x - area.x - 4, small(TextStyle::Align::Right));
    }
    for (std::size_t i = 0; i < figures_.categories.size(); ++i) {
      paper_.draw(figures_.categories[i], x(i) - slot() / 2, plot_.y + plot_.height + 3, slot(),
                  small(TextStyle::Align::Centre));
    }
  }

  Paper& paper_;
  const Figures& figures_;
  Axis axis_;
  Rectangle plot_;
  bool labelled_ = true;
};

}  // namespace

void draw_columns(Paper& paper, const Figures& figures, const Rectangle& area) {
  Standing chart(paper, figures, area, figures.numbers());
  const auto series = static_cast<double>(figures.values.size());
  const double width = std::min(chart.slot() * 0.66, 46.0) / series;
  for (std::size_t s = 0; s < figures.values.size(); ++s) {
    for (std::size_t i = 0; i < figures.categories.size(); ++i) {
      if (!figures.values[s][i]) continue;
      const double left = chart.x(i) - width * series / 2 + static_cast<double>(s) * width;
      chart.bar(i, left, width, 0, *figures.values[s][i], kSeriesColours[s % kSeriesColours.size()],
                figures.words[s][i], s > 0);
    }
  }
}

void draw_waterfall(Paper& paper, const Figures& figures, const Rectangle& area,
                    const std::vector<WaterfallBar>& bars) {
  std::vector<double> tops;
  for (const WaterfallBar& bar : bars) tops.push_back(bar.high);
  Standing chart(paper, figures, area, tops);
  const double width = std::min(chart.slot() * 0.6, 56.0);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const WaterfallBar& bar = bars[i];
    using Kind = WaterfallBar::Kind;
    const Colour colour = bar.kind == Kind::Whole ? kPrimary : bar.kind == Kind::Less ? kBad : kThird;
    chart.bar(i, chart.x(i) - width / 2, width, bar.low, bar.high, colour, figures.words.front()[i],
              bar.kind == Kind::Less);
    if (i + 1 < bars.size()) {
      const double level = chart.y(bar.kind == Kind::Less ? bar.low : bar.high);
      paper.line(chart.x(i) + width / 2, level, chart.x(i + 1) - width / 2, level,
                 {.colour = kSoftInk, .dashed = true});
    }
  }
}

void draw_lines(Paper& paper, const Figures& figures, const Rectangle& area) {
  Standing chart(paper, figures, area, figures.numbers());
  for (std::size_t s = 0; s < figures.values.size(); ++s) {
    const Colour colour = kSeriesColours[s % kSeriesColours.size()];
    for (std::size_t i = 0; i < figures.categories.size(); ++i) {
      const auto& value = figures.values[s][i];
      if (!value) continue;
      if (i > 0 && figures.values[s][i - 1]) {
        paper.line(chart.x(i - 1), chart.y(*figures.values[s][i - 1]), chart.x(i), chart.y(*value),
                   {.colour = colour, .width = 1.4, .dashed = s > 0});
      }
    }
    for (std::size_t i = 0; i < figures.categories.size(); ++i) {
      const auto& value = figures.values[s][i];
      if (!value) continue;
      if (s == 0) {
        paper.disc(chart.x(i), chart.y(*value), 2.4, colour);
        chart.label(chart.x(i), chart.y(*value), figures.words[s][i]);
      } else {
        paper.diamond(chart.x(i), chart.y(*value), 3, colour);
      }
    }
  }
}

}  // namespace tsuzuku::services
