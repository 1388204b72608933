#include "analysis/churn_signal/told.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "analysis/common/require_block.hpp"
#include "analysis/common/thresholds.hpp"

namespace tsuzuku::analysis::churn_signal {
namespace {

std::string text(std::int64_t number) { return std::to_string(number); }

void add_purchase_model(Table& table, const Signals& signals) {
  const ErrorArguments counted{{"customers", text(signals.customers())},
                               {"customers_least", text(kCustomersLeast)},
                               {"repeaters_least", text(kRepeatersLeast)}};
  switch (signals.why_no_model()) {
    case NoModel::NobodyThere:
      return;
    case NoModel::TooFew:
      table.assumptions.push_back({"churn_too_few", counted});
      return;
    case NoModel::NobodyRepeats:
      table.assumptions.push_back({"churn_nobody_repeats", counted});
      return;
    case NoModel::NotConverged:
      table.assumptions.push_back({"churn_not_converged", counted});
      return;
    case NoModel::NobodyLeaves:
    case NoModel::None:
      break;
  }
  const models::BgNbd& model = signals.purchases()->parameters;
  if (!signals.tells_leaving()) {
    table.assumptions.push_back({"churn_nobody_leaves",
                                 {{"customers", text(signals.customers())},
                                  {"r", fmt::format("{:.3f}", model.r)},
                                  {"alpha", fmt::format("{:.1f}", model.alpha)},
                                  {"days", fmt::format("{:.0f}", model.alpha / model.r)}}});
    return;
  }
  table.assumptions.push_back({"churn_model",
                               {{"customers", text(signals.customers())},
                                {"r", fmt::format("{:.3f}", model.r)},
                                {"alpha", fmt::format("{:.1f}", model.alpha)},
                                {"a", fmt::format("{:.3f}", model.a)},
                                {"b", fmt::format("{:.3f}", model.b)},
                                {"days", fmt::format("{:.0f}", model.alpha / model.r)}}});
}

}  // namespace

const std::vector<std::string>& level_codes() {
  static const std::vector<std::string> kCodes{"fine", "watch", "unlikely", "at_risk", "gone", "told", "unknown"};
  return kCodes;
}

const std::vector<std::string>& kind_codes() {
  static const std::vector<std::string> kCodes{"no_contract", "contract"};
  return kCodes;
}

std::vector<Parameter> threshold_parameters() {
  return {integer_parameter("watch_percent", 150, 100, 1'000), integer_parameter("risk_percent", 50, 1, 99),
          integer_parameter("gone_percent", 20, 1, 99)};
}

Result<Thresholds> thresholds_of(const Scope& scope, const Arguments& arguments) {
  constexpr std::array kBorders{"gone_percent", "risk_percent"};
  TSUZUKU_CHECK(check_ascending("churn_signal", arguments, kBorders));
  TSUZUKU_CHECK(require_block(scope.blocks->subscriptions != nullptr, "subscriptions"));
  return Thresholds{.watch_percent = arguments.integer("watch_percent"),
                    .risk_percent = arguments.integer("risk_percent"),
                    .gone_percent = arguments.integer("gone_percent")};
}

void add_model_assumptions(Table& table, const Signals& signals) {
  add_purchase_model(table, signals);
  if (signals.contract_customers() > 0 && signals.contracts().contracts_with_gaps() == 0)
    table.assumptions.push_back({"churn_no_cycle", {{"customers", text(signals.contract_customers())}}});
}

Phrase evidence_of(const Standing& standing, const Signal& signal) {
  ErrorArguments values{{"days", text(signal.silent)}, {"day", to_text(Day{standing.last_day})}};
  const bool contract = standing.kind == Kind::Contract;
  if (contract) values.emplace_back("round", text(standing.round));
  if (signal.level == Level::Told) return {"churn_signal." + std::string(domain::name_of(standing.word)), values};
  if (!signal.interval) return {contract ? "churn_signal.contract_unknown" : "churn_signal.unknown", values};
  values.emplace_back("interval", text(std::llround(*signal.interval)));
  values.emplace_back("times", fmt::format("{:.1f}", *signal.times));
  if (signal.alive) values.emplace_back("percent", text(std::llround(*signal.alive * 100.0)));
  if (contract) return {signal.alive ? "churn_signal.contract" : "churn_signal.contract_without_chance", values};
  const std::string read_by = standing.repeats() == 0 ? "churn_signal.once" : "churn_signal.rhythm";
  return {signal.alive ? read_by : read_by + "_without_chance", values};
}

}  // namespace tsuzuku::analysis::churn_signal
