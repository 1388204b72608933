#include <algorithm>
#include <cmath>

#include "services/reports/pdf/axis.hpp"
#include "services/reports/pdf/charts.hpp"

namespace tsuzuku::services {
namespace {

using analysis::ColumnType;

// Bars that lie, one below the other, with room for long names; stacked ones add up.
class Lying {
 public:
  Lying(Paper& paper, const Figures& figures, const Rectangle& area, bool stacked)
      : paper_(paper), figures_(figures), area_(area), stacked_(stacked) {
    axis_ = axis_for(ends(), figures.type == ColumnType::Integer);
    for (const std::string& name : figures.categories) names_ = std::max(names_, paper.width_of(name, small()) + 4);
    names_ = std::min(names_, area.width * 0.32);
    double labels = 0;
    for (const auto& series : figures.words) {
      for (const std::string& word : series) labels = std::max(labels, paper.width_of(word, small()) + 6);
    }
    plot_ = area.width - names_ - labels - 4;
  }

  void draw() {
    double y = area_.y;
    if (figures_.names.size() > 1) {
      draw_legend(paper_, figures_, area_.x + names_, y);
      y += kLegendHeight;
    }
    const auto rows = static_cast<double>(stacked_ ? 1 : figures_.values.size());
    const double slot = (area_.y + area_.height - y) / static_cast<double>(figures_.categories.size());
    const double height = std::min(slot * 0.78 / rows, kBarHeight);
    for (std::size_t i = 0; i < figures_.categories.size(); ++i, y += slot) {
      const double top = y + (slot - height * rows) / 2;
      paper_.draw(figures_.categories[i], area_.x, y + slot / 2 - 4.8, names_ - 4, small(TextStyle::Align::Right));
      if (stacked_) {
        draw_stack(i, top, height);
      } else {
        for (std::size_t s = 0; s < figures_.values.size(); ++s) {
          if (figures_.values[s][i]) draw_bar(s, i, 0, top + static_cast<double>(s) * height, height - 0.6);
        }
      }
    }
    paper_.line(x(0), area_.y + (figures_.names.size() > 1 ? kLegendHeight : 0), x(0), area_.y + area_.height,
                {.width = 0.8});
  }

 private:
  [[nodiscard]] double x(double value) const { return area_.x + names_ + plot_ * axis_.share(value); }

  [[nodiscard]] std::vector<double> ends() const {
    if (!stacked_) return figures_.numbers();
    std::vector<double> ends(figures_.categories.size(), 0.0);
    for (const auto& series : figures_.values) {
      for (std::size_t i = 0; i < series.size(); ++i) ends[i] += series[i].value_or(0);
    }
    return ends;
  }
  void draw_bar(std::size_t series, std::size_t category, double from, double top, double height,
                bool labelled = true) {
    const double to = from + *figures_.values[series][category];
    const double left = std::min(x(from), x(to));
    const Rectangle bar{left, top, std::max(std::abs(x(to) - x(from)), 0.4), height};
    paper_.fill(bar, kSeriesColours[series % kSeriesColours.size()]);
    if (series > 0) paper_.hatch(bar);
    const std::string& word = figures_.words[series][category];
    if (labelled) paper_.draw(word, bar.x + bar.width + 3, top + height / 2 - 4.8, 90, small());
  }
  void draw_stack(std::size_t category, double top, double height) {
    double from = 0;
    for (std::size_t s = 0; s < figures_.values.size(); ++s) {
      if (!figures_.values[s][category]) continue;
      draw_bar(s, category, from, top, height, false);
      from += *figures_.values[s][category];
    }
    paper_.draw(figures_.tick(from), x(from) + 3, top + height / 2 - 4.8, 90, small());
  }

  Paper& paper_;
  const Figures& figures_;
  Rectangle area_;
  bool stacked_;
  Axis axis_;
  double names_ = 0;
  double plot_ = 0;
};

}  // namespace

void draw_bars(Paper& paper, const Figures& figures, const Rectangle& area, bool stacked) {
  Lying(paper, figures, area, stacked).draw();
}

}  // namespace tsuzuku::services
