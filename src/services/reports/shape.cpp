#include "services/reports/shape.hpp"

#include <algorithm>
#include <array>

namespace tsuzuku::services {
namespace {

using analysis::Column;
using analysis::ColumnType;
using analysis::Table;
using analysis::Value;
using Role = ShapedColumn::Role;
using Row = std::vector<Value>;

std::optional<std::size_t> position(const Table& table, std::string_view name) {
  const auto found = std::ranges::find(table.columns, name, &Column::name);
  if (found == table.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.columns.begin());
}

bool names(const std::vector<std::string>& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

Value total_of(const Table& table, std::string_view column) {
  const auto found = std::ranges::find(table.totals, column, &std::pair<std::string, Value>::first);
  return found == table.totals.end() ? Value() : found->second;
}

bool is_something(const Value& value) { return !std::holds_alternative<std::monostate>(value); }

// Rows as the analysis has them.
class RowShape {
 public:
  RowShape(const Section& section, const analysis::Descriptor& descriptor, const Table& now, const Table* before,
           const ProductNames& product_names)
      : now_(now), before_(before), product_names_(product_names) {
    for (const std::string& name : section.label) {
      labels_.push_back(position(now, name).value());
      keys_.push_back(labels_.back());
    }
    for (const std::string& name : section.columns) {
      const auto at = position(now, name);
      if (!at) continue;
      columns_.push_back(*at);
      if (names(descriptor.cell_columns, name)) keys_.push_back(*at);
      beside_.push_back(before != nullptr && names(section.beside, name));
    }
  }

  [[nodiscard]] ShapedTable table() const {
    ShapedTable table;
    add_columns(table);
    for (const Row& row : now_.rows) table.rows.push_back(shaped(row));
    add_totals(table);
    return table;
  }

 private:
  [[nodiscard]] static bool is_product(const Column& column) { return column.name == "product"; }
  // Whether a column of names stands beside it.
  [[nodiscard]] bool is_named(std::size_t column) const {
    return is_product(now_.columns[column]) &&
           std::ranges::any_of(now_.rows, [&](const Row& row) { return is_something(name_of(row[column])); });
  }

  [[nodiscard]] Value label_of(const Row& row) const {
    return std::get<std::string>(row[labels_.front()]) + "/" +
           std::to_string(std::get<std::int64_t>(row[labels_.back()]));
  }

  void add_columns(ShapedTable& table) const {
    if (!labels_.empty()) {
      table.columns.push_back({.column = {.name = "label", .type = ColumnType::Text}, .role = Role::Label});
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Column& column = now_.columns[columns_[i]];
      table.columns.push_back({.column = column});
      if (is_named(columns_[i])) table.columns.push_back({.column = column, .role = Role::Name});
      if (beside_[i]) table.columns.push_back({.column = column, .role = Role::Before});
    }
  }

  [[nodiscard]] const Row* same_before(const Row& row) const {
    if (before_ == nullptr) return nullptr;
    const auto found = std::ranges::find_if(before_->rows, [&](const Row& other) {
      return std::ranges::all_of(keys_, [&](std::size_t key) { return other[key] == row[key]; });
    });
    return found == before_->rows.end() ? nullptr : &*found;
  }

  [[nodiscard]] Value name_of(const Value& code) const {
    const auto* text = std::get_if<std::string>(&code);
    const auto found = text == nullptr ? product_names_.end() : product_names_.find(*text);
    return found == product_names_.end() ? Value() : Value(found->second);
  }

  [[nodiscard]] Row shaped(const Row& row) const {
    const Row* before = same_before(row);
    Row out;
    if (!labels_.empty()) out.push_back(label_of(row));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      out.push_back(row[columns_[i]]);
      if (is_named(columns_[i])) out.push_back(name_of(row[columns_[i]]));
      if (beside_[i]) out.push_back(before == nullptr ? Value() : (*before)[columns_[i]]);
    }
    return out;
  }

  void add_totals(ShapedTable& table) const {
    if (table.rows.empty()) return;
    Row totals;
    for (const ShapedColumn& column : table.columns) {
      const bool of_before = column.role == Role::Before;
      const bool named = column.role == Role::Name || column.role == Role::Label;
      totals.push_back(named ? Value() : total_of(of_before ? *before_ : now_, column.column.name));
    }
    if (std::ranges::any_of(totals, is_something)) table.totals = std::move(totals);
  }

  const Table& now_;
  const Table* before_;
  const ProductNames& product_names_;
  std::vector<std::size_t> columns_;  // of the analysis
  std::vector<std::size_t> keys_;
  std::vector<std::size_t> labels_;
  std::vector<bool> beside_;
};

const Row* row_of(const Table& table, YearMonth month) {
  const auto found = std::ranges::find(table.rows, Value(month), [](const Row& row) { return row.front(); });
  return found == table.rows.end() ? nullptr : &*found;
}

// From accepted down to net: what is taken off has its sign turned.
ShapedTable steps(const Section& section, const Table& now, const Table* before, const ReportDays& days) {
  const Row* row = row_of(now, days.month);
  // A whole month of a year ago is no measure of one that still runs.
  const std::array beside{before == nullptr ? nullptr : row_of(*before, days.month + -1),
                          days.over() ? row_of(now, days.month + -12) : nullptr};
  ShapedTable table;
  const Column money{.name = section.columns.back(), .type = ColumnType::Money, .unit = "currency"};
  table.columns = {{.column = {.name = "step", .type = ColumnType::Text}},
                   {.column = money},
                   {.column = {.name = "share", .type = ColumnType::Rate}, .role = Role::Share}};
  if (beside[0] != nullptr) {
    table.columns.push_back({.column = money, .role = Role::Before});
    table.columns.push_back({.column = money, .role = Role::Difference});
  }
  if (beside[1] != nullptr) table.columns.push_back({.column = money, .role = Role::YearBefore});
  if (row == nullptr) return table;

  std::int64_t whole = 0;
  for (const std::string& step : section.columns) {
    const std::size_t at = position(now, step).value();
    const bool taken_off = step != section.columns.front() && step != section.columns.back();
    const auto amount = [&](const Row& of) { return std::get<std::int64_t>(of[at]) * (taken_off ? -1 : 1); };
    const std::int64_t value = amount(*row);
    if (step == section.columns.front()) whole = value;
    Row out{step, value, whole > 0 ? Value(static_cast<double>(value) / static_cast<double>(whole)) : Value()};
    if (beside[0] != nullptr) {
      out.emplace_back(amount(*beside[0]));
      out.emplace_back(value - amount(*beside[0]));
    }
    if (beside[1] != nullptr) out.emplace_back(amount(*beside[1]));
    table.rows.push_back(std::move(out));
  }
  return table;
}

// The values a column has, in the order people expect: codes as they are listed, true before false, else by size.
std::vector<Value> values_of(const Table& table, std::size_t at, bool largest_first) {
  const Column& column = table.columns[at];
  std::vector<Value> values;
  for (const Row& row : table.rows) {
    if (std::ranges::find(values, row[at]) == values.end()) values.push_back(row[at]);
  }
  const auto before = [&](const Value& a, const Value& b) {
    if (column.type == ColumnType::Code) {
      return std::ranges::find(column.choices, std::get<std::string>(a)) <
             std::ranges::find(column.choices, std::get<std::string>(b));
    }
    if (column.type == ColumnType::Boolean) return std::get<bool>(a) && !std::get<bool>(b);
    if (const auto* text = std::get_if<std::string>(&a)) {
      const auto& other = std::get<std::string>(b);
      const auto is_told = [](const std::string& one) { return one != "-"; };
      if (is_told(*text) != is_told(other)) return is_told(*text);
      return std::pair(text->size(), *text) < std::pair(other.size(), other);  // numbers by their size: 9, 10
    }
    const auto first = std::get<std::int64_t>(a);
    const auto second = std::get<std::int64_t>(b);
    return largest_first ? first > second : first < second;
  };
  std::ranges::sort(values, before);
  return values;
}

class MatrixShape {
 public:
  MatrixShape(const Section& section, const Table& now, const Table* before)
      : now_(now),
        before_(before),
        down_(position(now, section.columns[0]).value()),
        across_(position(now, section.columns[1]).value()),
        counted_(position(now, section.columns[2]).value()),
        beside_(before != nullptr && names(section.beside, section.columns[2])) {}

  [[nodiscard]] ShapedTable table() const {
    ShapedTable table;
    const std::vector<Value> heads = values_of(now_, across_, false);
    table.columns.push_back({.column = now_.columns[down_]});
    const auto add_columns = [&](Role role) {
      for (const Value& head : heads) table.columns.push_back({now_.columns[counted_], role, head});
    };
    add_columns(Role::Across);
    table.columns.push_back({.column = now_.columns[counted_], .role = Role::Sum});
    if (beside_) add_columns(Role::AcrossBefore);
    for (const Value& key : values_of(now_, down_, true)) table.rows.push_back(row_of(key, table.columns));
    if (!table.rows.empty()) add_totals(table);
    // Places with nobody in any of them are nothing to show.
    const bool anybody = std::ranges::any_of(
        table.totals, [](const Value& sum) { return is_something(sum) && std::get<std::int64_t>(sum) != 0; });
    if (!anybody) {
      table.rows.clear();
      table.totals.clear();
    }
    return table;
  }

 private:
  [[nodiscard]] std::int64_t count(const Table& table, const Value& key, const Value& head) const {
    std::int64_t sum = 0;
    for (const Row& row : table.rows) {
      if (row[down_] == key && row[across_] == head) sum += std::get<std::int64_t>(row[counted_]);
    }
    return sum;
  }
  [[nodiscard]] Row row_of(const Value& key, const std::vector<ShapedColumn>& columns) const {
    Row row{key};
    std::int64_t sum = 0;
    for (const ShapedColumn& column : columns) {
      if (column.role == Role::Across) {
        row.emplace_back(count(now_, key, column.head));
        sum += std::get<std::int64_t>(row.back());
      } else if (column.role == Role::AcrossBefore) {
        row.emplace_back(count(*before_, key, column.head));
      } else if (column.role == Role::Sum) {
        row.emplace_back(sum);
      }
    }
    return row;
  }
  static void add_totals(ShapedTable& table) {
    table.totals.resize(table.columns.size());
    for (std::size_t i = 1; i < table.columns.size(); ++i) {
      std::int64_t sum = 0;
      for (const Row& row : table.rows) sum += std::get<std::int64_t>(row[i]);
      table.totals[i] = sum;
    }
  }

  const Table& now_;
  const Table* before_;
  std::size_t down_;
  std::size_t across_;
  std::size_t counted_;
  bool beside_;
};

}  // namespace

ShapedTable shape(const Section& section, const analysis::Descriptor& descriptor, const Table& now, const Table* before,
                  const ReportDays& days, const ProductNames& product_names) {
  if (before != nullptr && before->rows.empty()) before = nullptr;
  switch (section.shape) {
    case Shape::Rows:
      return RowShape(section, descriptor, now, before, product_names).table();
    case Shape::Steps:
      return steps(section, now, before, days);
    case Shape::Matrix:
      return MatrixShape(section, now, before).table();
  }
  return {};
}

}  // namespace tsuzuku::services
