#include "services/exports/xlsx.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/render.hpp"
#include "analysis/render_words.hpp"
#include "base/text.hpp"
#include "services/exports/workbook.hpp"

namespace tsuzuku::services {
namespace {

using analysis::Column;
using analysis::ColumnType;
using analysis::Table;

constexpr double kNarrowest = 9;  // in characters, as Excel measures columns
constexpr double kWidest = 48;

lxw_col_t column_at(std::size_t index) { return static_cast<lxw_col_t>(index); }

std::string title_of(const Table& table, const Column& column, const Catalogue& texts) {
  const std::string title = analysis::column_title(table.analysis, column.name, texts);
  return column.type == ColumnType::Money ? fmt::format("{} ({})", title, table.currency.code) : title;
}

double width_of(const Table& table, std::size_t index, const std::string& title, const Catalogue& texts) {
  constexpr std::size_t kLooked = 100;  // rows that decide the width
  std::size_t width = display_width(title);
  for (std::size_t i = 0; i < std::min(kLooked, table.rows.size()); ++i) {
    width = std::max(width, display_width(to_words(table.rows[i][index], table.columns[index], table, texts)));
  }
  return std::clamp(static_cast<double>(width) + 2, kNarrowest, kWidest);
}

// Of texts and phrases; what Excel shows by a format of its own needs none.
std::string words_of(const analysis::Value& value, const Column& column, const Table& table, const Catalogue& texts) {
  const bool text = std::holds_alternative<std::string>(value) || std::holds_alternative<analysis::Phrase>(value);
  return text ? to_words(value, column, table, texts) : std::string();
}

void write_rows(Workbook& book, const Table& table, const Catalogue& texts) {
  lxw_worksheet* sheet = book.add_sheet(sheet_name(analysis::analysis_title(table.analysis, texts)));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string title = title_of(table, table.columns[i], texts);
    worksheet_set_column(sheet, column_at(i), column_at(i), width_of(table, i, title, texts), nullptr);
  }
  worksheet_freeze_panes(sheet, 1, 0);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    worksheet_write_string(sheet, 0, column_at(i), title_of(table, table.columns[i], texts).c_str(), book.header());
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      const analysis::Value& value = table.rows[row][i];
      book.write({sheet, static_cast<lxw_row_t>(row + 1), column_at(i)}, value, column.type,
                 words_of(value, column, table, texts));
    }
  }
  if (!table.columns.empty()) {
    worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()), column_at(table.columns.size() - 1));
  }
}

std::string words_of(const analysis::Arguments::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* day = std::get_if<Day>(&value)) return to_text(*day);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return {};
}

void write_basis(Workbook& book, const Table& table, const Catalogue& texts) {
  lxw_worksheet* sheet = book.add_sheet(sheet_name(texts.text("export.basis")));
  worksheet_set_column(sheet, 0, 0, 32, nullptr);
  worksheet_set_column(sheet, 1, 1, 64, nullptr);
  lxw_row_t row = 0;
  const auto line = [&](const std::string& name, const std::string& value) {
    worksheet_write_string(sheet, row, 0, name.c_str(), nullptr);
    worksheet_write_string(sheet, row, 1, value.c_str(), nullptr);
    ++row;
  };
  const auto heading = [&](const std::string& text) {
    worksheet_write_string(sheet, row++, 0, text.c_str(), book.header());
  };
  heading(analysis::analysis_title(table.analysis, texts));
  for (const auto& [name, value] : table.parameters) {
    if (const std::string words = words_of(value); !words.empty()) {
      line(analysis::word_of(texts, table.analysis, "parameters." + name + ".title"), words);
    }
  }
  if (!table.totals.empty()) heading(texts.text("analysis.totals"));
  for (const auto& [name, value] : table.totals) {
    const auto column = std::ranges::find(table.columns, name, &Column::name);
    if (column == table.columns.end()) continue;
    worksheet_write_string(sheet, row, 0, title_of(table, *column, texts).c_str(), nullptr);
    book.write({sheet, row++, 1}, value, column->type, words_of(value, *column, table, texts));
  }
  if (!table.left_out.empty()) heading(texts.text("analysis.left_out_heading"));
  for (const auto& one : table.left_out) line("", analysis::left_out_message(one, table.analysis, texts));
  if (!table.assumptions.empty()) heading(texts.text("analysis.assumptions_heading"));
  for (const auto& one : table.assumptions) line("", analysis::sentence(one, "assumptions", texts));
}

}  // namespace

Status write_xlsx(const Table& table, const Catalogue& texts, const std::filesystem::path& target) {
  Workbook book(target, table.currency, Workbook::Memory::Flat);
  write_rows(book, table, texts);
  write_basis(book, table, texts);
  return book.close();
}

}  // namespace tsuzuku::services
