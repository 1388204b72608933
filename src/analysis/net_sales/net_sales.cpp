#include "analysis/net_sales/net_sales.hpp"

#include <algorithm>

#include "analysis/common/cell.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"
#include "analysis/net_sales/facts.hpp"

namespace tsuzuku::analysis::net_sales {
namespace {

struct Counts {
  std::vector<Facts> months;
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

std::vector<Value> row_of(YearMonth month, const Facts& sums) {
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
  const auto month_of_fact = [&](ledger::OrderIndex, int day) { return months(day); };
  Counts empty{std::vector<Facts>(months.count()), {}};
  const Counts counts =
      reduce_orders(ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, Counts& found) {
        FactVisitor visitor{scope, ledger.columns(), month_of_fact, found.months};
        Walk(scope, visitor, found.left_out)(chunk);
      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  const auto has_facts = [](const Facts& sums) { return sums.facts > 0; };
  const auto first = std::ranges::find_if(counts.months, has_facts);
  const auto last = std::find_if(counts.months.rbegin(), counts.months.rend(), has_facts).base();
  Facts total;
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
