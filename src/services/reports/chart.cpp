#include "services/reports/chart.hpp"

#include <algorithm>

namespace tsuzuku::services {
namespace {

using Role = ShapedColumn::Role;

bool is_drawn(const Section& section, const ShapedColumn& column) {
  switch (section.shape) {
    case Shape::Rows:
      return column.role == Role::Own && std::ranges::find(section.drawn, column.column.name) != section.drawn.end();
    case Shape::Steps:
      return column.role == Role::Own && column.column.name == section.columns.back();
    case Shape::Matrix:
      return column.role == Role::Across;
  }
  return false;
}

bool has_number(const ShapedTable& table, std::size_t column, std::size_t first_row) {
  return std::any_of(table.rows.begin() + static_cast<std::ptrdiff_t>(first_row), table.rows.end(),
                     [&](const auto& row) { return !std::holds_alternative<std::monostate>(row[column]); });
}

}  // namespace

Chart chart_of(const Section& section, const ShapedTable& table) {
  Chart chart{.kind = section.chart};
  if (table.rows.empty()) return {};
  const auto* first = std::get_if<std::string>(&table.rows.front().front());
  if (first != nullptr && !section.not_drawn.empty() && *first == section.not_drawn) chart.first_row = 1;
  if (chart.first_row == table.rows.size()) return {};
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool named = table.columns[i].role == Role::Name;
    // A product whose name nobody told is drawn under its code.
    if (named && std::ranges::none_of(
                     table.rows, [&](const auto& row) { return std::holds_alternative<std::monostate>(row[i]); })) {
      chart.category = i;
    }
    if (is_drawn(section, table.columns[i]) && has_number(table, i, chart.first_row)) chart.series.push_back(i);
  }
  if (chart.series.empty()) return {};
  return chart;
}

std::optional<double> drawn_number(const analysis::Value& value, analysis::ColumnType type, Currency currency) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  const auto* integer = std::get_if<std::int64_t>(&value);
  if (integer == nullptr) return std::nullopt;
  const bool money = type == analysis::ColumnType::Money;
  return static_cast<double>(*integer) / (money ? static_cast<double>(minor_units_per_major(currency)) : 1.0);
}

int percent_decimals(const std::vector<double>& shares) {
  double low = 0;
  double high = 0;
  for (const double share : shares) {
    low = std::min(low, share);
    high = std::max(high, share);
  }
  if (high <= low || high - low >= 0.04) return 0;
  return high - low >= 0.004 ? 1 : 2;
}

std::optional<std::vector<WaterfallBar>> waterfall(const std::vector<double>& amounts) {
  std::vector<WaterfallBar> bars;
  double level = 0;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const bool whole = i == 0 || i + 1 == amounts.size();
    const double from = whole ? 0 : level;
    level = whole ? amounts[i] : level + amounts[i];
    using Kind = WaterfallBar::Kind;
    bars.push_back({whole ? Kind::Whole : (amounts[i] <= 0 ? Kind::Less : Kind::More), std::min(from, level),
                    std::max(from, level)});
    if (bars.back().low < 0) return std::nullopt;
  }
  return bars;
}

}  // namespace tsuzuku::services
