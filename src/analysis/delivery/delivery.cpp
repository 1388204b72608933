#include "analysis/delivery/delivery.hpp"

#include "analysis/common/cell.hpp"
#include "analysis/common/day_histogram.hpp"
#include "analysis/common/fact_groups.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/rates.hpp"
#include "analysis/common/stage_durations.hpp"
#include "analysis/delivery/legs.hpp"

namespace tsuzuku::analysis::delivery {
namespace {

constexpr int kDaysMax = 365;

struct Limits {
  int within_days = 0;
  int late_days = 0;
  int cut_off_hour = 0;

  explicit Limits(const Arguments& arguments)
      : within_days(static_cast<int>(arguments.integer("within_days"))),
        late_days(static_cast<int>(arguments.integer("late_days"))),
        cut_off_hour(static_cast<int>(arguments.integer("cut_off_hour"))) {}
  [[nodiscard]] bool within(const Trip& trip) const {
    return trip.matured(within_days) && trip.ended_within(within_days);
  }
  [[nodiscard]] bool late(const Trip& trip) const { return trip.matured(late_days) && !trip.ended_within(late_days); }
};

struct LegSums {
  DayHistogram days;
  std::int64_t begun = 0;
  std::int64_t within_matured = 0;
  std::int64_t within = 0;
  std::int64_t late_matured = 0;
  std::int64_t late = 0;

  void add(const Trip& trip, const Limits& limits) {
    ++begun;
    if (trip.days) days.add(*trip.days);
    within_matured += trip.matured(limits.within_days);
    within += limits.within(trip);
    late_matured += trip.matured(limits.late_days);
    late += limits.late(trip);
  }
  void add(const LegSums& other) {
    days.merge(other.days);
    begun += other.begun;
    within_matured += other.within_matured;
    within += other.within;
    late_matured += other.late_matured;
    late += other.late;
  }
};

struct SameDay {
  std::int64_t before_cut_off = 0;
  std::int64_t same_day = 0;
};

struct Group {
  std::array<LegSums, kLegs> legs;
  SameDay same_day;
  void add(const Group& other) {
    for (std::size_t i = 0; i < kLegs; ++i) legs[i].add(other.legs[i]);
    same_day.before_cut_off += other.same_day.before_cut_off;
    same_day.same_day += other.same_day.same_day;
  }
};

struct Counts {
  std::vector<Group> groups;
  std::int64_t without_hour = 0;
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < groups.size(); ++i) groups[i].add(other.groups[i]);
    without_hour += other.without_hour;
    left_out.merge(other.left_out);
  }
};

class Counter {
 public:
  Counter(const Scope& scope, const Arguments& arguments)
      : hours_(&scope.ledger->columns().hour), limits_(arguments), groups_(scope, arguments), trip_of_(scope) {}

  [[nodiscard]] const FactGroups& groups() const { return groups_; }
  [[nodiscard]] const TripRule& trip_of() const { return trip_of_; }
  void count(const OrderFact& fact, Counts& found) const {
    Group& group = found.groups[groups_(fact)];
    for (std::size_t leg = 0; leg < kLegs; ++leg) {
      if (!trip_of_.tells(leg)) continue;
      const auto trip = trip_of_(leg, fact.order, fact.day);
      if (!trip) continue;
      group.legs[leg].add(*trip, limits_);
      if (leg == OrderToShipped) count_same_day(fact, *trip, group.same_day, found.without_hour);
    }
  }

 private:
  void count_same_day(const OrderFact& fact, const Trip& trip, SameDay& sums, std::int64_t& without_hour) const {
    const int hour = (*hours_)[fact.order];
    without_hour += hour == ledger::kNoHour;
    if (hour >= limits_.cut_off_hour) return;  // kNoHour too
    ++sums.before_cut_off;
    sums.same_day += trip.ended_within(0);
  }

  decltype(ledger::Columns::hour) const* hours_;
  Limits limits_;
  FactGroups groups_;
  TripRule trip_of_;
};

std::vector<Column> columns() {
  std::vector<Column> columns{group_column(),
                              {"leg", ColumnType::Code, "", {kLegNames.begin(), kLegNames.end()}},
                              {"orders", ColumnType::Integer, "orders", {}},
                              {"days_median", ColumnType::Decimal, "days", {}},
                              {"days_p75", ColumnType::Decimal, "days", {}},
                              {"days_p90", ColumnType::Decimal, "days", {}}};
  const auto add = [&](const char* all, const char* part) {
    columns.push_back({all, ColumnType::Integer, "orders", {}});
    columns.push_back({part, ColumnType::Integer, "orders", {}});
    add_rate_columns(columns, part);
  };
  add("within_matured", "within");
  add("late_matured", "late");
  add("before_cut_off", "same_day");
  return columns;
}

void add_counts(std::vector<Value>& row, std::int64_t part, std::int64_t all) {
  row.push_back(all);
  row.push_back(part);
  add_rate(row, part, all);
}

std::vector<Value> row_of(const Value& name, std::size_t leg, const LegSums& sums, const SameDay& same_day) {
  const auto& days = sums.days.counts();
  std::vector<Value> row{name,
                         std::string(kLegNames[leg]),
                         sum(days),
                         percentile(days, 0.5),
                         percentile(days, 0.75),
                         percentile(days, 0.9)};
  add_counts(row, sums.within, sums.within_matured);
  add_counts(row, sums.late, sums.late_matured);
  if (leg == OrderToShipped) {
    add_counts(row, same_day.same_day, same_day.before_cut_off);
  } else {
    row.resize(row.size() + 5);
  }
  return row;
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "delivery",
      .version = 1,
      .unit = "order",
      .chart = "bars",
      .selection = Selection::Facts,
      .parameters = with_common_parameters({by_parameter(), integer_parameter("within_days", 3, 0, kDaysMax),
                                            integer_parameter("late_days", 7, 0, kDaysMax),
                                            integer_parameter("cut_off_hour", 12, 1, 24)}),
      .columns = columns(),
      .cell_columns = {"group", "leg"},
      .parts = {"ended", "within", "late"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const Counter counter(scope, arguments);
  Counts empty{std::vector<Group>(counter.groups().count()), 0, {}};
  const Counts counts =
      reduce_orders(*blocks.ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, Counts& found) {
        OrderFactVisitor visitor(scope, [&](const OrderFact& fact) { counter.count(fact, found); });
        Walk(scope, visitor, found.left_out)(chunk);
      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  for (std::size_t group = 0; group < counts.groups.size(); ++group) {
    for (std::size_t leg = 0; leg < kLegs; ++leg) {
      const LegSums& sums = counts.groups[group].legs[leg];
      if (sums.begun == 0) continue;
      table.rows.push_back(row_of(counter.groups().name(group), leg, sums, counts.groups[group].same_day));
    }
  }
  if (blocks.ledger->order_count() == 0) return table;
  const Fulfilment& told = counter.trip_of().told();
  if (!told.tells_departure()) table.assumptions.push_back({"departure_not_told", {}});
  if (!told.tells_delivery()) table.assumptions.push_back({"delivery_not_told", {}});
  if (counts.without_hour > 0)
    table.assumptions.push_back({"without_hour", {{"orders", std::to_string(counts.without_hour)}}});
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  const FactGroups groups(scope, arguments);
  TSUZUKU_TRY(group, groups.find(cell));
  TSUZUKU_TRY(name, cell_code(cell, descriptor().columns[1]));
  const auto leg = static_cast<std::size_t>(std::ranges::find(kLegNames, name) - kLegNames.begin());
  return [scope, groups, group, name, leg, limits = Limits(arguments), trip_of = TripRule(scope),
          part = cell.part](const CustomerHistory& history) -> std::optional<Phrase> {
    if (!trip_of.tells(leg)) return std::nullopt;
    const auto orders = count_orders(history, scope, [&](const OrderFact& fact) {
      const auto trip = trip_of(leg, fact.order, fact.day);
      if (!trip || groups(fact) != group) return false;
      return part == "ended" ? trip->days.has_value() : part == "within" ? limits.within(*trip) : limits.late(*trip);
    });
    if (orders == 0) return std::nullopt;
    const int days = part == "late" ? limits.late_days : limits.within_days;
    return Phrase{"delivery." + name + "_" + part,
                  {{"orders", std::to_string(orders)}, {"days", std::to_string(days)}}};
  };
}

}  // namespace tsuzuku::analysis::delivery
