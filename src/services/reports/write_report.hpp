#pragma once
// The files a report can be.

#include <filesystem>
#include <optional>
#include <string_view>

#include "base/catalogue.hpp"
#include "services/reports/report.hpp"

namespace tsuzuku::services {

enum class ReportFormat { Xlsx, Pdf };

// By the ending of a name, in any case: "october.XLSX". Nothing for others.
[[nodiscard]] std::optional<ReportFormat> report_format(const std::filesystem::path& file);
[[nodiscard]] std::string_view ending_of(ReportFormat format);  // "xlsx"

// Errors of write_report_xlsx and write_report_pdf; `target` may then be there in part.
[[nodiscard]] Status write_report(const Report& report, const Catalogue& texts, ReportFormat format,
                                  const std::filesystem::path& target);

}  // namespace tsuzuku::services
