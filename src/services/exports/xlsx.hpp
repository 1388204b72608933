#pragma once
// Results as Excel workbooks.

#include <filesystem>

#include "analysis/table.hpp"
#include "base/catalogue.hpp"
#include "base/error.hpp"

namespace tsuzuku::services {

// Two sheets: the rows under a frozen header (numbers, dates, percentages and money as Excel knows them, ids as
// text because they have more digits than a double), and what they rest on (as-of day, parameters, totals,
// what was left out, assumptions). Memory stays flat in the number of rows; temporary files stand beside
// `target`. Unavailable "export.not_written" when the disk is full or the folder is not there; `target` may
// then be there in part.
[[nodiscard]] Status write_xlsx(const analysis::Table& table, const Catalogue& texts,
                                const std::filesystem::path& target);

}  // namespace tsuzuku::services
