#include "analysis/cohorts/cohorts.hpp"

#include <algorithm>

#include "analysis/common/cell.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::cohorts {
namespace {

constexpr int kHorizonMax = 120;
constexpr int kStepDays = 30;
constexpr const char* kCalendarMonth = "calendar_month";
constexpr const char* kThirtyDays = "30_days";

// How old a customer is on a day: whole calendar months since the month of the first purchase, or whole
// steps of 30 days since its day.
class Ages {
 public:
  Ages(int first_day, int last_day, bool by_month) : base_(first_day), by_month_(by_month) {
    for (int day = first_day; day <= last_day; ++day) months_.push_back(month_of(Day{day}).value);
  }
  [[nodiscard]] int month(int day) const { return months_[static_cast<std::size_t>(day - base_)]; }
  [[nodiscard]] int age(int first, int day) const {
    return by_month_ ? month(day) - month(first) : (day - first) / kStepDays;
  }
  [[nodiscard]] int first_day() const { return base_; }
  [[nodiscard]] std::size_t days() const { return months_.size(); }
  [[nodiscard]] int months() const { return months_.empty() ? 0 : months_.back() - months_.front() + 1; }
  [[nodiscard]] bool by_month() const { return by_month_; }

 private:
  int base_;
  bool by_month_;
  std::vector<int> months_;
};

struct Sums {
  std::int64_t active = 0;
  std::int64_t purchases = 0;
  Money sales = 0;
};

struct Counts {
  std::vector<std::int64_t> first_purchases;  // customers by day of the first purchase
  std::vector<Sums> cells;                    // cohort by age
  LeftOutTally left_out;

  void merge(const Counts& other) {
    for (std::size_t i = 0; i < first_purchases.size(); ++i) first_purchases[i] += other.first_purchases[i];
    for (std::size_t i = 0; i < cells.size(); ++i) {
      cells[i].active += other.cells[i].active;
      cells[i].purchases += other.cells[i].purchases;
      cells[i].sales += other.cells[i].sales;
    }
    left_out.merge(other.left_out);
  }
};

struct CohortVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = true;
  static constexpr bool kEverybody = false;

  const Ages& ages;
  const ledger::Columns& columns;
  int horizon;
  Counts& counts;
  Sums* cohort = nullptr;  // the cells of the customer's cohort, from age 0
  int first = 0;
  int active_age = -1;

  void begin(ledger::CustomerIndex, ledger::OrderIndex first_purchase) {
    first = columns.day[first_purchase];
    active_age = -1;
    ++counts.first_purchases[static_cast<std::size_t>(first - ages.first_day())];
    const auto row = static_cast<std::size_t>(ages.month(first) - ages.month(ages.first_day()));
    cohort = &counts.cells[row * (static_cast<std::size_t>(horizon) + 1)];
  }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    if (day < first) return;
    const int age = ages.age(first, day);
    if (age > horizon) return;
    cohort[age].sales += columns.net_before_returns[order];
    if (!starts_purchase) return;
    ++cohort[age].purchases;
    cohort[age].active += age != active_age;
    active_age = age;
  }
  void returned(int, int day, Money amount) {
    if (day < first) return;
    const int age = ages.age(first, day);
    if (age <= horizon) cohort[age].sales -= amount;
  }
  void end() {}
};

// A cohort as its rows need it: how many customers, and the days of the earliest and latest first purchase.
struct Cohort {
  YearMonth month;
  std::int64_t customers = 0;
  int earliest = 0;
  int latest = 0;
};

Cohort cohort_of(const Ages& ages, const Counts& counts, YearMonth month) {
  Cohort cohort{.month = month};
  const int begin = std::max(first_day(month).value, ages.first_day());
  const int end = std::min(last_day(month).value + 1, ages.first_day() + static_cast<int>(ages.days()));
  for (int day = begin; day < end; ++day) {
    const std::int64_t customers = counts.first_purchases[static_cast<std::size_t>(day - ages.first_day())];
    if (customers == 0) continue;
    if (cohort.customers == 0) cohort.earliest = day;
    cohort.latest = day;
    cohort.customers += customers;
  }
  return cohort;
}

bool has_begun(const Ages& ages, const Cohort& cohort, int age, int as_of) {
  return ages.by_month() ? first_day(cohort.month + age).value <= as_of : cohort.earliest + kStepDays * age <= as_of;
}

// The whole span of the cell is over for every customer of the cohort, and nobody can join it any more.
bool is_complete(const Ages& ages, const Cohort& cohort, int age, int as_of) {
  if (last_day(cohort.month).value > as_of) return false;
  return ages.by_month() ? last_day(cohort.month + age).value <= as_of
                         : cohort.latest + kStepDays * (age + 1) - 1 <= as_of;
}

void add_rows(Table& table, const Ages& ages, const Cohort& cohort, std::span<const Sums> cells, int as_of) {
  Money cumulative = 0;
  for (int age = 0; age < std::ssize(cells) && has_begun(ages, cohort, age, as_of); ++age) {
    const Sums& sums = cells[static_cast<std::size_t>(age)];
    cumulative += sums.sales;
    table.rows.push_back({cohort.month, std::int64_t{age}, cohort.customers, sums.active, sums.purchases,
                          std::int64_t{sums.sales}, std::int64_t{cumulative},
                          divide_rounded(cumulative, cohort.customers), is_complete(ages, cohort, age, as_of)});
  }
}

Counts count(const Scope& scope, const Ages& ages, int horizon, const Execution& execution) {
  Counts empty;
  empty.first_purchases.resize(ages.days());
  empty.cells.resize(static_cast<std::size_t>(ages.months()) * (static_cast<std::size_t>(horizon) + 1));
  return reduce_orders(*scope.ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, Counts& counts) {
    CohortVisitor visitor{ages, scope.ledger->columns(), horizon, counts};
    Walk(scope, visitor, counts.left_out)(chunk);
  });
}

Ages ages_of(const Scope& scope, const Arguments& arguments) {
  return {scope.ledger->first_day().value_or(Day{0}).value, scope.as_of, arguments.text("age") == kCalendarMonth};
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "cohorts",
      .version = 1,
      .unit = "customer",
      .chart = "matrix",
      .selection = Selection::FirstPurchase,
      .parameters = with_common_parameters(
          {choice_parameter("age", {kCalendarMonth, kThirtyDays}), integer_parameter("horizon", 24, 0, kHorizonMax)}),
      .columns = {{"cohort", ColumnType::Month, "", {}},
                  {"age", ColumnType::Integer, "", {}},
                  {"customers", ColumnType::Integer, "customers", {}},
                  {"active", ColumnType::Integer, "customers", {}},
                  {"purchases", ColumnType::Integer, "purchases", {}},
                  {"sales", ColumnType::Money, "currency", {}},
                  {"cumulative_sales", ColumnType::Money, "currency", {}},
                  {"cumulative_per_customer", ColumnType::Money, "currency", {}},
                  {"complete", ColumnType::Boolean, "", {}}},
      .cell_columns = {"cohort", "age"},
      .parts = {"customers", "active"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const int horizon = static_cast<int>(arguments.integer("horizon"));
  const Ages ages = ages_of(scope, arguments);
  const Counts counts = count(scope, ages, horizon, execution);

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  Sums total;
  const std::size_t width = static_cast<std::size_t>(horizon) + 1;
  for (int row = 0; row < ages.months(); ++row) {
    const Cohort cohort = cohort_of(ages, counts, YearMonth{ages.month(ages.first_day())} + row);
    if (cohort.customers == 0) continue;
    const auto cells = std::span(counts.cells).subspan(static_cast<std::size_t>(row) * width, width);
    add_rows(table, ages, cohort, cells, scope.as_of);
    for (const Sums& sums : cells) {
      total.purchases += sums.purchases;
      total.sales += sums.sales;
    }
  }
  if (!table.rows.empty()) table.totals = {{"purchases", total.purchases}, {"sales", std::int64_t{total.sales}}};
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(month, cell_month(cell, "cohort"));
  const bool active = cell.part == "active";
  std::int64_t age = 0;
  if (active) {
    TSUZUKU_TRY(told, cell_integer(cell, "age"));
    age = told;
  }
  return [month, active, age,
          ages = ages_of(scope, arguments)](const CustomerHistory& history) -> std::optional<Phrase> {
    const Day first = history.purchases.front();
    if (month_of(first) != month) return std::nullopt;
    if (!active) return Phrase{"cohorts.customers", {{"day", to_text(first)}, {"cohort", to_text(month)}}};
    const auto purchases =
        std::ranges::count_if(history.purchases, [&](Day day) { return ages.age(first.value, day.value) == age; });
    if (purchases == 0) return std::nullopt;
    return Phrase{ages.by_month() ? "cohorts.active_month" : "cohorts.active_step",
                  {{"day", to_text(first)}, {"age", std::to_string(age)}, {"purchases", std::to_string(purchases)}}};
  };
}

}  // namespace tsuzuku::analysis::cohorts
