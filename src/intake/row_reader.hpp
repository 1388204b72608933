#pragma once
// Typed access to the cells of one row. Values that cannot be read are collected as problems, so that a row
// is told with everything that is wrong with it.

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time_zone.hpp"
#include "intake/binding.hpp"
#include "intake/spool.hpp"

namespace tsuzuku::intake {

struct SourceFile {
  Input input;
  Binding binding;
};

// What is wrong with a row of a group. The reason is static text, a key of "quarantine".
struct Problem {
  std::size_t row = 0;  // index in the group
  std::string column;   // header name; empty when the row as a whole is meant
  std::string_view reason;
  ErrorArguments arguments;
};

// Texts made while rows of one group are read; views into them live until clear().
class TextPool {
 public:
  [[nodiscard]] std::string& next() {
    if (used_ == texts_.size()) texts_.emplace_back();
    std::string& text = texts_[used_++];
    text.clear();
    return text;
  }
  void clear() { used_ = 0; }

 private:
  std::deque<std::string> texts_;
  std::size_t used_ = 0;
};

class RowReader {
 public:
  // All arguments must outlive the reader.
  RowReader(const SourceFile& source, MoneyForm money_form, const TimeZone& zone, TextPool& pool,
            std::vector<Problem>& problems);

  // Takes the next row; `index` is its place in the group. False, with a problem, when it has too few or too
  // many cells or could not be read from the file whole.
  bool load(const SpooledRow& row, std::size_t index);
  // The same for a record whose cells are known; no check is made.
  void load(const Record& record) {
    raw_ = record.raw;
    cells_ = record.cells;
  }

  // Where the row of load(SpooledRow) stands.
  [[nodiscard]] int file() const { return file_; }
  [[nodiscard]] std::int64_t row_number() const { return row_number_; }

  [[nodiscard]] const Binding& binding() const { return source_.binding; }
  [[nodiscard]] bool has(Field field) const { return source_.binding.has(field); }
  // Trimmed; empty when blank, not bound, or one of the profile's texts for "no value".
  [[nodiscard]] std::string_view text(Field field);
  [[nodiscard]] std::string_view text(const BoundExpression& expression);
  [[nodiscard]] std::string_view column_text(int column);

  // Nothing when not told, or when the text is no such value (which adds a problem).
  [[nodiscard]] std::optional<Money> money(Field field);
  [[nodiscard]] std::optional<Price> price(Field field);
  [[nodiscard]] std::optional<std::int64_t> quantity(Field field);
  [[nodiscard]] std::optional<Day> day(Field field);
  struct Instant {
    std::int64_t utc_seconds = 0;
    Day day;
  };
  [[nodiscard]] std::optional<Instant> instant(Field field);

  void report(Field field, std::string_view reason, std::string_view value);
  void report(std::string_view reason, ErrorArguments arguments = {});

 private:
  [[nodiscard]] bool check_cells();
  [[nodiscard]] std::optional<Money> sum(Field field, const BoundExpression& expression);
  [[nodiscard]] std::optional<Moment> moment(Field field, std::string_view& written);

  const SourceFile& source_;
  MoneyForm money_form_;
  const TimeZone& zone_;
  TextPool& pool_;
  std::vector<Problem>& problems_;
  std::array<int, kFields> simple_columns_{};  // -1 where a field is no plain column
  std::size_t expected_cells_ = 0;
  std::size_t index_ = 0;
  int file_ = 0;
  std::int64_t row_number_ = 0;
  std::string_view raw_;
  std::span<const Cell> cells_;
  std::vector<Cell> own_cells_;
};

}  // namespace tsuzuku::intake
