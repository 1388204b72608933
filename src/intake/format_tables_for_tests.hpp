#pragma once
// Files of other systems for tests: rows written under their real headers.

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "intake/csv_record.hpp"
#include "intake/format_headers_for_tests.hpp"
#include "intake/intake_for_tests.hpp"

namespace tsuzuku::intake::testing {

// A cell by the name of its column; of several columns of that name the first.
using Cells = std::vector<std::pair<std::string_view, std::string_view>>;

[[nodiscard]] inline std::string table(std::string_view header, char separator, const std::vector<Cells>& rows) {
  const auto columns = split(header, ',');
  std::string text;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) text += separator;
    append_cell(text, columns[i], separator);
  }
  text += "\r\n";
  for (const Cells& cells : rows) {
    for (const auto& [name, value] : cells) {
      EXPECT_NE(std::ranges::find(columns, name), columns.end()) << "no column " << name;
    }
    Cells left = cells;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) text += separator;
      const auto cell = std::ranges::find(left, columns[i], &Cells::value_type::first);
      if (cell == left.end()) continue;
      append_cell(text, cell->second, separator);
      left.erase(cell);
    }
    text += "\r\n";
  }
  return text;
}

[[nodiscard]] inline Outcome read_as(std::string_view profile, std::string_view header, const std::vector<Cells>& rows,
                                     Encoding encoding = Encoding::Cp932, char separator = ',') {
  Files files;
  files.add("export.csv", in_encoding(table(header, separator, rows), encoding));
  const Inspection inspection = files.inspect();
  EXPECT_EQ(inspection.profile, profile);
  EXPECT_EQ(inspection.files.at(0).encoding, name_of(encoding));
  return files.read();
}

}  // namespace tsuzuku::intake::testing
