#pragma once
// What a monthly report consists of: the one description that the Excel writer and the PDF writer both follow. Words
// stand in locales/server/<language>/report.json under "report.sections.<name>".

#include <span>
#include <string>
#include <vector>

#include "analysis/arguments.hpp"

namespace tsuzuku::services {

// The period an analysis is asked about.
enum class Span {
  Month,
  Year,          // the month and the eleven before it
  YearAndMonth,  // the month and the twelve before it, so that the same month a year ago is there
  Ever,
};

// How the answer becomes the table of the section.
enum class Shape {
  Rows,    // its rows, with the columns named
  Steps,   // the row of the month, one step below the other: from accepted to net
  Matrix,  // one column down, one across, counts where they meet
};

enum class ChartKind { None, Columns, Bars, StackedBars, Lines, Waterfall, Heat };

struct Section {
  std::string name;
  std::string analysis;
  analysis::RawArguments arguments = {};  // besides period, as-of day and what the reader narrowed it to
  Span span = Span::Ever;
  Shape shape = Shape::Rows;
  // Rows: a link is named by two columns, its chain and its number; they become one, before all others.
  std::vector<std::string> label = {};
  // Rows: shown, in this order, the first one names the row. Steps: from the first to the last. Matrix: down, across,
  // counted.
  std::vector<std::string> columns = {};
  std::vector<std::string> beside = {};          // of them, those told of the month before too
  analysis::RawArguments arguments_before = {};  // where the month before is asked otherwise
  ChartKind chart = ChartKind::None;             // along the first column
  std::vector<std::string> drawn = {};           // Rows: whose values are drawn
  std::string not_drawn = {};                    // Rows: a row that would dwarf the others
  std::string headline = {};                     // Rows: told of the first row on the cover; Steps: the last step is
};

// In the order of the report.
[[nodiscard]] std::span<const Section> sections();

}  // namespace tsuzuku::services
