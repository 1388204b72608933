#include "analysis/stages/stages.hpp"

#include <algorithm>
#include <span>

#include "analysis/common/cell.hpp"
#include "analysis/common/stage_durations.hpp"
#include "models/kaplan_meier.hpp"

namespace tsuzuku::analysis::stages {
namespace {

constexpr int kStagesMax = 100;
constexpr int kWindowDaysMax = 3'650;

struct StageRow {
  std::vector<Value> values;
  std::vector<std::pair<std::string, std::int64_t>> parts;
  std::int64_t customers = 0;
  bool short_follow_up = false;  // nobody was watched for the whole window
};

StageRow row_of(const StageDurations& durations, int stage, int window_days) {
  const auto converted_days = durations.converted(stage);
  const auto waiting_days = durations.waiting(stage);
  const std::int64_t ever_converted = sum(converted_days);
  const std::int64_t customers = ever_converted + sum(waiting_days);
  const std::int64_t matured = durations.matured(stage);
  const std::int64_t converted = durations.converted_in_window(stage);
  const auto curve = models::kaplan_meier(converted_days, waiting_days);
  const auto window = static_cast<std::size_t>(window_days);
  const std::int64_t within_window = sum(std::span(waiting_days).first(std::min(window, waiting_days.size())));

  Value rate, estimated;
  const double still = models::survival_at(curve, window_days);
  if (models::followed_until(curve) > 0 || still == 0.0) estimated = 1.0 - still;
  if (matured > 0) rate = static_cast<double>(converted) / static_cast<double>(matured);
  StageRow row;
  row.customers = customers;
  row.short_follow_up = window >= curve.size() || curve[window].at_risk == 0;
  row.parts = {{"reached", customers},
               {"converted", ever_converted},
               {"within_window", within_window},
               {"gone", customers - ever_converted - within_window}};
  row.values = {std::int64_t{stage},
                customers,
                ever_converted,
                matured,
                converted,
                rate,
                estimated,
                percentile(converted_days, 0.25),
                percentile(converted_days, 0.5),
                percentile(converted_days, 0.75)};
  return row;
}

std::string text(std::int64_t number) { return std::to_string(number); }

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "stages",
      .version = 2,
      .unit = "customer",
      .chart = "stages",
      .selection = Selection::FirstPurchase,
      .parameters = with_common_parameters({integer_parameter("window_days", 365, 1, kWindowDaysMax),
                                            integer_parameter("stage_max", 12, 1, kStagesMax)}),
      .columns = {{"stage", ColumnType::Integer, "", {}},
                  {"customers", ColumnType::Integer, "customers", {}},
                  {"ever_converted", ColumnType::Integer, "customers", {}},
                  {"matured", ColumnType::Integer, "customers", {}},
                  {"converted", ColumnType::Integer, "customers", {}},
                  {"stage_conversion_rate", ColumnType::Rate, "", {}},
                  {"km_rate", ColumnType::Rate, "", {}},
                  {"days_p25", ColumnType::Decimal, "days", {}},
                  {"days_median", ColumnType::Decimal, "days", {}},
                  {"days_p75", ColumnType::Decimal, "days", {}}},
      .cell_columns = {"stage"},
      .parts = {"reached", "converted", "within_window", "gone"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const int window_days = static_cast<int>(arguments.integer("window_days"));
  const int stage_max = static_cast<int>(arguments.integer("stage_max"));
  const StageCounts counts = count_stages(scope, 1, stage_max, window_days, execution);

  Table table = begin_table(scope, descriptor(), arguments);
  std::vector<std::string> short_stages;
  for (int stage = 1; stage <= stage_max; ++stage) {
    StageRow row = row_of(counts.durations, stage, window_days);
    if (row.customers == 0) break;
    if (row.short_follow_up) short_stages.push_back(text(stage));
    table.rows.push_back(std::move(row.values));
    table.part_counts.push_back(std::move(row.parts));
  }
  if (!short_stages.empty()) {
    table.assumptions.push_back(
        {"follow_up_short", {{"stages", joined(short_stages)}, {"window_days", text(window_days)}}});
  }
  table.left_out = counts.left_out.list();
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(stage, cell_integer(cell, "stage"));
  const std::int64_t window_days = arguments.integer("window_days");
  if (stage < 1) return [](const CustomerHistory&) { return std::optional<Phrase>(); };
  return [stage, window_days, as_of = scope.as_of,
          part = cell.part](const CustomerHistory& history) -> std::optional<Phrase> {
    const auto n = static_cast<std::size_t>(stage);
    if (history.purchases.size() < n) return std::nullopt;
    const Day reached = history.purchases[n - 1];
    if (part == "reached") return Phrase{"stages.reached", {{"stage", text(stage)}, {"day", to_text(reached)}}};
    if (history.purchases.size() > n) {
      if (part != "converted") return std::nullopt;
      const int days = history.purchases[n] - reached;
      return Phrase{"stages.converted", {{"stage", text(stage)}, {"next", text(stage + 1)}, {"days", text(days)}}};
    }
    const int watched = as_of - reached.value;
    if (part != (watched >= window_days ? "gone" : "within_window")) return std::nullopt;
    return Phrase{"stages." + part,
                  {{"stage", text(stage)}, {"days", text(watched)}, {"window_days", text(window_days)}}};
  };
}

}  // namespace tsuzuku::analysis::stages
