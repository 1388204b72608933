#pragma once
// The answers of an analysis as the table of a section: columns chosen, the month before beside them.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/descriptor.hpp"
#include "analysis/table.hpp"
#include "services/reports/days.hpp"
#include "services/reports/sections.hpp"

namespace tsuzuku::services {

struct ShapedColumn {
  enum class Role {
    Own,           // a column of the analysis
    Before,        // the same of the month before
    YearBefore,    // Steps: of the month a year before, once this one is over
    Difference,    // Steps: less the month before
    Share,         // Steps: of the first step
    Across,        // Matrix: the count where `head` stands
    AcrossBefore,  // the same of the month before
    Sum,           // Matrix: of a row
    Name,          // what a code is called
    Label,         // "chain/number" of a link
  };
  analysis::Column column;  // of the analysis, whose type and unit the values have
  Role role = Role::Own;
  analysis::Value head = {};
};

struct ShapedTable {
  std::vector<ShapedColumn> columns;
  std::vector<std::vector<analysis::Value>> rows;  // as many values as columns; of Steps the first is a column's name
  std::vector<analysis::Value> totals;             // empty: there are none
};

using ProductNames = std::map<std::string, std::string, std::less<>>;  // by code

// `before`: the same question about the month before; null where nobody asked it, or nothing was known then. A column
// that the analysis does not have is passed over.
[[nodiscard]] ShapedTable shape(const Section& section, const analysis::Descriptor& descriptor,
                                const analysis::Table& now, const analysis::Table* before, const ReportDays& days,
                                const ProductNames& names);

}  // namespace tsuzuku::services
