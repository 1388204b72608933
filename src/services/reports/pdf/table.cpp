#include "services/reports/pdf/table.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "base/text.hpp"

namespace tsuzuku::services {
namespace {

using analysis::ColumnType;
using analysis::Value;
using Role = ShapedColumn::Role;
using Cells = std::vector<std::string>;

constexpr double kPadding = 3;  // left and right of a cell
constexpr double kLead = 2.2;   // above and below its text
constexpr double kNarrowestText = 62;
constexpr double kWidestText = 190;
constexpr double kShortestHead = 30;  // a head is wrapped, but not below this
constexpr int kCellLines = 3;         // a longer text ends in "…"; the workbook has it whole
constexpr std::array<double, 5> kSizes = {8.5, 8, 7.5, 7, 6.5};

// Steps of one hue for counts, least to most, and where white is read better on them.
constexpr std::array<std::uint32_t, 7> kShades = {0xFFFFFF, 0xEEF1F8, 0xDBE2F0, 0xC3CFE6, 0xA6B8DA, 0x869DCB, 0x5872AD};

bool is_number(const ShapedColumn& column) {
  if (column.role == Role::Name || column.role == Role::Label) return false;
  const ColumnType type = column.column.type;
  return type == ColumnType::Integer || type == ColumnType::Money || type == ColumnType::Rate ||
         type == ColumnType::Decimal;
}

class TablePrinter {
 public:
  TablePrinter(Pages& pages, const ReportWords& words, const ReportSection& section)
      : pages_(pages), words_(words), section_(section), table_(section.table) {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) heads_.push_back(words.head_of(section, i));
    for (const auto& row : table_.rows) rows_.push_back(cells_of(row));
    if (!table_.totals.empty()) {
      totals_ = cells_of(table_.totals);
      totals_.front() = words.text("report.totals");
    }
    fit();
    for (const auto& row : table_.rows) most_ = std::max(most_, largest_across(row));
  }

  // Of all of it, on one page.
  [[nodiscard]] double height() const {
    double height = head_height() + (totals_.empty() ? 0 : height_of(totals_, true));
    for (const Cells& row : rows_) height += height_of(row, false);
    return height;
  }
  void print() {
    pages_.need(head_height() + 2 * height_of(rows_.front(), false));
    print_head();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const double height = height_of(rows_[i], false);
      const bool last_before_totals = i + 1 == rows_.size() && !totals_.empty();
      if (pages_.room() < height + (last_before_totals ? height_of(totals_, true) : 0)) break_page();
      print_row(rows_[i], height, false, &table_.rows[i]);
      pages_.paper().line(Pages::kLeft, pages_.y(), Pages::kLeft + width(), pages_.y(), {.width = 0.3});
    }
    if (totals_.empty()) return;
    pages_.paper().line(Pages::kLeft, pages_.y(), Pages::kLeft + width(), pages_.y(), {.colour = kInk, .width = 0.7});
    print_row(totals_, height_of(totals_, true), true, nullptr);
  }

 private:
  [[nodiscard]] Cells cells_of(const std::vector<Value>& row) const {
    Cells cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string cell = words_.cell(section_, i, row[i]);
      // A number that does not exist is seen to be none; a total that means nothing is not.
      const bool of_a_row = &row != &table_.totals;
      cells.push_back(cell.empty() && of_a_row ? "–" : std::move(cell));
    }
    return cells;
  }
  [[nodiscard]] TextStyle style(std::size_t column, bool bold) const {
    const ShapedColumn& of = table_.columns[column];
    const bool beside = of.role == Role::Before || of.role == Role::YearBefore || of.role == Role::AcrossBefore;
    return {.size = size_,
            .bold = bold,
            .colour = beside ? kSoftInk : kInk,
            .align = is_number(of) ? TextStyle::Align::Right : TextStyle::Align::Left};
  }
  [[nodiscard]] TextStyle cell_style(std::size_t column, bool bold) const {
    TextStyle cell = style(column, bold);
    cell.lines_max = is_number(table_.columns[column]) ? 1 : kCellLines;
    return cell;
  }

  // Japanese breaks anywhere, other words stay whole.
  [[nodiscard]] double shortest_head(std::size_t column, double head) const {
    double longest = std::min(head, kShortestHead);
    for (const std::string_view word : split(heads_[column], ' ')) {
      const bool breaks = std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
      if (!breaks) longest = std::max(longest, pages_.paper().width_of(word, style(column, true)));
    }
    return longest;
  }
  // The width that a column needs so that no number is cut, and the one it would like.
  struct Wanted {
    double least = 0;
    double best = 0;
  };
  [[nodiscard]] Wanted wanted(std::size_t column) const {
    const bool number = is_number(table_.columns[column]);
    double widest = 0;
    for (const Cells& row : rows_)
      widest = std::max(widest, pages_.paper().width_of(row[column], style(column, false)));
    if (!totals_.empty()) widest = std::max(widest, pages_.paper().width_of(totals_[column], style(column, true)));
    const double head = pages_.paper().width_of(heads_[column], style(column, true));
    const double least = std::max(number ? widest : std::min(widest, kNarrowestText), shortest_head(column, head));
    const double best = std::max(number ? widest : std::min(widest, kWidestText), std::min(head, 2 * kShortestHead));
    return {least + 2 * kPadding + 1, std::max(least, best) + 2 * kPadding + 1};
  }
  // The largest letters at which everything fits; what is left over goes to all columns alike.
  void fit() {
    for (const double size : kSizes) {
      size_ = size;
      std::vector<Wanted> columns;
      for (std::size_t i = 0; i < heads_.size(); ++i) columns.push_back(wanted(i));
      double least = 0;
      double best = 0;
      for (const Wanted& one : columns) {
        least += one.least;
        best += one.best;
      }
      const bool last = size == kSizes.back();
      if (least > Pages::kColumn && !last) continue;
      widths_.clear();
      const double room = std::max(0.0, Pages::kColumn - least);
      const double wish = best - least;
      for (const Wanted& one : columns) {
        const double more = wish > 0 ? (one.best - one.least) * std::min(1.0, room / wish) : 0.0;
        widths_.push_back(one.least + more);
      }
      if (last && least > Pages::kColumn) {
        for (double& width : widths_) width *= Pages::kColumn / least;
      } else {
        const double left = (Pages::kColumn - width()) / static_cast<double>(widths_.size());
        for (double& width : widths_) width += std::min(left, 24.0);
      }
      return;
    }
  }
  [[nodiscard]] double width() const { return std::accumulate(widths_.begin(), widths_.end(), 0.0); }

  [[nodiscard]] double height_of(const Cells& cells, bool bold) const {
    double height = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      height = std::max(height, pages_.paper().height_of(cells[i], cell_style(i, bold), widths_[i] - 2 * kPadding));
    }
    return height + 2 * kLead;
  }
  [[nodiscard]] double head_height() const {
    double height = 0;
    for (std::size_t i = 0; i < heads_.size(); ++i) {
      height = std::max(height, pages_.paper().height_of(heads_[i], style(i, true), widths_[i] - 2 * kPadding));
    }
    return height + 2 * kLead;
  }

  void print_head() {
    const double height = head_height();
    pages_.paper().fill({Pages::kLeft, pages_.y(), width(), height}, kSunken);
    double x = Pages::kLeft;
    for (std::size_t i = 0; i < heads_.size(); ++i) {
      const double inner = widths_[i] - 2 * kPadding;
      const TextStyle bold = style(i, true);
      const double down = height - kLead - pages_.paper().height_of(heads_[i], bold, inner);
      pages_.paper().draw(heads_[i], x + kPadding, pages_.y() + down, inner, bold);
      x += widths_[i];
    }
    pages_.move(height);
    pages_.paper().line(Pages::kLeft, pages_.y(), Pages::kLeft + width(), pages_.y(), {.colour = kInk, .width = 0.7});
  }

  void print_row(const Cells& cells, double height, bool bold, const std::vector<Value>* values) {
    double x = Pages::kLeft;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      TextStyle text = cell_style(i, bold);
      if (values != nullptr && section_.chart.kind == ChartKind::Heat)
        shade((*values)[i], i, {x, pages_.y(), widths_[i], height}, text);
      pages_.paper().draw(cells[i], x + kPadding, pages_.y() + kLead, widths_[i] - 2 * kPadding, text);
      x += widths_[i];
    }
    pages_.move(height);
  }

  [[nodiscard]] std::int64_t largest_across(const std::vector<Value>& row) const {
    std::int64_t most = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (table_.columns[i].role == Role::Across) most = std::max(most, std::get<std::int64_t>(row[i]));
    }
    return most;
  }
  void shade(const Value& value, std::size_t column, const Rectangle& area, TextStyle& text) {
    if (table_.columns[column].role != Role::Across || most_ <= 0) return;
    const auto count = std::get<std::int64_t>(value);
    const auto steps = static_cast<std::int64_t>(kShades.size()) - 1;
    const auto step = static_cast<std::size_t>(std::clamp<std::int64_t>((count * steps + most_ - 1) / most_, 0, steps));
    pages_.paper().fill(area, colour(kShades[step]));
    if (step + 1 == kShades.size()) text.colour = kWhite;
  }

  void break_page() {
    pages_.next();
    const TextStyle again{.size = 8, .colour = kSoftInk};
    pages_.write(words_.text("report.continued", {{"title", words_.title_of(section_)}}), again);
    pages_.move(3);
    print_head();
  }

  Pages& pages_;
  const ReportWords& words_;
  const ReportSection& section_;
  const ShapedTable& table_;
  Cells heads_;
  std::vector<Cells> rows_;
  Cells totals_;
  std::vector<double> widths_;
  double size_ = kSizes.front();
  std::int64_t most_ = 0;
};

}  // namespace

double table_height(Pages& pages, const ReportWords& words, const ReportSection& section) {
  return TablePrinter(pages, words, section).height();
}

void draw_table(Pages& pages, const ReportWords& words, const ReportSection& section) {
  TablePrinter(pages, words, section).print();
}

}  // namespace tsuzuku::services
