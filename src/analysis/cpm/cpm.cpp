#include "analysis/cpm/cpm.hpp"

#include <algorithm>
#include <array>

#include "analysis/common/activity.hpp"
#include "analysis/common/cell.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/thresholds.hpp"
#include "analysis/common/walk.hpp"
#include "base/words.hpp"

namespace tsuzuku::analysis::cpm {
namespace {

constexpr std::size_t kCells = kCellNames.size();

Result<Rules> read_rules(const Scope& scope, const Arguments& arguments) {
  return Rules::read(arguments, scope.ledger->currency(), scope.as_of);
}

struct Sums {
  std::int64_t customers = 0;
  std::int64_t purchases = 0;
  Money sales = 0;
  void add(const Sums& other) {
    customers += other.customers;
    purchases += other.purchases;
    sales += other.sales;
  }
};

struct Counts {
  std::array<std::array<Sums, 2>, kCells> cells{};  // [cell][active]
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < kCells; ++i) {
      cells[i][0].add(other.cells[i][0]);
      cells[i][1].add(other.cells[i][1]);
    }
    left_out.merge(other.left_out);
  }
};

}  // namespace

Result<Rules> Rules::read(const Arguments& arguments, Currency currency, int as_of) {
  constexpr std::array kTenures{"young_days", "loyal_days"};
  TSUZUKU_CHECK(check_ascending(descriptor().name, arguments, kTenures));
  return Rules{.young_days = arguments.integer("young_days"),
               .loyal_days = arguments.integer("loyal_days"),
               .churn_days = arguments.integer("churn_days"),
               .amount = arguments.integer("amount") * minor_units_per_major(currency),
               .as_of = as_of};
}

std::size_t Rules::cell(const Activity& activity) const {
  const int tenure = activity.last_day - activity.first_day;
  if (activity.purchases == 1) return 0;
  if (tenure < young_days) return 1;
  if (activity.sales < amount) return 2;
  return tenure < loyal_days ? 3 : 4;
}

const Descriptor& descriptor() {
  constexpr int kDaysMax = 36'500;
  static const Descriptor kDescriptor{
      .name = "cpm",
      .version = 1,
      .unit = "customer",
      .chart = "cells",
      .selection = Selection::Orders,
      .parameters = with_common_parameters(
          {integer_parameter("young_days", 90, 0, kDaysMax), integer_parameter("loyal_days", 210, 0, kDaysMax),
           integer_parameter("churn_days", 240, 1, kDaysMax), money_parameter("amount", 70'000)}),
      .columns = {{"cell", ColumnType::Code, "", {kCellNames.begin(), kCellNames.end()}},
                  {"active", ColumnType::Boolean, "", {}},
                  {"customers", ColumnType::Integer, "customers", {}},
                  {"purchases", ColumnType::Integer, "purchases", {}},
                  {"sales", ColumnType::Money, "currency", {}}},
      .cell_columns = {"cell", "active"},
      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  TSUZUKU_TRY(rules, read_rules(scope, arguments));
  const Counts counts =
      reduce_orders(*blocks.ledger, execution, Counts{}, [&](ledger::OrderRange chunk, Counts& found) {
        auto visitor = activity_visitor(scope, [&](const Activity& activity) {
          found.cells[rules.cell(activity)][rules.active(activity) ? 1 : 0].add(
              {1, activity.purchases, activity.sales});
        });
        Walk(scope, visitor, found.left_out)(chunk);
      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  Sums total;
  for (std::size_t cell = 0; cell < kCells; ++cell) {
    for (const bool active : {true, false}) {
      const Sums& sums = counts.cells[cell][active ? 1 : 0];
      total.add(sums);
      table.rows.push_back(
          {std::string(kCellNames[cell]), active, sums.customers, sums.purchases, std::int64_t{sums.sales}});
    }
  }
  table.totals = {{"customers", total.customers}, {"purchases", total.purchases}, {"sales", std::int64_t{total.sales}}};
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(rules, read_rules(scope, arguments));
  TSUZUKU_TRY(code, cell_code(cell, descriptor().columns.front()));
  TSUZUKU_TRY(active, cell_boolean_if_told(cell, "active"));
  return [scope, rules, code, active](const CustomerHistory& history) -> std::optional<Phrase> {
    const auto activity = activity_of(history, scope);
    if (!activity || kCellNames[rules.cell(*activity)] != code) return std::nullopt;
    const bool is_active = rules.active(*activity);
    if (active.value_or(is_active) != is_active) return std::nullopt;
    return Phrase{is_active ? "cpm.active" : "cpm.gone",
                  {{"purchases", std::to_string(activity->purchases)},
                   {"tenure", std::to_string(activity->last_day - activity->first_day)},
                   {"sales", money_argument(activity->sales, scope.ledger->currency())},
                   {"days", std::to_string(scope.as_of - activity->last_day)},
                   {"churn_days", std::to_string(rules.churn_days)}}};
  };
}

Result<std::optional<Place>> place_of(const Scope& scope, const Arguments& arguments, const CustomerHistory& history) {
  TSUZUKU_TRY(rules, read_rules(scope, arguments));
  const auto activity = activity_of(history, scope);
  if (!activity) return std::nullopt;
  return Place{kCellNames[rules.cell(*activity)], rules.active(*activity)};
}

}  // namespace tsuzuku::analysis::cpm
