#include "cli/fit_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace tsuzuku::cli {
namespace {

using Line = std::vector<std::string>;

json::value or_null(const std::optional<double>& number) { return number ? json::value(*number) : json::value(); }

json::object named(const std::vector<std::string_view>& names, const std::vector<double>& numbers) {
  json::object object;
  for (std::size_t i = 0; i < names.size(); ++i) object[names[i]] = numbers[i];
  return object;
}

std::string shown(const std::optional<double>& number) { return number ? fmt::format("{:.6g}", *number) : "–"; }

// All lines have as many cells; every column stands right but the first where it holds words.
std::string aligned(const std::vector<Line>& lines, bool words_first) {
  std::vector<std::size_t> widths(lines.front().size());
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], display_width(line[i]));
  }
  std::string out;
  for (const Line& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const std::string blanks(widths[i] - display_width(line[i]), ' ');
      out += "  " + (i == 0 && words_first ? line[i] + blanks : blanks + line[i]);
    }
    out += "\n";
  }
  return out;
}

std::string expectations_of(const FitReport& report, const Catalogue& texts) {
  std::vector<Line> lines(1);
  for (const std::string_view name : report.expectation_names) lines.front().emplace_back(name);
  const std::size_t count = std::min(report.expectations.size(), kExpectationsShown);
  for (std::size_t row = 0; row < count; ++row) {
    Line& line = lines.emplace_back();
    for (const auto& number : report.expectations[row]) line.push_back(shown(number));
  }
  std::string out = "\n" + aligned(lines, false);
  if (count < report.expectations.size()) {
    out += "  " + texts.text("fit.more_rows", {{"more", std::to_string(report.expectations.size() - count)}}) + "\n";
  }
  return out;
}

}  // namespace

json::object to_json(const FitReport& report) {
  json::object object;
  object["parameters"] = named(report.names, report.parameters);
  object["standard_errors"] =
      report.standard_errors ? json::value(named(report.names, *report.standard_errors)) : json::value();
  object["log_likelihood"] = report.log_likelihood;
  object["converged"] = report.converged;
  for (const auto& [name, number] : report.further) object[name] = or_null(number);
  if (report.expectation_names.empty()) return object;
  json::array rows;
  for (const auto& expectation : report.expectations) {
    json::object row;
    for (std::size_t i = 0; i < expectation.size(); ++i) row[report.expectation_names[i]] = or_null(expectation[i]);
    rows.push_back(std::move(row));
  }
  object["expectations"] = std::move(rows);
  return object;
}

std::string to_terminal(const FitReport& report, const Catalogue& texts) {
  std::vector<Line> lines{{texts.text("fit.parameter"), texts.text("fit.value"), texts.text("fit.standard_error")}};
  for (std::size_t i = 0; i < report.names.size(); ++i) {
    std::optional<double> error;
    if (report.standard_errors) error = (*report.standard_errors)[i];
    lines.push_back({std::string(report.names[i]), shown(report.parameters[i]), shown(error)});
  }
  std::string out = aligned(lines, true) + "\n";
  std::vector<Line> figures{{texts.text("fit.log_likelihood"), fmt::format("{:.4f}", report.log_likelihood)}};
  for (const auto& [name, number] : report.further) {
    figures.push_back({texts.text(fmt::format("fit.{}", name)), shown(number)});
  }
  out += aligned(figures, true);
  out += "  " + texts.text(report.converged ? "fit.converged" : "fit.not_converged") + "\n";
  if (!report.expectation_names.empty()) out += expectations_of(report, texts);
  return out;
}

}  // namespace tsuzuku::cli
