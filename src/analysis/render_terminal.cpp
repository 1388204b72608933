#include <fmt/format.h>

#include <algorithm>

#include "analysis/render.hpp"
#include "analysis/render_words.hpp"
#include "base/text.hpp"

namespace tsuzuku::analysis {
namespace {

using Line = std::vector<std::string>;

bool is_number(ColumnType type) {
  return type == ColumnType::Integer || type == ColumnType::Money || type == ColumnType::Rate ||
         type == ColumnType::Decimal;
}

std::string padded(const std::string& text, std::size_t width, bool to_the_right) {
  const std::string blanks(width - std::min(width, display_width(text)), ' ');
  return to_the_right ? blanks + text : text + blanks;
}

std::string joined_line(const Line& line, const std::vector<std::size_t>& widths, const Table& table) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i > 0) out += "  ";
    out += padded(line[i], widths[i], is_number(table.columns[i].type));
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out + "\n";
}

Line totals_line(const Table& table, const Catalogue& catalogue) {
  Line line(table.columns.size());
  line.front() = catalogue.text("analysis.totals");
  for (const auto& [name, value] : table.totals) {
    const auto column = std::ranges::find(table.columns, name, &Column::name);
    if (column == table.columns.end())
      continue;  // a total of its own, such as how many rows there are beyond those shown
    line[static_cast<std::size_t>(column - table.columns.begin())] = to_words(value, *column, table, catalogue);
  }
  return line;
}

std::string title_of(const Column& column, const Table& table, const Catalogue& catalogue) {
  const std::string title = column_title(table.analysis, column.name, catalogue);
  return column.type == ColumnType::Money ? fmt::format("{} ({})", title, table.currency.code) : title;
}

}  // namespace

std::string to_terminal(const Table& table, const Catalogue& catalogue) {
  std::vector<Line> lines(1);
  for (const Column& column : table.columns) lines.front().push_back(title_of(column, table, catalogue));
  for (const auto& row : table.rows) {
    Line& line = lines.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) line.push_back(to_words(row[i], table.columns[i], table, catalogue));
  }
  const bool has_totals = !table.totals.empty();
  if (has_totals) lines.push_back(totals_line(table, catalogue));

  std::vector<std::size_t> widths(table.columns.size());
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
  }
  std::size_t rule = widths.empty() ? 0 : 2 * (widths.size() - 1);
  for (const std::size_t width : widths) rule += width;
  const std::string rule_line = std::string(rule, '-') + "\n";

  const std::string as_of = table.as_of ? to_text(*table.as_of) : "–";
  std::string out = fmt::format("{}  {}\n\n", analysis_title(table.analysis, catalogue),
                                catalogue.text("analysis.as_of", {{"as_of", as_of}}));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == 1 || (has_totals && i + 1 == lines.size() && i > 1)) out += rule_line;
    out += joined_line(lines[i], widths, table);
  }
  if (table.rows.empty()) out += catalogue.text("analysis.no_rows") + "\n";
  if (table.page) {
    out += catalogue.text("analysis.page", {{"shown", std::to_string(table.rows.size())},
                                            {"total", std::to_string(table.page->rows_total)},
                                            {"page", std::to_string(table.page->page)}}) +
           "\n";
  }
  if (!table.left_out.empty()) out += "\n" + catalogue.text("analysis.left_out_heading") + "\n";
  for (const LeftOut& one : table.left_out) out += "  " + left_out_message(one, table.analysis, catalogue) + "\n";
  if (!table.assumptions.empty()) out += "\n" + catalogue.text("analysis.assumptions_heading") + "\n";
  for (const Phrase& one : table.assumptions) out += "  " + sentence(one, "assumptions", catalogue) + "\n";
  return out;
}

}  // namespace tsuzuku::analysis
