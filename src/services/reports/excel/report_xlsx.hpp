#pragma once
// A monthly report as an Excel workbook.

#include <filesystem>

#include "base/error.hpp"
#include "services/reports/report_words.hpp"

namespace tsuzuku::services {

// A cover with links, then one sheet for each section that has rows: a frozen header, real numbers, a native chart,
// and below the table what it rests on. Sections without rows are named on the cover. The same report gives the same
// bytes. Unavailable "export.not_written"; `target` may then be there in part.
[[nodiscard]] Status write_report_xlsx(const ReportWords& words, const std::filesystem::path& target);

}  // namespace tsuzuku::services
