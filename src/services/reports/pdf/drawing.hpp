#pragma once
// The chart of a section on paper. Internal to write_report_pdf.

#include "services/reports/pdf/paper.hpp"
#include "services/reports/report_words.hpp"

namespace tsuzuku::services {

// How high it wants to be; 0 where nothing is drawn beside the table.
[[nodiscard]] double drawing_height(const ReportSection& section);
void draw_chart(Paper& paper, const ReportWords& words, const ReportSection& section, const Rectangle& area);

}  // namespace tsuzuku::services
