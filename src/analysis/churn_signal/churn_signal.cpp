#include "analysis/churn_signal/churn_signal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "analysis/churn_signal/told.hpp"
#include "analysis/common/cell.hpp"
#include "analysis/common/minor_units.hpp"
#include "models/rows.hpp"

namespace tsuzuku::analysis::churn_signal {
namespace {

constexpr std::size_t kKinds = 2;

struct Row {
  std::int64_t customers = 0;
  std::int64_t with_chance = 0;
  double alive = 0.0;
  double expected = 0.0;
  double if_there = 0.0;
  std::vector<double> times;

  Row& operator+=(const Row& other) {
    customers += other.customers;
    with_chance += other.with_chance;
    alive += other.alive;
    expected += other.expected;
    if_there += other.if_there;
    times.insert(times.end(), other.times.begin(), other.times.end());
    return *this;
  }
};

struct Rows {
  std::array<Row, kLevels * kKinds> rows;  // by level, then kind
  [[nodiscard]] Row& at(Level level, Kind kind) {
    return rows[static_cast<std::size_t>(level) * kKinds + static_cast<std::size_t>(kind)];
  }
  Rows& operator+=(const Rows& other) {
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] += other.rows[i];
    return *this;
  }
};

Rows count(const Signals& signals, const Thresholds& thresholds, const Execution& execution) {
  const std::vector<Standing>& standings = signals.standings();
  return models::sum_of_rows<Rows>(standings.size(), execution.threads, [&](std::size_t begin, std::size_t end) {
    Rows rows;
    for (std::size_t i = begin; i < end; ++i) {
      if (standings[i].purchases == 0) continue;
      const Signal signal = signals.signal(standings[i], thresholds);
      Row& row = rows.at(signal.level, standings[i].kind);
      ++row.customers;
      if (signal.times) row.times.push_back(*signal.times);
      if (const auto stake = signals.stake(standings[i], signal)) {
        ++row.with_chance;
        row.alive += *signal.alive;
        row.expected += stake->expected;
        row.if_there += stake->if_there;
      }
    }
    return rows;
  });
}

// Type 7, as everywhere.
Value median(std::vector<double>& values) {
  if (values.empty()) return {};
  const auto upper = values.begin() + std::ssize(values) / 2;
  std::ranges::nth_element(values, upper);
  if (values.size() % 2 == 1) return *upper;
  return (*std::ranges::max_element(values.begin(), upper) + *upper) / 2.0;
}

struct Totals {
  std::int64_t customers = 0;
  std::int64_t with_chance = 0;
  Money at_stake = 0;
  Money lost = 0;

  // Null while nobody has a number.
  [[nodiscard]] Value money(Money amount) const { return with_chance == 0 ? Value() : Value(amount); }
};

void add_rows(Table& table, Rows& rows) {
  Totals totals;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    Row& row = rows.rows[i];
    if (row.customers == 0) continue;
    Value alive, at_stake, lost;
    if (row.with_chance > 0) {
      const Money expected = to_minor_units(row.expected);
      const Money missed = to_minor_units(row.if_there - row.expected);
      alive = row.alive / static_cast<double>(row.with_chance);
      at_stake = expected;
      lost = missed;
      totals.at_stake += expected;
      totals.lost += missed;
      totals.with_chance += row.with_chance;
    }
    totals.customers += row.customers;
    table.rows.push_back(
        {level_codes()[i / kKinds], kind_codes()[i % kKinds], row.customers, median(row.times), alive, at_stake, lost});
  }
  table.totals = {{"customers", totals.customers},
                  {"sales_at_stake", totals.money(totals.at_stake)},
                  {"sales_lost", totals.money(totals.lost)}};
}

constexpr int kYear = 365;  // the months that money is told of

void add_assumptions(Table& table, const Scope& scope, const Signals& signals, Rows& rows) {
  add_model_assumptions(table, signals);
  if (signals.spend()) {
    const models::GammaGamma& model = signals.spend()->parameters;
    table.assumptions.push_back({"churn_value_model",
                                 {{"p", fmt::format("{:.2f}", model.p)},
                                  {"q", fmt::format("{:.2f}", model.q)},
                                  {"v", fmt::format("{:.0f}", model.v)},
                                  {"correlation", fmt::format("{:.2f}", signals.spend_correlation().value_or(0.0))}}});
  } else if (signals.tells_leaving()) {
    table.assumptions.push_back({"churn_value_mean", {}});
  }
  const auto lacks_chance = [&](Level level) {
    const Row& row = rows.at(level, Kind::Contract);
    return row.with_chance < row.customers;
  };
  if (lacks_chance(Level::Fine) || lacks_chance(Level::Watch))
    table.assumptions.push_back({"churn_few_contracts", {{"contracts_least", std::to_string(kContractsLeast)}}});
  const int watched = scope.as_of - scope.ledger->first_day().value_or(Day{scope.as_of}).value;
  if (signals.tells_leaving() && watched < kYear)
    table.assumptions.push_back({"churn_young", {{"days", std::to_string(watched)}}});
  if (signals.contract_customers() > 0 && scope.as_of < scope.ledger->last_known_day().value_or(Day{scope.as_of}).value)
    table.assumptions.push_back({"states_of_today", {}});
}

// Any level, or any kind, where the cell does not tell one.
bool fits(const Cell& cell, const std::string& column, const std::string& code) {
  const auto told = cell.values.find(column);
  return told == cell.values.end() || told->second.empty() || told->second == code;
}

Status check_cell(const Cell& cell) {
  for (const Column& column : descriptor().columns) {
    const auto told = cell.values.find(column.name);
    if (told != cell.values.end() && !told->second.empty()) TSUZUKU_CHECK(cell_code(cell, column));
  }
  return {};
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "churn_signal",
                                      .version = 2,
                                      .unit = "customer",
                                      .chart = "bars",
                                      .selection = Selection::FirstPurchase,
                                      .parameters = with_common_parameters(threshold_parameters()),
                                      .columns = {{"level", ColumnType::Code, "", level_codes()},
                                                  {"kind", ColumnType::Code, "", kind_codes()},
                                                  {"customers", ColumnType::Integer, "customers", {}},
                                                  {"times_median", ColumnType::Decimal, "", {}},
                                                  {"alive_rate", ColumnType::Rate, "", {}},
                                                  {"sales_at_stake", ColumnType::Money, "currency", {}},
                                                  {"sales_lost", ColumnType::Money, "currency", {}}},
                                      .cell_columns = {"level", "kind"},
                                      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  TSUZUKU_TRY(thresholds, thresholds_of(scope, arguments));
  const Signals signals = Signals::read(scope, execution);
  Rows rows = count(signals, thresholds, execution);
  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = signals.left_out().list();
  add_assumptions(table, scope, signals, rows);
  add_rows(table, rows);
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(thresholds, thresholds_of(scope, arguments));
  TSUZUKU_CHECK(check_cell(cell));
  return [signals = std::make_shared<const Signals>(Signals::read(scope, {})), thresholds,
          cell](const CustomerHistory& history) -> std::optional<Phrase> {
    const Standing& standing = signals->standings()[history.index];
    if (standing.purchases == 0 || !fits(cell, "kind", kind_codes()[static_cast<std::size_t>(standing.kind)]))
      return std::nullopt;
    const Signal signal = signals->signal(standing, thresholds);
    if (!fits(cell, "level", level_codes()[static_cast<std::size_t>(signal.level)])) return std::nullopt;
    return evidence_of(standing, signal);
  };
}

}  // namespace tsuzuku::analysis::churn_signal
