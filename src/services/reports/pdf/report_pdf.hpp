#pragma once
// A monthly report as a PDF: A4, fonts embedded, links from its contents.

#include <filesystem>

#include "base/error.hpp"
#include "services/reports/report_words.hpp"

namespace tsuzuku::services {

// A first page with what the month was, the contents and what is not in the report, then the sections that have rows,
// each with its drawing, its table and what it rests on, and at the end the definitions. The same report gives the same
// bytes. Errors (Unavailable): "report.no_japanese_font", "report.not_drawn" {reason}; `target` may then be there in
// part.
[[nodiscard]] Status write_report_pdf(const ReportWords& words, const std::filesystem::path& target);

}  // namespace tsuzuku::services
