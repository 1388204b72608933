#include "services/exports/xlsx.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <map>

#include "analysis/render.hpp"
#include "analysis/render_words.hpp"
#include "base/text.hpp"

namespace tsuzuku::services {
namespace {

using analysis::Column;
using analysis::ColumnType;
using analysis::Table;

constexpr double kNarrowest = 9;  // in characters, as Excel measures columns
constexpr double kWidest = 48;
constexpr int kDaysBefore1970 = 25'569;  // Excel counts days since 1899-12-30

lxw_col_t column_at(std::size_t index) { return static_cast<lxw_col_t>(index); }

class Workbook {
 public:
  Workbook(const std::filesystem::path& target, Currency currency) : folder_(target.parent_path().string()) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.data();
    book_ = workbook_new_opt(target.c_str(), &options);
    header_ = workbook_add_format(book_);
    format_set_bold(header_);
    format_set_text_wrap(header_);
    format_set_bottom(header_, LXW_BORDER_THIN);
    const std::string decimals =
        currency.decimals == 0 ? "" : "." + std::string(static_cast<std::size_t>(currency.decimals), '0');
    for (const auto& [type, format] : std::map<ColumnType, std::string>{{ColumnType::Integer, "#,##0"},
                                                                        {ColumnType::Money, "#,##0" + decimals},
                                                                        {ColumnType::Rate, "0.0%"},
                                                                        {ColumnType::Decimal, "#,##0.0"},
                                                                        {ColumnType::Day, "yyyy-mm-dd"},
                                                                        {ColumnType::Month, "yyyy-mm"}}) {
      formats_[type] = workbook_add_format(book_);
      format_set_num_format(formats_[type], format.c_str());
    }
  }
  ~Workbook() {
    if (book_ != nullptr) workbook_close(book_);
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  lxw_worksheet* add_sheet(const std::string& name) { return workbook_add_worksheet(book_, name.c_str()); }
  [[nodiscard]] lxw_format* header() const { return header_; }
  [[nodiscard]] lxw_format* format(ColumnType type) const {
    const auto found = formats_.find(type);
    return found == formats_.end() ? nullptr : found->second;
  }
  Status close() {
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    if (error == LXW_NO_ERROR) return {};
    return fail(ErrorKind::Unavailable, "export.not_written", {{"reason", lxw_strerror(error)}});
  }

 private:
  std::string folder_;
  lxw_workbook* book_ = nullptr;
  lxw_format* header_ = nullptr;
  std::map<ColumnType, lxw_format*> formats_;
};

// Puts one value into a cell in the form of its column.
struct CellWriter {
  const Workbook& book;
  lxw_worksheet* sheet;
  const Table& table;
  const Catalogue& texts;
  const Column& column;
  lxw_row_t row;
  lxw_col_t at;
  const analysis::Value& whole;

  void number(double value, ColumnType type) const { worksheet_write_number(sheet, row, at, value, book.format(type)); }
  void text(const std::string& value) const { worksheet_write_string(sheet, row, at, value.c_str(), nullptr); }

  void operator()(std::monostate) const {}
  void operator()(std::int64_t value) const {
    if (column.type == ColumnType::Id) return text(std::to_string(value));
    if (column.type != ColumnType::Money) return number(static_cast<double>(value), ColumnType::Integer);
    number(static_cast<double>(value) / static_cast<double>(minor_units_per_major(table.currency)), ColumnType::Money);
  }
  void operator()(double value) const { number(value, column.type); }
  void operator()(bool value) const { worksheet_write_boolean(sheet, row, at, value ? 1 : 0, nullptr); }
  void operator()(Day day) const { number(day.value + kDaysBefore1970, ColumnType::Day); }
  void operator()(YearMonth month) const { number(first_day(month).value + kDaysBefore1970, ColumnType::Month); }
  void operator()(const std::string&) const { text(to_words(whole, column, table, texts)); }
  void operator()(const analysis::Phrase&) const { text(to_words(whole, column, table, texts)); }
};

std::string title_of(const Table& table, const Column& column, const Catalogue& texts) {
  const std::string title = analysis::column_title(table.analysis, column.name, texts);
  return column.type == ColumnType::Money ? fmt::format("{} ({})", title, table.currency.code) : title;
}

// Excel: at most 31 characters, none of []:*?/\, no apostrophe at either end.
std::string sheet_name(const std::string& title) {
  std::string clean;
  for (const char c : title) clean += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  std::size_t characters = 0;
  std::size_t bytes = 0;
  for (; bytes < clean.size(); ++bytes) {
    const bool starts_character = (static_cast<unsigned char>(clean[bytes]) & 0xC0U) != 0x80U;
    if (starts_character && ++characters > 31) break;
  }
  return clean.substr(0, bytes);
}

double width_of(const Table& table, std::size_t index, const std::string& title, const Catalogue& texts) {
  constexpr std::size_t kLooked = 100;  // rows that decide the width
  std::size_t width = display_width(title);
  for (std::size_t i = 0; i < std::min(kLooked, table.rows.size()); ++i) {
    width = std::max(width, display_width(to_words(table.rows[i][index], table.columns[index], table, texts)));
  }
  return std::clamp(static_cast<double>(width) + 2, kNarrowest, kWidest);
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
      const analysis::Value& value = table.rows[row][i];
      std::visit(
          CellWriter{book, sheet, table, texts, table.columns[i], static_cast<lxw_row_t>(row + 1), column_at(i), value},
          value);
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
    std::visit(CellWriter{book, sheet, table, texts, *column, row, 1, value}, value);
    ++row;
  }
  if (!table.left_out.empty()) heading(texts.text("analysis.left_out_heading"));
  for (const auto& one : table.left_out) line("", analysis::left_out_message(one, table.analysis, texts));
  if (!table.assumptions.empty()) heading(texts.text("analysis.assumptions_heading"));
  for (const auto& one : table.assumptions) line("", analysis::sentence(one, "assumptions", texts));
}

}  // namespace

Status write_xlsx(const Table& table, const Catalogue& texts, const std::filesystem::path& target) {
  Workbook book(target, table.currency);
  write_rows(book, table, texts);
  write_basis(book, table, texts);
  return book.close();
}

}  // namespace tsuzuku::services
