#include "analysis/payment_delay/payment_delay.hpp"

#include "analysis/common/cell.hpp"
#include "analysis/common/day_histogram.hpp"
#include "analysis/common/fact_groups.hpp"
#include "analysis/common/fulfilment.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/rates.hpp"
#include "analysis/common/stage_durations.hpp"

namespace tsuzuku::analysis::payment_delay {
namespace {

constexpr std::array kDaysLate{0, 7, 14, 30};

enum class Fate { InTime, PaidLater, Cancelled, Open };

// What is known of the payment of one order that was due.
struct Bill {
  int watched = 0;         // days from the due day to the as-of day
  int days_late = 0;       // from the due day to the payment, below 0 early; only if paid
  bool paid = false;       // by the as-of day
  bool cancelled = false;  // unpaid, after the due day

  [[nodiscard]] bool decided(int days) const { return watched >= days; }
  [[nodiscard]] Fate fate(int days) const {
    if (paid) return days_late <= days ? Fate::InTime : Fate::PaidLater;
    return cancelled ? Fate::Cancelled : Fate::Open;
  }
};

class BillRule {
 public:
  explicit BillRule(const Scope& scope) : columns_(&scope.ledger->columns()), told_(scope), as_of_(scope.as_of) {}

  [[nodiscard]] bool tells_due(const OrderFact& fact) const {
    return columns_->payment_due[fact.order] != ledger::kNever;
  }
  // Nothing where the due day is not told, not over, or the order was cancelled by it.
  [[nodiscard]] std::optional<Bill> operator()(const OrderFact& fact) const {
    const int due = columns_->payment_due[fact.order];
    if (due > as_of_) return std::nullopt;  // kNever too
    const int cancelled = told_.cancelled_day(fact.order);
    if (cancelled <= due) return std::nullopt;
    const int paid = told_.paid_day(fact.order);
    return Bill{.watched = as_of_ - due,
                .days_late = paid - due,
                .paid = paid != ledger::kNever,
                .cancelled = cancelled != ledger::kNever};
  }
  [[nodiscard]] Money amount(const OrderFact& fact) const { return columns_->net_before_returns[fact.order]; }

 private:
  const ledger::Columns* columns_;
  Fulfilment told_;
  int as_of_;
};

// What is told of one row: the orders decided after so many days.
struct Sums {
  std::int64_t decided = 0;
  std::int64_t paid_later = 0;
  std::int64_t cancelled = 0;
  std::int64_t open = 0;
  Money late_amount = 0;
  Money open_amount = 0;

  [[nodiscard]] std::int64_t late() const { return paid_later + cancelled + open; }
};

// How many of kDaysLate `holds` is true for.
template <typename Holds>
std::size_t count_days(Holds holds) {
  std::size_t count = 0;
  for (const int days : kDaysLate) count += holds(days);
  return count;
}

// Every order is counted once, by how many rows it is decided in, in how many of them it was late, and its end. Rows
// are made of that afterwards.
class Group {
 public:
  void add(const Bill& bill, Money amount) {
    const std::size_t decided = count_days([&](int days) { return bill.decided(days); });
    const std::size_t late = count_days([&](int days) { return !bill.paid || bill.days_late > days; });
    Cell& cell = cells_[decided][late][bill.paid ? 0 : bill.cancelled ? 1 : 2];
    ++cell.orders;
    cell.amount += amount;
    if (bill.paid && bill.days_late > 0) paid_after_.add(bill.days_late);
  }
  void add(const Group& other) {
    for_each_cell([&](std::size_t decided, std::size_t late, std::size_t end) {
      cells_[decided][late][end].orders += other.cells_[decided][late][end].orders;
      cells_[decided][late][end].amount += other.cells_[decided][late][end].amount;
    });
    paid_after_.merge(other.paid_after_);
  }
  // Of the row of kDaysLate[at].
  [[nodiscard]] Sums sums(std::size_t at) const {
    Sums sums;
    for_each_cell([&](std::size_t decided, std::size_t late, std::size_t end) {
      if (decided <= at) return;
      const Cell& cell = cells_[decided][late][end];
      sums.decided += cell.orders;
      if (late <= at) return;
      (end == 0 ? sums.paid_later : end == 1 ? sums.cancelled : sums.open) += cell.orders;
      sums.late_amount += cell.amount;
      if (end == 2) sums.open_amount += cell.amount;
    });
    return sums;
  }
  // Orders by days late, from 1 on.
  [[nodiscard]] const DayHistogram& paid_after() const { return paid_after_; }

 private:
  struct Cell {
    std::int64_t orders = 0;
    Money amount = 0;
  };
  static constexpr std::size_t kEnds = 3;  // paid, cancelled, open
  template <typename Visit>
  static void for_each_cell(Visit visit) {
    for (std::size_t decided = 0; decided <= kDaysLate.size(); ++decided)
      for (std::size_t late = 0; late <= kDaysLate.size(); ++late)
        for (std::size_t end = 0; end < kEnds; ++end) visit(decided, late, end);
  }
  std::array<std::array<std::array<Cell, kEnds>, kDaysLate.size() + 1>, kDaysLate.size() + 1> cells_{};
  DayHistogram paid_after_;
};

struct Counts {
  std::vector<Group> groups;
  std::int64_t without_due = 0;
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < groups.size(); ++i) groups[i].add(other.groups[i]);
    without_due += other.without_due;
    left_out.merge(other.left_out);
  }
};

std::vector<Column> columns() {
  std::vector<Column> columns{group_column(),
                              {"days_late", ColumnType::Integer, "days", {}},
                              {"decided", ColumnType::Integer, "orders", {}},
                              {"late", ColumnType::Integer, "orders", {}}};
  add_rate_columns(columns, "late");
  for (const char* name : {"paid_later", "cancelled", "open"})
    columns.push_back({name, ColumnType::Integer, "orders", {}});
  columns.push_back({"days_median", ColumnType::Decimal, "days", {}});
  columns.push_back({"late_amount", ColumnType::Money, "currency", {}});
  columns.push_back({"open_amount", ColumnType::Money, "currency", {}});
  return columns;
}

void add_rows(Table& table, const Value& name, const Group& group) {
  for (std::size_t i = 0; i < kDaysLate.size(); ++i) {
    const Sums sums = group.sums(i);
    if (sums.decided == 0) return;  // nor is any longer delay decided
    std::vector<Value> row{name, std::int64_t{kDaysLate[i]}, sums.decided, sums.late()};
    add_rate(row, sums.late(), sums.decided);
    row.insert(row.end(),
               {sums.paid_later, sums.cancelled, sums.open, percentile(group.paid_after().above(kDaysLate[i]), 0.5),
                std::int64_t{sums.late_amount}, std::int64_t{sums.open_amount}});
    table.rows.push_back(std::move(row));
  }
}

bool is_in(Fate fate, const std::string& part) {
  if (part == "late") return fate != Fate::InTime;
  return (fate == Fate::PaidLater && part == "paid_later") || (fate == Fate::Cancelled && part == "cancelled") ||
         (fate == Fate::Open && part == "open");
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "payment_delay",
                                      .version = 1,
                                      .unit = "order",
                                      .chart = "bars",
                                      .selection = Selection::Facts,
                                      .parameters = with_common_parameters({by_parameter()}),
                                      .columns = columns(),
                                      .cell_columns = {"group", "days_late"},
                                      .parts = {"late", "paid_later", "cancelled", "open"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const FactGroups groups(scope, arguments);
  const BillRule bill_of(scope);
  const Counts counts = reduce_orders(*blocks.ledger, execution, Counts{std::vector<Group>(groups.count()), 0, {}},
                                      [&](ledger::OrderRange chunk, Counts& found) {
                                        OrderFactVisitor visitor(scope, [&](const OrderFact& fact) {
                                          found.without_due += !bill_of.tells_due(fact);
                                          if (const auto bill = bill_of(fact))
                                            found.groups[groups(fact)].add(*bill, bill_of.amount(fact));
                                        });
                                        Walk(scope, visitor, found.left_out)(chunk);
                                      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  for (std::size_t group = 0; group < counts.groups.size(); ++group) {
    add_rows(table, groups.name(group), counts.groups[group]);
  }
  if (counts.without_due > 0)
    table.assumptions.push_back({"without_due_day", {{"orders", std::to_string(counts.without_due)}}});
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  const FactGroups groups(scope, arguments);
  TSUZUKU_TRY(group, groups.find(cell));
  TSUZUKU_TRY(days, cell_integer(cell, "days_late"));
  if (std::ranges::find(kDaysLate, days) == kDaysLate.end()) {
    return fail(ErrorKind::Usage, "analysis.cell_bad_value",
                {{"column", "days_late"}, {"value", std::to_string(days)}});
  }
  return [scope, groups, group, days = static_cast<int>(days), bill_of = BillRule(scope),
          part = cell.part](const CustomerHistory& history) -> std::optional<Phrase> {
    const auto orders = count_orders(history, scope, [&](const OrderFact& fact) {
      const auto bill = bill_of(fact);
      return bill && bill->decided(days) && groups(fact) == group && is_in(bill->fate(days), part);
    });
    if (orders == 0) return std::nullopt;
    return Phrase{"payment_delay." + part, {{"orders", std::to_string(orders)}, {"days", std::to_string(days)}}};
  };
}

}  // namespace tsuzuku::analysis::payment_delay
