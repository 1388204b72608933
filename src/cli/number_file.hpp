#pragma once
// A CSV file whose columns are numbers, as `tsuzuku fit` reads it. Encoding and separator are found out as for orders.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::cli {

struct NumberRow {
  std::int64_t row = 0;         // in the file, the header being 1
  std::vector<double> numbers;  // one for each column asked for, in that order; finite
};

// The columns named by `columns`; case, width and blanks of names do not matter, other columns are left alone. Blank
// lines are passed over. InvalidInput "fit.missing_column" {file, missing, columns}, "fit.bad_number" {row, column,
// value} (also where a row is too short), "fit.bad_row" {row} and those of intake::look_at.
[[nodiscard]] Result<std::vector<NumberRow>> read_numbers(const std::string& file,
                                                          std::span<const std::string_view> columns);

// The whole text as a number: "12", "-0.5", "1e3", full-width digits too. Nothing else ("1,200", "12 weeks", "nan").
[[nodiscard]] bool parse_number(std::string_view text, double& number);

}  // namespace tsuzuku::cli
