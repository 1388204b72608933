#include "analysis/churn_calibration/churn_calibration.hpp"

#include <algorithm>
#include <array>

#include "analysis/churn_calibration/held_back.hpp"
#include "analysis/churn_signal/told.hpp"
#include "analysis/common/rates.hpp"

namespace tsuzuku::analysis::churn_calibration {
namespace {

constexpr std::size_t kGroups = 10;
constexpr std::size_t kGroupLeast = 10;  // customers
constexpr int kDaysMost = 730;

struct Sum {
  std::int64_t customers = 0;
  std::int64_t bought = 0;
  double chances = 0.0;

  void add(const Predicted& one) {
    ++customers;
    bought += one.bought;
    chances += one.chance;
  }
  [[nodiscard]] std::int64_t stayed_away() const { return customers - bought; }
};

template <typename Flagged>
Sum sum_of(std::span<const Predicted> customers, const Flagged& flagged) {
  Sum sum;
  for (const Predicted& one : customers) {
    if (flagged(one)) sum.add(one);
  }
  return sum;
}

bool everybody(const Predicted&) { return true; }

std::vector<Value> row_of(const std::string& group, Value decile, const Sum& sum) {
  std::vector<Value> row{group, std::move(decile), sum.customers};
  row.push_back(sum.customers == 0 ? Value() : Value(sum.chances / static_cast<double>(sum.customers)));
  row.push_back(sum.bought);
  add_rate(row, sum.bought, sum.customers);
  row.push_back(sum.stayed_away());
  return row;
}

void add_deciles(Table& table, std::span<const Predicted> customers) {
  const std::size_t groups = std::clamp(customers.size() / kGroupLeast, std::size_t{1}, kGroups);
  for (std::size_t group = 0, begin = 0; group < groups; ++group) {
    const std::size_t size = customers.size() / groups + (group < customers.size() % groups ? 1 : 0);
    auto row =
        row_of("chance", static_cast<std::int64_t>(group + 1), sum_of(customers.subspan(begin, size), everybody));
    row.resize(table.columns.size());
    table.rows.push_back(std::move(row));
    begin += size;
  }
}

void add_rule(Table& table, const std::string& rule, const Sum& flagged, const Sum& all) {
  auto row = row_of(rule, {}, flagged);
  add_rate(row, flagged.stayed_away(), flagged.customers);
  add_rate(row, flagged.stayed_away(), all.stayed_away());
  add_rate(row, flagged.bought, all.bought);
  table.rows.push_back(std::move(row));
}

void add_rules(Table& table, std::span<const Predicted> customers, const Sum& all) {
  const Sum fixed = sum_of(customers, [](const Predicted& one) { return one.over_the_days; });
  add_rule(table, "own_rhythm", sum_of(customers, [](const Predicted& one) { return one.is_quiet; }), all);
  add_rule(table, "own_rhythm_as_many", sum_of(customers.first(static_cast<std::size_t>(fixed.customers)), everybody),
           all);
  add_rule(table, "fixed_days", fixed, all);
}

std::vector<Column> columns() {
  std::vector<Column> columns{
      {"group", ColumnType::Code, "", {"chance", "own_rhythm", "own_rhythm_as_many", "fixed_days"}},
      {"decile", ColumnType::Integer, "", {}},
      {"customers", ColumnType::Integer, "customers", {}},
      {"predicted_rate", ColumnType::Rate, "", {}},
      {"bought", ColumnType::Integer, "customers", {}}};
  add_rate_columns(columns, "observed");
  columns.push_back({"stayed_away", ColumnType::Integer, "customers", {}});
  for (const char* rate : {"precision", "recall", "false_alarm"}) add_rate_columns(columns, rate);
  return columns;
}

std::vector<Parameter> parameters() {
  std::vector<Parameter> own{integer_parameter("holdout_days", 90, 7, kDaysMost),
                             integer_parameter("fixed_days", 60, 1, kDaysMost)};
  for (Parameter& one : churn_signal::threshold_parameters()) own.push_back(std::move(one));
  return own;
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "churn_calibration",
                                      .version = 2,
                                      .unit = "customer",
                                      .chart = "bars",
                                      .selection = Selection::FirstPurchase,
                                      .parameters = with_common_parameters(parameters()),
                                      .columns = columns(),
                                      .cell_columns = {},
                                      .parts = {}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  TSUZUKU_TRY(thresholds, churn_signal::thresholds_of(scope, arguments));
  const Rules rules{.thresholds = thresholds,
                    .holdout_days = static_cast<int>(arguments.integer("holdout_days")),
                    .fixed_days = static_cast<int>(arguments.integer("fixed_days"))};
  const HeldBack held = held_back(scope, rules, execution);
  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = held.left_out.list();
  const auto first_day = blocks.ledger->first_day();
  if (!first_day || scope.as_of < first_day->value) return table;
  if (held.day < first_day->value) {
    table.assumptions.push_back(
        {"churn_shop_young",
         {{"holdout_days", std::to_string(rules.holdout_days)}, {"first_day", to_text(*first_day)}}});
    return table;
  }
  const Sum all = sum_of(held.customers, everybody);
  if (all.customers > 0) {
    table.assumptions.push_back({"churn_held_back",
                                 {{"day", to_text(Day{held.day})},
                                  {"holdout_days", std::to_string(rules.holdout_days)},
                                  {"customers", std::to_string(all.customers)},
                                  {"bought", std::to_string(all.bought)}}});
  }
  churn_signal::add_model_assumptions(table, held.then);
  if (held.then.contract_customers() > 0) table.assumptions.push_back({"states_not_known_then", {}});
  if (held.without_chance > 0)
    table.assumptions.push_back({"churn_without_chance", {{"customers", std::to_string(held.without_chance)}}});
  if (held.customers.empty()) return table;
  if (held.customers.size() < kGroups * kGroupLeast)
    table.assumptions.push_back({"churn_few_to_compare", {{"customers", std::to_string(all.customers)}}});
  add_deciles(table, held.customers);
  add_rules(table, held.customers, all);
  return table;
}

}  // namespace tsuzuku::analysis::churn_calibration
