#pragma once
// What is drawn of a section: which values of its table, for both writers.

#include <optional>
#include <vector>

#include "services/reports/shape.hpp"

namespace tsuzuku::services {

// Positions are those of the shaped table.
struct Chart {
  ChartKind kind = ChartKind::None;
  std::size_t category = 0;  // the column along which it is drawn
  std::vector<std::size_t> series;
  std::size_t first_row = 0;  // rows before it are not drawn
};

// Kind None where there is nothing to draw.
[[nodiscard]] Chart chart_of(const Section& section, const ShapedTable& table);

// The number drawn for a value, money in major units; nothing where there is none.
[[nodiscard]] std::optional<double> drawn_number(const analysis::Value& value, analysis::ColumnType type,
                                                 Currency currency);

// Decimals of a percentage beside an axis that holds 0 and all these shares, so that no two of its some four ticks read
// alike.
[[nodiscard]] int percent_decimals(const std::vector<double>& shares);

// A bar of a waterfall, from `low` to `high`.
struct WaterfallBar {
  enum class Kind { Whole, Less, More };
  Kind kind = Kind::Whole;
  double low = 0;
  double high = 0;
};
// Of the amounts, the first and the last of which are whole. Nothing where a bar would lie below zero: such steps are
// drawn as plain columns.
[[nodiscard]] std::optional<std::vector<WaterfallBar>> waterfall(const std::vector<double>& amounts);

}  // namespace tsuzuku::services
