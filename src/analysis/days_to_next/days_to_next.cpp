#include "analysis/days_to_next/days_to_next.hpp"

#include "analysis/common/cell.hpp"
#include "analysis/common/stage_durations.hpp"
#include "models/kaplan_meier.hpp"

namespace tsuzuku::analysis::days_to_next {

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "days_to_next",
      .version = 2,
      .unit = "customer",
      .chart = "line",
      .selection = Selection::FirstPurchase,
      .parameters = with_common_parameters(
          {integer_parameter("from_stage", 1, 1, 100), integer_parameter("days_max", 365, 1, 3'650)}),
      .columns = {{"days", ColumnType::Integer, "days", {}},
                  {"customers", ColumnType::Integer, "customers", {}},
                  {"km_rate", ColumnType::Rate, "", {}}},
      .cell_columns = {"days"},
      .parts = {"converted"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const int stage = static_cast<int>(arguments.integer("from_stage"));
  const std::int64_t days_max = arguments.integer("days_max");
  const StageCounts counts = count_stages(scope, stage, stage, static_cast<int>(days_max), execution);
  const auto converted = counts.durations.converted(stage);
  const auto waiting = counts.durations.waiting(stage);
  const auto curve = models::kaplan_meier(converted, waiting);

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  if (sum(converted) + sum(waiting) == 0) return table;

  const std::int64_t followed = models::followed_until(curve);
  std::int64_t total = 0;
  // Two purchases on one day exist only where the shop does not merge them.
  for (std::int64_t days = scope.ledger->merge_same_day() ? 1 : 0; days <= days_max; ++days) {
    const auto at = static_cast<std::size_t>(days);
    const std::int64_t customers = at < converted.size() ? converted[at] : 0;
    total += customers;
    const double still = models::survival_at(curve, days);
    table.rows.push_back({days, customers, days <= followed || still == 0.0 ? Value(1.0 - still) : Value()});
  }
  table.totals.emplace_back("customers", total);
  if (days_max > followed) {
    table.assumptions.push_back({"follow_up_short",
                                 {{"stages", std::to_string(stage)},
                                  {"window_days", std::to_string(days_max)},
                                  {"observed_days", std::to_string(followed)}}});
  }
  return table;
}

Result<Membership> membership(const Scope&, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(days, cell_integer(cell, "days"));
  const auto stage = static_cast<std::size_t>(arguments.integer("from_stage"));
  return [stage, days](const CustomerHistory& history) -> std::optional<Phrase> {
    if (history.purchases.size() <= stage) return std::nullopt;
    if (history.purchases[stage] - history.purchases[stage - 1] != days) return std::nullopt;
    return Phrase{
        "stages.converted",
        {{"stage", std::to_string(stage)}, {"next", std::to_string(stage + 1)}, {"days", std::to_string(days)}}};
  };
}

}  // namespace tsuzuku::analysis::days_to_next
