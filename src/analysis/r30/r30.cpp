#include "analysis/r30/r30.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "analysis/common/parallel.hpp"
#include "analysis/common/stage_durations.hpp"
#include "analysis/common/thresholds.hpp"
#include "analysis/common/walk.hpp"
#include "models/kaplan_meier.hpp"

namespace tsuzuku::analysis::r30 {
namespace {

// From this stage on all share one curve: few get there, and one more purchase hardly changes their rhythm.
constexpr int kLastStage = 12;

int curve_of(std::int64_t purchases) { return static_cast<int>(std::min<std::int64_t>(purchases, kLastStage)); }

struct Rules {
  std::int64_t purchases_min = 0;
  std::int64_t from_days = 0;
  std::int64_t to_days = 0;
  std::int64_t horizon_days = 0;
};

// Survival without the next purchase, and for how many days anybody was watched.
struct StageCurve {
  std::vector<models::SurvivalPoint> points;
  std::int64_t followed = 0;
};

// One for each stage; index 0 is stage 1.
using Curves = std::array<StageCurve, kLastStage>;

struct Quiet {
  std::int64_t customer = 0;
  std::int64_t purchases = 0;
  int last_day = 0;
  Money sales = 0;
};

struct Found {
  StageDurations durations;
  std::vector<Quiet> customers;
  LeftOutTally left_out;
  void merge(const Found& other) {
    durations.merge(other.durations);
    customers.insert(customers.end(), other.customers.begin(), other.customers.end());
    left_out.merge(other.left_out);
  }
};

struct QuietVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = false;

  const Scope& scope;
  const Rules& rules;
  Found& found;
  Quiet now{};

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) {
    now = {.customer = scope.ledger->customer_ids()[customer]};
  }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    now.sales += scope.ledger->columns().net_before_returns[order];
    if (!starts_purchase) return;
    if (now.purchases > 0)
      found.durations.add_converted(curve_of(now.purchases), day - now.last_day, scope.as_of - now.last_day);
    ++now.purchases;
    now.last_day = day;
  }
  void returned(int, int, Money amount) { now.sales -= amount; }
  void end() {
    const int quiet = scope.as_of - now.last_day;
    found.durations.add_waiting(curve_of(now.purchases), quiet);
    if (now.purchases >= rules.purchases_min && quiet > rules.from_days && quiet < rules.to_days)
      found.customers.push_back(now);
  }
};

Found find(const Scope& scope, const Rules& rules, const Execution& execution) {
  const int first_day = scope.ledger->first_day().value_or(Day{0}).value;
  const int span = std::max(scope.as_of - first_day, 0) + 1;
  Found empty{StageDurations(1, kLastStage, span, span), {}, {}};
  return reduce_orders(*scope.ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, Found& mine) {
    QuietVisitor visitor{scope, rules, mine};
    Walk(scope, visitor, mine.left_out)(chunk);
  });
}

Curves curves_of(const StageDurations& durations) {
  Curves curves;
  for (int stage = 1; stage <= kLastStage; ++stage) {
    StageCurve& curve = curves[static_cast<std::size_t>(stage - 1)];
    curve.points = models::kaplan_meier(durations.converted(stage), durations.waiting(stage));
    curve.followed = models::followed_until(curve.points);
  }
  return curves;
}

// The share of those who were quiet for as long, after as many purchases, and came back within the horizon. The
// customer is one of them, so that somebody was still away. Not known where nobody was watched for longer than that.
struct Chance {
  std::optional<double> value;
  bool follow_up_short = false;  // the horizon reaches beyond what was watched: at least so much
  bool rests_on_few = false;     // fewer than kFew were watched for longer
};
constexpr std::int64_t kFew = 10;

Chance chance_of(const Curves& curves, const Quiet& customer, int quiet_days, std::int64_t horizon_days) {
  const StageCurve& curve = curves[static_cast<std::size_t>(curve_of(customer.purchases)) - 1];
  if (curve.followed <= quiet_days) return {};
  const double then = models::survival_at(curve.points, quiet_days + horizon_days);
  return {1.0 - then / models::survival_at(curve.points, quiet_days),
          curve.followed < quiet_days + horizon_days && then > 0.0,
          curve.points[static_cast<std::size_t>(quiet_days) + 1].at_risk < kFew};
}

// In whole billionths, so that a half is rounded the same way on every machine.
std::int64_t expected_value(double chance, std::int64_t order_value) {
  constexpr std::int64_t kBillion = 1'000'000'000;
  return divide_rounded(std::llround(chance * static_cast<double>(kBillion)) * order_value, kBillion);
}

struct Row {
  Quiet customer;
  std::int64_t order_value = 0;
  std::optional<double> chance;
  std::optional<std::int64_t> expected_value;
};

// Of the rows, what was not watched or not for the whole horizon.
void add_follow_up(Table& table, std::int64_t unknown, std::int64_t too_short, std::int64_t few,
                   std::int64_t horizon_days) {
  if (few > 0)
    table.assumptions.push_back({"r30_few", {{"customers", std::to_string(few)}, {"least", std::to_string(kFew)}}});
  if (unknown > 0) table.assumptions.push_back({"r30_unknown", {{"customers", std::to_string(unknown)}}});
  if (too_short > 0) {
    table.assumptions.push_back(
        {"r30_follow_up_short",
         {{"customers", std::to_string(too_short)}, {"horizon_days", std::to_string(horizon_days)}}});
  }
}

template <typename T>
Value or_null(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}

}  // namespace

const Descriptor& descriptor() {
  constexpr int kDaysMax = 3'650;
  constexpr int kRowsMost = 2'000;
  static const Descriptor kDescriptor{
      .name = "r30",
      .version = 2,
      .unit = "customer",
      .chart = "list",
      .selection = Selection::FirstPurchase,
      .parameters = with_common_parameters(
          {integer_parameter("purchases_min", 2, 1, 100), integer_parameter("from_days", 30, 0, kDaysMax),
           integer_parameter("to_days", 60, 1, kDaysMax), integer_parameter("horizon_days", 60, 1, kDaysMax),
           integer_parameter("rows_max", 100, 1, kRowsMost)}),
      .columns = {{"customer_id", ColumnType::Id, "", {}},
                  {"purchases", ColumnType::Integer, "purchases", {}},
                  {"last_day", ColumnType::Day, "", {}},
                  {"quiet_days", ColumnType::Integer, "days", {}},
                  {"deadline", ColumnType::Day, "", {}},
                  {"order_value", ColumnType::Money, "currency", {}},
                  {"chance", ColumnType::Rate, "", {}},
                  {"expected_value", ColumnType::Money, "currency", {}}}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  constexpr std::array kBorders{"from_days", "to_days"};
  TSUZUKU_CHECK(check_ascending(descriptor().name, arguments, kBorders));
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const Rules rules{arguments.integer("purchases_min"), arguments.integer("from_days"), arguments.integer("to_days"),
                    arguments.integer("horizon_days")};
  const Found found = find(scope, rules, execution);
  const Curves curves = curves_of(found.durations);
  std::vector<Row> rows;
  rows.reserve(found.customers.size());
  std::int64_t expected_total = 0, unknown = 0, too_short = 0, few = 0;
  for (const Quiet& customer : found.customers) {
    Row row{.customer = customer};
    row.order_value = divide_rounded(customer.sales, customer.purchases);
    const Chance chance = chance_of(curves, customer, scope.as_of - customer.last_day, rules.horizon_days);
    row.chance = chance.value;
    if (chance.value) row.expected_value = expected_value(*chance.value, row.order_value);
    expected_total += row.expected_value.value_or(0);
    unknown += !chance.value;
    too_short += chance.follow_up_short;
    few += chance.rests_on_few;
    rows.push_back(row);
  }
  const auto worth_more = [](const Row& a, const Row& b) {
    // Nothing lies below every number: what is not known comes last.
    return a.expected_value != b.expected_value ? a.expected_value > b.expected_value
                                                : a.customer.customer < b.customer.customer;
  };
  const std::size_t shown = std::min(rows.size(), static_cast<std::size_t>(arguments.integer("rows_max")));
  std::ranges::partial_sort(rows, rows.begin() + static_cast<std::ptrdiff_t>(shown), worth_more);

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = found.left_out.list();
  table.assumptions.push_back({"r30_value", {{"horizon_days", std::to_string(rules.horizon_days)}}});
  for (std::size_t i = 0; i < shown; ++i) {
    const Row& row = rows[i];
    const Day last{row.customer.last_day};
    table.rows.push_back({row.customer.customer, row.customer.purchases, last,
                          std::int64_t{scope.as_of - row.customer.last_day}, last + static_cast<int>(rules.to_days - 1),
                          row.order_value, or_null(row.chance), or_null(row.expected_value)});
  }
  add_follow_up(table, unknown, too_short, few, rules.horizon_days);
  const bool any_known = rows.empty() || unknown < std::ssize(rows);
  table.totals = {{"customers", std::ssize(rows)}, {"expected_value", any_known ? Value(expected_total) : Value()}};
  return table;
}

}  // namespace tsuzuku::analysis::r30
