#pragma once
// The kinds of charts there are on paper. Internal to drawing.cpp.

#include <vector>

#include "services/reports/pdf/figures.hpp"

namespace tsuzuku::services {

void draw_columns(Paper& paper, const Figures& figures, const Rectangle& area);
void draw_waterfall(Paper& paper, const Figures& figures, const Rectangle& area, const std::vector<WaterfallBar>& bars);
void draw_lines(Paper& paper, const Figures& figures, const Rectangle& area);
// One below the other, with room for long names.
void draw_bars(Paper& paper, const Figures& figures, const Rectangle& area, bool stacked);

}  // namespace tsuzuku::services
