#pragma once
// Reading the values that name a cell of a result.

#include <optional>
#include <string_view>

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis {

// Errors (Usage): "analysis.cell_missing" where the column must be told, "analysis.cell_bad_value".
[[nodiscard]] Result<std::int64_t> cell_integer(const Cell& cell, std::string_view column);
[[nodiscard]] Result<YearMonth> cell_month(const Cell& cell, std::string_view column);
[[nodiscard]] Result<std::string> cell_code(const Cell& cell, const Column& column);
[[nodiscard]] Result<std::string> cell_text(const Cell& cell, std::string_view column);
// Nothing when the column is not told: any value fits.
[[nodiscard]] Result<std::optional<std::int64_t>> cell_integer_if_told(const Cell& cell, std::string_view column);
[[nodiscard]] Result<std::optional<bool>> cell_boolean_if_told(const Cell& cell, std::string_view column);

}  // namespace tsuzuku::analysis
