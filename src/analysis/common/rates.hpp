#pragma once
// Rates of counts with their 95 % interval, as columns of a row.

#include "analysis/table.hpp"
#include "models/intervals.hpp"

namespace tsuzuku::analysis {

// Null of nobody.
[[nodiscard]] inline Value rate(std::int64_t part, std::int64_t all) {
  if (all == 0) return {};
  return static_cast<double>(part) / static_cast<double>(all);
}

// Appends rate, lower and upper end of the Wilson interval; three nulls of nobody.
inline void add_rate(std::vector<Value>& row, std::int64_t part, std::int64_t all) {
  const auto interval = models::wilson(part, all);
  row.push_back(rate(part, all));
  row.push_back(all == 0 ? Value() : Value(interval.low));
  row.push_back(all == 0 ? Value() : Value(interval.high));
}

// "<name>_rate", "<name>_low", "<name>_high".
inline void add_rate_columns(std::vector<Column>& columns, const std::string& name) {
  for (const char* end : {"_rate", "_low", "_high"}) columns.push_back({name + end, ColumnType::Rate, "", {}});
}

}  // namespace tsuzuku::analysis
