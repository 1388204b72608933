#include "services/reports/write_report.hpp"

#include "base/text.hpp"
#include "services/reports/excel/report_xlsx.hpp"
#include "services/reports/pdf/report_pdf.hpp"

namespace tsuzuku::services {

std::optional<ReportFormat> report_format(const std::filesystem::path& file) {
  const std::string ending = lower_ascii(file.extension().string());
  if (ending == ".xlsx") return ReportFormat::Xlsx;
  if (ending == ".pdf") return ReportFormat::Pdf;
  return std::nullopt;
}

std::string_view ending_of(ReportFormat format) { return format == ReportFormat::Xlsx ? "xlsx" : "pdf"; }

Status write_report(const Report& report, const Catalogue& texts, ReportFormat format,
                    const std::filesystem::path& target) {
  const ReportWords words(report, texts);
  return format == ReportFormat::Xlsx ? write_report_xlsx(words, target) : write_report_pdf(words, target);
}

}  // namespace tsuzuku::services
