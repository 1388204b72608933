#pragma once
// Results of analyses as tests look at them: a number by its column, the cell of a row, how many customers are in it.

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/members.hpp"
#include "analysis/registry.hpp"

namespace tsuzuku::cases {

inline const analysis::Value& value_in(const analysis::Table& table, std::size_t row, std::string_view column) {
  const auto found = std::ranges::find(table.columns, column, &analysis::Column::name);
  return table.rows[row][static_cast<std::size_t>(found - table.columns.begin())];
}

inline std::int64_t integer_in(const analysis::Table& table, std::size_t row, std::string_view column) {
  return std::get<std::int64_t>(value_in(table, row, column));
}

// As a cell is named; "" for null.
inline std::string text_of(const analysis::Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return {};
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "true" : "false";
  if (const auto* month = std::get_if<YearMonth>(&value)) return to_text(*month);
  return std::get<std::string>(value);
}

inline analysis::Cell cell_of(const analysis::Table& table, const analysis::Descriptor& descriptor, std::size_t row,
                              const std::string& part) {
  analysis::Cell cell{.values = {}, .part = part};
  for (const std::string& name : descriptor.cell_columns) cell.values[name] = text_of(value_in(table, row, name));
  return cell;
}

inline std::int64_t members_of(const ledger::Blocks& blocks, const std::string& name, const analysis::RawArguments& raw,
                               const analysis::Cell& cell) {
  const analysis::Analysis& one = *analysis::find_analysis(name).value();
  const auto arguments = analysis::Arguments::parse(one.descriptor(), raw).value();
  const auto table = analysis::members(blocks, one, arguments, cell, {.page = 1, .page_size = 1});
  EXPECT_TRUE(table) << table.error().key;
  return table ? table->page->rows_total : -1;
}

}  // namespace tsuzuku::cases
