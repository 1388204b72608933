#pragma once
// One section of a report as a sheet. Internal to write_report_xlsx.

#include "services/exports/workbook.hpp"
#include "services/reports/report_words.hpp"

namespace tsuzuku::services {

// Where the table of a section stands.
inline constexpr lxw_row_t kHeadRow = 3;
inline constexpr lxw_row_t kFirstRow = kHeadRow + 1;

struct SectionSheet {
  Workbook& book;
  const ReportWords& words;
  const ReportSection& section;
  std::string name;  // of the sheet
  lxw_worksheet* sheet = nullptr;
};

// `cover`: the name of the sheet that links lead back to.
void write_section(const SectionSheet& at, const std::string& cover);
// The native chart beside the table, which must be written; what it needs beyond the table stands right of it.
void draw_section(const SectionSheet& at);

// "'Sheet name'!A1" as link target.
[[nodiscard]] std::string link_to(const std::string& sheet);

}  // namespace tsuzuku::services
