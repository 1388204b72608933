#pragma once
// What `tsuzuku fit` says of any model: as JSON, and as a table for people.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/catalogue.hpp"
#include "base/json.hpp"
#include "models/fit.hpp"

namespace tsuzuku::cli {

struct FitReport {
  std::vector<std::string_view> names;  // of parameters, as published
  std::vector<double> parameters;
  std::optional<std::vector<double>> standard_errors;
  double log_likelihood = 0.0;
  bool converged = false;
  // Numbers that belong to one model only ("correlation", "p_value"); nothing = cannot be computed.
  std::vector<std::pair<std::string_view, std::optional<double>>> further;
  // One line for each row of the file and what is expected of it; nothing = not known.
  std::vector<std::string_view> expectation_names;
  std::vector<std::vector<std::optional<double>>> expectations;
};

template <typename Model>
[[nodiscard]] FitReport report_of(const models::Fit<Model>& fit) {
  const auto list = [](const Model& model) {
    const auto values = model.values();
    return std::vector<double>(values.begin(), values.end());
  };
  FitReport report;
  report.names.assign(Model::kNames.begin(), Model::kNames.end());
  report.parameters = list(fit.parameters);
  if (fit.standard_errors) report.standard_errors = list(*fit.standard_errors);
  report.log_likelihood = fit.log_likelihood;
  report.converged = fit.converged;
  return report;
}

// {"parameters": {...}, "standard_errors": {...} or null, "log_likelihood", "converged", what is in `further`,
// "expectations": [{...}] where some were asked for}
[[nodiscard]] json::object to_json(const FitReport& report);

// At most kExpectationsShown expectations; how many more there are is said.
inline constexpr std::size_t kExpectationsShown = 20;
[[nodiscard]] std::string to_terminal(const FitReport& report, const Catalogue& texts);

}  // namespace tsuzuku::cli
