#pragma once
// What charts on paper have in common: the figures taken out of a table, colours, small letters. Internal to
// drawing.cpp and the charts beside it.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "services/reports/pdf/paper.hpp"
#include "services/reports/report_words.hpp"

namespace tsuzuku::services {

inline constexpr std::array<Colour, 3> kSeriesColours = {kPrimary, kSecond, kThird};
inline constexpr double kLegendHeight = 14;
inline constexpr double kBarHeight = 11;  // of a bar that lies

// Letters beside drawings.
[[nodiscard]] TextStyle small(TextStyle::Align align = TextStyle::Align::Left);

struct Figures {
  std::vector<std::string> categories;
  std::vector<std::string> names;                          // of the series
  std::vector<std::vector<std::optional<double>>> values;  // series × category
  std::vector<std::vector<std::string>> words;             // the same as they stand in the table
  analysis::ColumnType type = analysis::ColumnType::Integer;
  std::string unit;
  int decimals = 0;  // of percentages beside the axis

  [[nodiscard]] std::vector<double> numbers() const;  // those that there are
  [[nodiscard]] std::string tick(double value) const;
};

// REQUIRES: the section is drawn.
[[nodiscard]] Figures figures_of(const ReportWords& words, const ReportSection& section);

// Names of the series on one line; the second and later ones are striped, as their bars are.
void draw_legend(Paper& paper, const Figures& figures, double x, double y);

}  // namespace tsuzuku::services
