#include "services/reports/excel/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.hpp"

namespace tsuzuku::services {
namespace {

using analysis::ColumnType;
using analysis::Value;
using Look = Workbook::Look;
using Role = ShapedColumn::Role;

constexpr double kNarrowest = 9;  // in characters, as Excel measures columns
constexpr double kWidest = 34;
constexpr double kHeadCharacters = 13;  // a longer head is wrapped
constexpr double kUnsetWidth = 8.43;    // of a column that nobody sets
constexpr double kLineHeight = 15;
constexpr std::size_t kNoteColumns = 9;  // that a note goes over, at least
constexpr lxw_row_t kChartRows = 18;     // height of the drawing beside the table

lxw_row_t row_at(std::size_t index) { return kFirstRow + static_cast<lxw_row_t>(index); }
lxw_col_t column_at(std::size_t index) { return static_cast<lxw_col_t>(index); }

bool is_beside(const ShapedColumn& column) {
  return column.role == Role::Before || column.role == Role::YearBefore || column.role == Role::AcrossBefore;
}

void write_cell(const SectionSheet& at, std::size_t column, lxw_row_t row, const Value& value, Look look) {
  at.book.write({at.sheet, row, column_at(column)}, value, at.section.table.columns[column].column.type,
                at.words.cell(at.section, column, value), look);
}

// In characters, column by column.
std::vector<double> set_widths(const SectionSheet& at) {
  const ShapedTable& table = at.section.table;
  std::vector<double> widths;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    auto width = std::min(static_cast<double>(display_width(at.words.head_of(at.section, i))), kHeadCharacters);
    for (const auto& row : table.rows) {
      width = std::max(width, static_cast<double>(display_width(at.words.cell(at.section, i, row[i]))));
    }
    widths.push_back(std::clamp(width + 2, kNarrowest, kWidest));
    worksheet_set_column(at.sheet, column_at(i), column_at(i), widths.back(), nullptr);
  }
  return widths;
}

// The more of something, the darker its cell: what stands in the sum is left out.
void shade(const SectionSheet& at) {
  const ShapedTable& table = at.section.table;
  const auto is_across = [](const ShapedColumn& column) { return column.role == Role::Across; };
  const auto first = std::ranges::find_if(table.columns, is_across) - table.columns.begin();
  const auto count = std::ranges::count_if(table.columns, is_across);
  lxw_conditional_format scale{};
  scale.type = LXW_CONDITIONAL_2_COLOR_SCALE;
  scale.min_color = 0xEEF1F8;
  scale.max_color = 0x869DCB;
  worksheet_conditional_format_range(at.sheet, kFirstRow, static_cast<lxw_col_t>(first), row_at(table.rows.size() - 1),
                                     static_cast<lxw_col_t>(first + count - 1), &scale);
}

void write_table(const SectionSheet& at) {
  const ShapedTable& table = at.section.table;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    at.book.write_text({at.sheet, kHeadRow, column_at(i)}, at.words.head_of(at.section, i), at.book.header());
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      write_cell(at, i, row_at(row), table.rows[row][i], is_beside(table.columns[i]) ? Look::Beside : Look::Plain);
    }
  }
  if (at.section.section->shape == Shape::Rows) {
    worksheet_autofilter(at.sheet, kHeadRow, 0, row_at(table.rows.size() - 1), column_at(table.columns.size() - 1));
  }
  if (at.section.chart.kind == ChartKind::Heat) shade(at);
  if (table.totals.empty()) return;
  const lxw_row_t row = row_at(table.rows.size());
  for (std::size_t i = 1; i < table.columns.size(); ++i) write_cell(at, i, row, table.totals[i], Look::Total);
  at.book.write_text({at.sheet, row, 0}, at.words.text("report.totals"), at.book.format(ColumnType::Text, Look::Total));
}

// What the table rests on, below it and below the drawing beside it. Excel gives merged cells no height of their own.
void write_notes(const SectionSheet& at, std::vector<double> widths) {
  lxw_format* wrapped = at.book.add_format();
  format_set_text_wrap(wrapped);
  format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
  widths.resize(std::max(widths.size(), kNoteColumns), kUnsetWidth);
  const double room = std::accumulate(widths.begin() + 1, widths.end(), 0.0);
  lxw_row_t row = std::max(row_at(at.section.table.rows.size()) + 2, kHeadRow + kChartRows + 2);
  for (const auto& [name, text] : at.words.notes_of(at.section)) {
    worksheet_merge_range(at.sheet, row, 1, row, column_at(widths.size() - 1), "", wrapped);
    worksheet_set_row(at.sheet, row, kLineHeight * std::ceil(static_cast<double>(display_width(text)) / room), nullptr);
    at.book.write_text({at.sheet, row, 0}, name, wrapped);
    at.book.write_text({at.sheet, row++, 1}, text, wrapped);
  }
}

}  // namespace

void write_section(const SectionSheet& at, const std::string& cover) {
  lxw_format* title = at.book.add_format();
  format_set_bold(title);
  format_set_font_size(title, 14);
  lxw_format* link = at.book.add_format();
  format_set_font_color(link, 0x2F4684);
  format_set_underline(link, LXW_UNDERLINE_SINGLE);

  at.book.write_text({at.sheet, 0, 0}, at.words.title_of(at.section), title);
  at.book.write_text({at.sheet, 1, 0}, at.words.basis_of(at.section));
  worksheet_write_url(at.sheet, 2, 0, ("internal:" + link_to(cover)).c_str(), link);
  at.book.write_text({at.sheet, 2, 0}, at.words.text("report.back"), link);
  const std::vector<double> widths = set_widths(at);
  worksheet_freeze_panes(at.sheet, kFirstRow, 0);
  worksheet_set_landscape(at.sheet);
  worksheet_set_paper(at.sheet, 9);  // A4
  worksheet_fit_to_pages(at.sheet, 1, 0);
  worksheet_repeat_rows(at.sheet, kHeadRow, kHeadRow);
  write_table(at);
  write_notes(at, widths);
}

}  // namespace tsuzuku::services
