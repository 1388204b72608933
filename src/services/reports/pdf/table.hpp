#pragma once
// The table of a section on pages: columns fitted to the page, the head repeated on each, no cell cut off.

#include "services/reports/pdf/pages.hpp"
#include "services/reports/report_words.hpp"

namespace tsuzuku::services {

// How high it is where it is not broken.
[[nodiscard]] double table_height(Pages& pages, const ReportWords& words, const ReportSection& section);
void draw_table(Pages& pages, const ReportWords& words, const ReportSection& section);

}  // namespace tsuzuku::services
