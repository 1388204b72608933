#include "analysis/common/cell.hpp"

#include <algorithm>

namespace tsuzuku::analysis {
namespace {

const std::string* find_value(const Cell& cell, std::string_view column) {
  const auto found = cell.values.find(column);
  return found == cell.values.end() || found->second.empty() ? nullptr : &found->second;
}

std::unexpected<Error> missing(std::string_view column) {
  return fail(ErrorKind::Usage, "analysis.cell_missing", {{"column", std::string(column)}});
}

std::unexpected<Error> bad_value(std::string_view column, const std::string& value) {
  return fail(ErrorKind::Usage, "analysis.cell_bad_value", {{"column", std::string(column)}, {"value", value}});
}

}  // namespace

Result<std::int64_t> cell_integer(const Cell& cell, std::string_view column) {
  TSUZUKU_TRY(value, cell_integer_if_told(cell, column));
  if (!value) return missing(column);
  return *value;
}

Result<YearMonth> cell_month(const Cell& cell, std::string_view column) {
  const std::string* text = find_value(cell, column);
  if (text == nullptr) return missing(column);
  const auto month = parse_year_month(*text);
  if (!month) return bad_value(column, *text);
  return *month;
}

Result<std::string> cell_text(const Cell& cell, std::string_view column) {
  const std::string* text = find_value(cell, column);
  if (text == nullptr) return missing(column);
  return *text;
}

Result<std::string> cell_code(const Cell& cell, const Column& column) {
  TSUZUKU_TRY(text, cell_text(cell, column.name));
  if (std::ranges::find(column.choices, text) == column.choices.end()) return bad_value(column.name, text);
  return text;
}

Result<std::optional<std::int64_t>> cell_integer_if_told(const Cell& cell, std::string_view column) {
  const std::string* text = find_value(cell, column);
  if (text == nullptr) return std::nullopt;
  const auto number = parse_integer(*text);
  if (!number) return bad_value(column, *text);
  return number;
}

Result<std::optional<bool>> cell_boolean_if_told(const Cell& cell, std::string_view column) {
  const std::string* text = find_value(cell, column);
  if (text == nullptr) return std::nullopt;
  if (*text != "true" && *text != "false") return bad_value(column, *text);
  return *text == "true";
}

}  // namespace tsuzuku::analysis
