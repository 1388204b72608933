#include "analysis/net_sales/net_sales.hpp"

#include <algorithm>

#include "analysis/common/cell.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::net_sales {
namespace {

// The facts of one month. Out of stock is what the others leave over.
struct MonthSums {
  std::int64_t facts = 0;
  std::int64_t orders = 0;
  std::int64_t orders_without_customer = 0;
  Money accepted = 0;
  Money discounts = 0;
  Money points = 0;
  Money net_before_returns = 0;
  Money returned = 0;

  [[nodiscard]] Money out_of_stock() const { return accepted - discounts - points - net_before_returns; }
  [[nodiscard]] Money net() const { return net_before_returns - returned; }
  void add(const MonthSums& other) {
    facts += other.facts;
    orders += other.orders;
    orders_without_customer += other.orders_without_customer;
    accepted += other.accepted;
    discounts += other.discounts;
    points += other.points;
    net_before_returns += other.net_before_returns;
    returned += other.returned;
  }
};

struct Counts {
  std::vector<MonthSums> months;
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < months.size(); ++i) months[i].add(other.months[i]);
    left_out.merge(other.left_out);
  }
};

// Position of a day's month, counted from the month of the first day.
class Months {
 public:
  Months(int first_day, int last_day) : base_(first_day), first_(month_of(Day{first_day})) {
    for (int day = first_day; day <= last_day; ++day) {
      positions_.push_back(static_cast<std::uint16_t>(month_of(Day{day}) - first_));
    }
  }
  [[nodiscard]] std::size_t operator()(int day) const { return positions_[static_cast<std::size_t>(day - base_)]; }
  [[nodiscard]] std::size_t count() const { return positions_.empty() ? 0 : std::size_t{positions_.back()} + 1; }
  [[nodiscard]] YearMonth month(std::size_t position) const { return first_ + static_cast<int>(position); }

 private:
  int base_;
  YearMonth first_;
  std::vector<std::uint16_t> positions_;
};

struct SalesVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = true;

  const Scope& scope;
  const ledger::Columns& columns;
  const Months& month_of_day;
  std::vector<MonthSums>& months;
  bool somebody = true;
  bool selected = true;  // the order visited last

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) { somebody = customer != kNobody; }
  void order(ledger::OrderIndex order, int day, bool) {
    selected = scope.selects_order(order);
    if (!selected || !scope.in_period(day)) return;
    MonthSums& sums = months[month_of_day(day)];
    const bool purchase = (columns.flags[order] & ledger::kPurchaseFlag) != 0;
    ++sums.facts;
    sums.orders += purchase;
    sums.orders_without_customer += purchase && !somebody;
    sums.accepted += columns.accepted[order];
    sums.discounts += columns.discounts[order];
    sums.points += columns.points[order];
    sums.net_before_returns += columns.net_before_returns[order];
  }
  void returned(int, int day, Money amount) {
    if (!selected || !scope.in_period(day)) return;
    MonthSums& sums = months[month_of_day(day)];
    ++sums.facts;
    sums.returned += amount;
  }
  void end() {}
};

std::vector<Value> row_of(YearMonth month, const MonthSums& sums) {
  return {month,
          sums.orders,
          std::int64_t{sums.accepted},
          std::int64_t{sums.out_of_stock()},
          std::int64_t{sums.returned},
          std::int64_t{sums.discounts},
          std::int64_t{sums.points},
          std::int64_t{sums.net()},
          sums.orders_without_customer};
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "net_sales",
                                      .version = 1,
                                      .unit = "order",
                                      .chart = "bars",
                                      .selection = Selection::Facts,
                                      .parameters = with_common_parameters({}),
                                      .columns = {{"month", ColumnType::Month, "", {}},
                                                  {"orders", ColumnType::Integer, "orders", {}},
                                                  {"accepted", ColumnType::Money, "currency", {}},
                                                  {"out_of_stock", ColumnType::Money, "currency", {}},
                                                  {"returned", ColumnType::Money, "currency", {}},
                                                  {"discounts", ColumnType::Money, "currency", {}},
                                                  {"points", ColumnType::Money, "currency", {}},
                                                  {"net", ColumnType::Money, "currency", {}},
                                                  {"orders_without_customer", ColumnType::Integer, "orders", {}}},
                                      .cell_columns = {"month"},
                                      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const ledger::Ledger& ledger = *blocks.ledger;
  const Months months(ledger.first_day().value_or(Day{0}).value, scope.as_of);
  Counts empty{std::vector<MonthSums>(months.count()), {}};
  const Counts counts =
      reduce_orders(ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, Counts& found) {
        SalesVisitor visitor{scope, ledger.columns(), months, found.months};
        Walk(scope, visitor, found.left_out)(chunk);
      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  const auto has_facts = [](const MonthSums& sums) { return sums.facts > 0; };
  const auto first = std::ranges::find_if(counts.months, has_facts);
  const auto last = std::find_if(counts.months.rbegin(), counts.months.rend(), has_facts).base();
  MonthSums total;
  for (auto month = first; month < last; ++month) {
    total.add(*month);
    table.rows.push_back(row_of(months.month(static_cast<std::size_t>(month - counts.months.begin())), *month));
  }
  const std::vector<Value> sums = row_of({}, total);
  for (std::size_t i = 1; i < sums.size() && !table.rows.empty(); ++i) {
    table.totals.emplace_back(table.columns[i].name, sums[i]);
  }
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments&, const Cell& cell) {
  TSUZUKU_TRY(month, cell_month(cell, "month"));
  return [scope, month](const CustomerHistory& history) -> std::optional<Phrase> {
    const auto orders = std::ranges::count_if(history.orders, [&](const CustomerHistory::Order& order) {
      return order.purchase && month_of(order.day) == month && scope.in_period(order.day.value) &&
             scope.selects_order(order.index);
    });
    if (orders == 0) return std::nullopt;
    return Phrase{"net_sales.bought", {{"month", to_text(month)}, {"orders", std::to_string(orders)}}};
  };
}

}  // namespace tsuzuku::analysis::net_sales
