#pragma once
// The public data sets beside the repository (folder named by TSUZUKU_SHARED, else ../shared), read without the
// product's own readers.

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "models/bg_nbd.hpp"

namespace tsuzuku::models::testing {

using Rows = std::vector<std::vector<std::string>>;

// Rows of a file below `data`, split at commas, without the header. Empty when the file is not there.
[[nodiscard]] inline Rows rows_of(const std::filesystem::path& source_folder, const std::string& file) {
  const char* const named = std::getenv("TSUZUKU_SHARED");
  const auto folder = named != nullptr ? std::filesystem::path(named) : source_folder / ".." / "shared";
  std::ifstream stream(folder / "data" / file);
  Rows rows;
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::istringstream cells(line);
    rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
  }
  return rows;
}

inline constexpr const char* kNoData = "the public data sets are not there (../shared/data or TSUZUKU_SHARED)";

// The 1/10 sample of CDNOW: 39 weeks, times in weeks with two digits.
[[nodiscard]] inline std::vector<PurchaseHistory> cdnow(const std::filesystem::path& source_folder) {
  std::vector<PurchaseHistory> histories;
  for (const auto& row : rows_of(source_folder, "cdnow/cdnow_customers_summary.csv")) {
    histories.push_back({std::stoi(row.at(1)), std::stod(row.at(2)), std::stod(row.at(3))});
  }
  return histories;
}

}  // namespace tsuzuku::models::testing
