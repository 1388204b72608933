#include "analysis/customer_balance/customer_balance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "analysis/common/cell.hpp"
#include "analysis/common/minor_units.hpp"
#include "analysis/common/moves.hpp"
#include "analysis/common/stage_durations.hpp"
#include "analysis/customer_balance/projection.hpp"

namespace tsuzuku::analysis::customer_balance {
namespace {

constexpr int kYear = 365;
constexpr int kStages = 12;  // the last one stands for all later ones
constexpr int kStagesCounted = 200;
constexpr int kYearsMost = 10;

// Where a customer stood on the day a year before.
enum Standing : std::uint8_t { kActive, kQuiet };  // and kNowhere

struct Balance {
  std::int64_t opening = 0;
  std::int64_t kept = 0;
  std::int64_t returned = 0;
  std::int64_t won = 0;  // new and active
  std::int64_t purchases = 0;
  Money sales = 0;
  std::int64_t repeats = 0;  // of the purchases: second and later ones
  Money repeat_sales = 0;    // of the sales: what came with and after a second purchase
  int first_day = std::numeric_limits<int>::max();
  LeftOutTally left_out;

  void merge(const Balance& other) {
    opening += other.opening;
    kept += other.kept;
    returned += other.returned;
    won += other.won;
    purchases += other.purchases;
    sales += other.sales;
    repeats += other.repeats;
    repeat_sales += other.repeat_sales;
    first_day = std::min(first_day, other.first_day);
    left_out.merge(other.left_out);
  }
  [[nodiscard]] std::int64_t closing() const { return kept + returned + won; }
  [[nodiscard]] bool anybody() const { return first_day != std::numeric_limits<int>::max(); }
};

// The year up to the as-of day, for customers whose standing before it is known.
struct YearVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;

  const std::int32_t* net_before_returns;
  std::span<const std::uint8_t> standing;
  int as_of;
  int active_days;
  Balance& balance;
  std::uint8_t before = kNowhere;
  int last_day = 0;
  int made = 0;  // purchases so far

  [[nodiscard]] bool in_year(int day) const { return day > as_of - kYear; }
  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) {
    before = standing[customer];
    made = 0;
  }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    if (starts_purchase) {
      if (made == 0) balance.first_day = std::min(balance.first_day, day);
      last_day = day;
      ++made;
    }
    if (!in_year(day)) return;
    balance.purchases += starts_purchase;
    balance.repeats += starts_purchase && made > 1;
    add_sales(net_before_returns[order]);
  }
  void returned(int, int day, Money amount) {
    if (in_year(day)) add_sales(-amount);
  }
  void add_sales(Money amount) {
    balance.sales += amount;
    if (made > 1) balance.repeat_sales += amount;
  }
  void end() {
    const bool active = as_of - last_day < active_days;
    balance.opening += before == kActive;
    if (!active) return;
    balance.kept += before == kActive;
    balance.returned += before == kQuiet;
    balance.won += before == kNowhere;
  }
};

Scope a_year_before(const Scope& scope) {
  Scope before = scope;
  before.as_of = std::max(scope.as_of - kYear, -1);
  return before;
}

std::uint8_t standing_of(const Activity& activity, int as_of, int active_days) {
  return as_of - activity.last_day < active_days ? kActive : kQuiet;
}

Balance count(const Scope& scope, int active_days, const Execution& execution) {
  const Scope before = a_year_before(scope);
  const auto standing = places_of(
      before, execution, [&](const Activity& activity) { return standing_of(activity, before.as_of, active_days); });
  return reduce_orders(*scope.ledger, execution, Balance{}, [&](ledger::OrderRange chunk, Balance& found) {
    YearVisitor visitor{scope.ledger->columns().net_before_returns.data(), standing, scope.as_of, active_days, found};
    Walk(scope, visitor, found.left_out)(chunk);
  });
}

std::vector<StageCurve> curves_of(const Scope& scope, const Execution& execution) {
  const StageCounts counts = count_stages(scope, 1, kStagesCounted, kYear, execution);
  std::vector<StageCurve> curves;
  for (int stage = 1; stage <= kStagesCounted; ++stage) {
    StageCurve curve{counts.durations.converted(stage), counts.durations.waiting(stage)};
    if (stage <= kStages) {
      curves.push_back(std::move(curve));
      continue;
    }
    std::ranges::transform(curves.back().converted, curve.converted, curves.back().converted.begin(), std::plus<>());
    std::ranges::transform(curves.back().waiting, curve.waiting, curves.back().waiting.begin(), std::plus<>());
  }
  return curves;
}

Value whole(double number) { return static_cast<std::int64_t>(std::llround(number)); }

// The longest that somebody active may have been silent, or a year.
int silence(int active_days) { return std::max(active_days, kYear); }

// How many years ahead somebody was watched for after being silent for as long as an active customer may be.
int years_watched(int days, int active_days) { return std::max(days - silence(active_days), 0) / kYear; }

// Net sales of the purchases ahead: none for none, not known where the past year had no repeat purchase.
Value sales_of(double purchases, const Balance& balance) {
  if (purchases == 0.0) return std::int64_t{0};
  if (balance.repeats == 0) return {};
  return to_minor_units(purchases * static_cast<double>(balance.repeat_sales) / static_cast<double>(balance.repeats));
}

void add_years_ahead(Table& table, const Balance& balance, const std::vector<StageCurve>& curves, int active_days,
                     int years) {
  const int days = table.as_of->value - balance.first_day;
  const int known = std::min(years, years_watched(days, active_days));
  Value opening = balance.closing();
  std::int64_t ahead = 0;
  for (const Year& year : project(curves, active_days, known)) {
    table.rows.push_back({++ahead, std::string("forecast"), opening, Value(), Value(), Value(), Value(),
                          whole(year.active), whole(year.purchases), sales_of(year.purchases, balance)});
    opening = whole(year.active);
  }
  if (known > 0) table.assumptions.push_back({"no_new_customers", {}});
  if (known == years) return;
  while (ahead < years) {
    std::vector<Value> unknown(table.columns.size());
    unknown[0] = ++ahead;
    unknown[1] = std::string("forecast");
    unknown[2] = std::exchange(opening, Value());
    table.rows.push_back(std::move(unknown));
  }
  table.assumptions.push_back({known > 0 ? "balance_follow_up" : "balance_too_young",
                               {{"days", std::to_string(days)},
                                {"years", std::to_string(known)},
                                {"days_needed", std::to_string(silence(active_days) + (known + 1) * kYear)}}});
}

}  // namespace

const Descriptor& descriptor() {
  constexpr int kDaysMost = 3'650;
  static const Descriptor kDescriptor{
      .name = "customer_balance",
      .version = 2,
      .unit = "customer",
      .chart = "balance",
      .selection = Selection::FirstPurchase,
      .parameters = with_common_parameters(
          {integer_parameter("active_days", kYear, 1, kDaysMost), integer_parameter("years", 5, 0, kYearsMost)}),
      .columns = {{"year", ColumnType::Integer, "years", {}},
                  {"part", ColumnType::Code, "", {"observed", "forecast"}},
                  {"opening", ColumnType::Integer, "customers", {}},
                  {"kept", ColumnType::Integer, "customers", {}},
                  {"lost", ColumnType::Integer, "customers", {}},
                  {"returned", ColumnType::Integer, "customers", {}},
                  {"new", ColumnType::Integer, "customers", {}},
                  {"closing", ColumnType::Integer, "customers", {}},
                  {"purchases", ColumnType::Integer, "purchases", {}},
                  {"sales", ColumnType::Money, "currency", {}}},
      .cell_columns = {"year"},
      .parts = {"closing", "kept", "lost", "returned", "new"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const int active_days = static_cast<int>(arguments.integer("active_days"));
  const Balance balance = count(scope, active_days, execution);
  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = balance.left_out.list();
  if (!balance.anybody()) return table;
  const std::int64_t lost = balance.opening - balance.kept;
  table.rows.push_back({std::int64_t{0}, std::string("observed"), balance.opening, balance.kept, lost, balance.returned,
                        balance.won, balance.closing(), balance.purchases, std::int64_t{balance.sales}});
  table.part_counts.push_back({{"closing", balance.closing()},
                               {"kept", balance.kept},
                               {"lost", lost},
                               {"returned", balance.returned},
                               {"new", balance.won}});
  add_years_ahead(table, balance, curves_of(scope, execution), active_days,
                  static_cast<int>(arguments.integer("years")));
  table.part_counts.resize(table.rows.size());
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(year, cell_integer(cell, "year"));
  const int active_days = static_cast<int>(arguments.integer("active_days"));
  return [scope, before = a_year_before(scope), active_days, year,
          part = cell.part](const CustomerHistory& history) -> std::optional<Phrase> {
    if (year != 0) return std::nullopt;
    const bool active = scope.as_of - history.purchases.back().value < active_days;
    const auto earlier = history_of(before, history.index);
    const bool was_active = earlier && before.as_of - earlier->purchases.back().value < active_days;
    const std::string found = was_active ? (active ? "kept" : "lost") : !active ? "" : earlier ? "returned" : "new";
    if (found != part && !(part == "closing" && active)) return std::nullopt;
    return Phrase{"customer_balance." + found,
                  {{"last_day", to_text(history.purchases.back())}, {"active_days", std::to_string(active_days)}}};
  };
}

}  // namespace tsuzuku::analysis::customer_balance
