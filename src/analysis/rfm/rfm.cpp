#include "analysis/rfm/rfm.hpp"

#include <algorithm>
#include <array>

#include "analysis/common/activity.hpp"
#include "analysis/common/cell.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/thresholds.hpp"
#include "analysis/common/walk.hpp"
#include "base/words.hpp"

namespace tsuzuku::analysis::rfm {
namespace {

constexpr int kDaysMax = 36'500;
constexpr int kPurchasesMax = 100'000;
constexpr std::array kRecency{"r5_days_max", "r4_days_max", "r3_days_max", "r2_days_max"};
constexpr std::array kFrequency{"f1_max", "f2_max", "f3_max", "f4_max"};
constexpr std::array kMoney{"m1_max", "m2_max", "m3_max", "m4_max"};

// How many of the limits a value is above: 0-4.
int steps_above(const Thresholds::Limits& limits, std::int64_t value) {
  int steps = 0;
  for (const std::int64_t limit : limits) steps += value > limit;
  return steps;
}

Result<Thresholds> read_thresholds(const Scope& scope, const Arguments& arguments) {
  return Thresholds::read(arguments, scope.ledger->currency(), scope.as_of);
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
  std::array<Sums, std::size_t{kLevels} * kLevels * kLevels> cells{};
  LeftOutTally left_out;

  [[nodiscard]] static std::size_t index(const Levels& levels) {
    return static_cast<std::size_t>(((levels.r - 1) * kLevels + levels.f - 1) * kLevels + levels.m - 1);
  }
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i].add(other.cells[i]);
    left_out.merge(other.left_out);
  }
};

std::vector<Parameter> parameters() {
  constexpr std::array<std::int64_t, 4> kDays{30, 90, 180, 365};
  constexpr std::array<std::int64_t, 4> kPurchases{1, 3, 6, 11};
  constexpr std::array<std::int64_t, 4> kAmounts{5'000, 10'000, 15'000, 20'000};
  std::vector<Parameter> own;
  own.reserve(kRecency.size() + kFrequency.size() + kMoney.size());
  for (std::size_t i = 0; i < 4; ++i) own.push_back(integer_parameter(kRecency[i], kDays[i], 0, kDaysMax));
  for (std::size_t i = 0; i < 4; ++i) own.push_back(integer_parameter(kFrequency[i], kPurchases[i], 1, kPurchasesMax));
  for (std::size_t i = 0; i < 4; ++i) own.push_back(money_parameter(kMoney[i], kAmounts[i]));
  return with_common_parameters(std::move(own));
}

}  // namespace

Result<Thresholds> Thresholds::read(const Arguments& arguments, Currency currency, int as_of) {
  Thresholds thresholds{.as_of = as_of};
  const std::int64_t minor_units = minor_units_per_major(currency);
  for (std::size_t i = 0; i < kLevels - 1; ++i) {
    thresholds.recency[i] = arguments.integer(kRecency[i]);
    thresholds.frequency[i] = arguments.integer(kFrequency[i]);
    thresholds.money[i] = arguments.integer(kMoney[i]) * minor_units;
  }
  TSUZUKU_CHECK(check_ascending(descriptor().name, arguments, kRecency));
  TSUZUKU_CHECK(check_ascending(descriptor().name, arguments, kFrequency));
  TSUZUKU_CHECK(check_ascending(descriptor().name, arguments, kMoney));
  return thresholds;
}

Levels Thresholds::levels(const Activity& activity) const {
  return {kLevels - steps_above(recency, as_of - activity.last_day), 1 + steps_above(frequency, activity.purchases),
          1 + steps_above(money, activity.sales)};
}

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "rfm",
                                      .version = 1,
                                      .unit = "customer",
                                      .chart = "grid",
                                      .selection = Selection::Orders,
                                      .parameters = parameters(),
                                      .columns = {{"r", ColumnType::Integer, "", {}},
                                                  {"f", ColumnType::Integer, "", {}},
                                                  {"m", ColumnType::Integer, "", {}},
                                                  {"customers", ColumnType::Integer, "customers", {}},
                                                  {"purchases", ColumnType::Integer, "purchases", {}},
                                                  {"sales", ColumnType::Money, "currency", {}}},
                                      .cell_columns = {"r", "f", "m"},
                                      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  TSUZUKU_TRY(thresholds, read_thresholds(scope, arguments));
  const Counts counts =
      reduce_orders(*blocks.ledger, execution, Counts{}, [&](ledger::OrderRange chunk, Counts& found) {
        auto visitor = activity_visitor(scope, [&](const Activity& activity) {
          found.cells[Counts::index(thresholds.levels(activity))].add({1, activity.purchases, activity.sales});
        });
        Walk(scope, visitor, found.left_out)(chunk);
      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  Sums total;
  for (int r = kLevels; r >= 1; --r) {
    for (int f = kLevels; f >= 1; --f) {
      for (int m = kLevels; m >= 1; --m) {
        const Sums& sums = counts.cells[Counts::index({r, f, m})];
        if (sums.customers == 0) continue;
        total.add(sums);
        table.rows.push_back({std::int64_t{r}, std::int64_t{f}, std::int64_t{m}, sums.customers, sums.purchases,
                              std::int64_t{sums.sales}});
      }
    }
  }
  if (total.customers != 0) {
    table.totals = {
        {"customers", total.customers}, {"purchases", total.purchases}, {"sales", std::int64_t{total.sales}}};
  }
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(thresholds, read_thresholds(scope, arguments));
  TSUZUKU_TRY(r, cell_integer_if_told(cell, "r"));
  TSUZUKU_TRY(f, cell_integer_if_told(cell, "f"));
  TSUZUKU_TRY(m, cell_integer_if_told(cell, "m"));
  return [scope, thresholds, r, f, m](const CustomerHistory& history) -> std::optional<Phrase> {
    const auto activity = activity_of(history, scope);
    if (!activity) return std::nullopt;
    const Levels levels = thresholds.levels(*activity);
    if (r.value_or(levels.r) != levels.r || f.value_or(levels.f) != levels.f || m.value_or(levels.m) != levels.m) {
      return std::nullopt;
    }
    return Phrase{"rfm.cell",
                  {{"days", std::to_string(scope.as_of - activity->last_day)},
                   {"r", std::to_string(levels.r)},
                   {"purchases", std::to_string(activity->purchases)},
                   {"f", std::to_string(levels.f)},
                   {"sales", money_argument(activity->sales, scope.ledger->currency())},
                   {"m", std::to_string(levels.m)}}};
  };
}

Result<std::optional<Levels>> levels_of(const Scope& scope, const Arguments& arguments,
                                        const CustomerHistory& history) {
  TSUZUKU_TRY(thresholds, read_thresholds(scope, arguments));
  const auto activity = activity_of(history, scope);
  return activity ? std::optional(thresholds.levels(*activity)) : std::nullopt;
}

}  // namespace tsuzuku::analysis::rfm
