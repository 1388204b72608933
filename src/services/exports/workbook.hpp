#pragma once
// An Excel workbook while it is written: values as Excel knows them (numbers, dates, percentages, money in major units,
// ids as text because they have more digits than a double). Internal to those who write workbooks.

#include <xlsxwriter.h>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "analysis/table.hpp"
#include "base/error.hpp"

namespace tsuzuku::services {

class Workbook {
 public:
  enum class Memory {
    Flat,   // however many rows; they come in order, and nothing goes back to an earlier one
    Whole,  // what charts are drawn over
  };
  enum class Look { Plain, Beside, Total };  // Beside: a figure to compare with, fainter
  struct Place {
    lxw_worksheet* sheet = nullptr;
    lxw_row_t row = 0;
    lxw_col_t column = 0;
  };

  // Temporary files stand beside `target`. `made`: the day written into the properties, so that the same table gives
  // the same bytes; nothing: now.
  Workbook(const std::filesystem::path& target, Currency currency, Memory memory, std::optional<Day> made = {});
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  // `name` as Excel takes names of sheets (sheet_name()); REQUIRES: there is none of that name.
  [[nodiscard]] lxw_worksheet* add_sheet(const std::string& name);
  [[nodiscard]] lxw_chart* add_chart(std::uint8_t type) { return workbook_add_chart(book_, type); }
  [[nodiscard]] lxw_format* add_format() { return workbook_add_format(book_); }
  [[nodiscard]] lxw_format* header() const { return header_; }
  [[nodiscard]] lxw_format* format(analysis::ColumnType type, Look look = Look::Plain) const;

  // One value in the form of its column; nothing leaves the cell empty. `words`: of texts and phrases, as people read
  // them; never a formula.
  void write(const Place& place, const analysis::Value& value, analysis::ColumnType type, const std::string& words,
             Look look = Look::Plain);
  // Cut where Excel takes no more, without characters that no XML may hold.
  void write_text(const Place& place, const std::string& text, lxw_format* format = nullptr);

  // Unavailable "export.not_written" when the disk is full or the folder is not there; the target may then be there in
  // part.
  [[nodiscard]] Status close();

 private:
  [[nodiscard]] lxw_format* new_format(const std::string& number_format, Look look);

  std::string folder_;
  Currency currency_;
  lxw_workbook* book_ = nullptr;
  lxw_format* header_ = nullptr;
  std::map<std::pair<analysis::ColumnType, Look>, lxw_format*> formats_;
};

// Excel: at most 31 characters, none of []:*?/\, no apostrophe.
[[nodiscard]] std::string sheet_name(const std::string& title);
// What Excel calls a day: days since 1899-12-30.
[[nodiscard]] double excel_day(Day day);

}  // namespace tsuzuku::services
