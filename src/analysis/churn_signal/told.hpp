#pragma once
// The words, parameters and assumptions that churn_signal and churn_calibration share.

#include "analysis/churn_signal/signals.hpp"

namespace tsuzuku::analysis::churn_signal {

[[nodiscard]] const std::vector<std::string>& level_codes();  // by Level
[[nodiscard]] const std::vector<std::string>& kind_codes();   // by Kind

[[nodiscard]] std::vector<Parameter> threshold_parameters();
// Errors (Usage): "analysis.thresholds_not_ascending"; (Internal) "analysis.block_missing".
[[nodiscard]] Result<Thresholds> thresholds_of(const Scope& scope, const Arguments& arguments);

// What the models are, or why there is none.
void add_model_assumptions(Table& table, const Signals& signals);

// Why the customer is where the signal says.
[[nodiscard]] Phrase evidence_of(const Standing& standing, const Signal& signal);

}  // namespace tsuzuku::analysis::churn_signal
