#include "analysis/calendar/calendar.hpp"

#include <array>

#include "analysis/common/cell.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"

namespace tsuzuku::analysis::calendar {
namespace {

constexpr std::size_t kWeekdays = 7;
constexpr std::size_t kHours = 25;  // the last one: not told
constexpr std::array<const char*, kWeekdays> kWeekdayNames{"monday", "tuesday",  "wednesday", "thursday",
                                                           "friday", "saturday", "sunday"};

struct Slot {
  std::size_t weekday = 0;
  std::size_t hour = 0;
  friend bool operator==(const Slot&, const Slot&) = default;
};

Slot slot_of(const ledger::Columns& columns, ledger::OrderIndex order) {
  constexpr int kFirstDayWas = 3;  // 1970-01-01 was a Thursday
  const std::size_t hour = columns.hour[order];
  return {static_cast<std::size_t>((columns.day[order] + kFirstDayWas) % static_cast<int>(kWeekdays)),
          std::min(hour, kHours - 1)};
}

std::string name_of_hour(std::size_t hour) { return hour == kHours - 1 ? std::string(kNotTold) : std::to_string(hour); }

struct Sums {
  std::int64_t facts = 0;
  std::int64_t orders = 0;
  std::int64_t purchases = 0;
  Money sales = 0;
  void add(const Sums& other) {
    facts += other.facts;
    orders += other.orders;
    purchases += other.purchases;
    sales += other.sales;
  }
};

struct Counts {
  std::array<std::array<Sums, kHours>, kWeekdays> slots{};
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t day = 0; day < kWeekdays; ++day) {
      for (std::size_t hour = 0; hour < kHours; ++hour) slots[day][hour].add(other.slots[day][hour]);
    }
    left_out.merge(other.left_out);
  }
};

struct SlotVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = true;

  const Scope& scope;
  const ledger::Columns& columns;
  Counts& found;
  bool somebody = true;
  Sums* last = nullptr;  // of the order visited last, unless it is not asked for

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) { somebody = customer != kNobody; }
  void order(ledger::OrderIndex order, int day, bool starts_purchase) {
    last = nullptr;
    if (!scope.in_period(day) || !scope.selects_order(order)) return;
    const Slot slot = slot_of(columns, order);
    last = &found.slots[slot.weekday][slot.hour];
    const bool purchase = (columns.flags[order] & ledger::kPurchaseFlag) != 0;
    last->add({1, purchase, somebody && starts_purchase, Money{columns.net_before_returns[order]}});
  }
  void returned(int, int, Money amount) {
    if (last != nullptr) last->sales -= amount;
  }
  void end() {}
};

Result<Slot> slot_of(const Cell& cell) {
  TSUZUKU_TRY(weekday, cell_code(cell, descriptor().columns.front()));
  TSUZUKU_TRY(asked, cell_text(cell, "hour"));
  for (std::size_t hour = 0; hour < kHours; ++hour) {
    if (name_of_hour(hour) == asked)
      return Slot{static_cast<std::size_t>(std::ranges::find(kWeekdayNames, weekday) - kWeekdayNames.begin()), hour};
  }
  return fail(ErrorKind::Usage, "analysis.cell_bad_value", {{"column", "hour"}, {"value", asked}});
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "calendar",
      .version = 1,
      .unit = "order",
      .chart = "matrix",
      .selection = Selection::Facts,
      .parameters = with_common_parameters({}),
      .columns = {{"weekday", ColumnType::Code, "", {kWeekdayNames.begin(), kWeekdayNames.end()}},
                  {"hour", ColumnType::Text, "", {}},
                  {"orders", ColumnType::Integer, "orders", {}},
                  {"purchases", ColumnType::Integer, "purchases", {}},
                  {"sales", ColumnType::Money, "currency", {}}},
      .cell_columns = {"weekday", "hour"},
      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const ledger::Columns& columns = blocks.ledger->columns();
  const Counts counts =
      reduce_orders(*blocks.ledger, execution, Counts{}, [&](ledger::OrderRange chunk, Counts& found) {
        SlotVisitor visitor{scope, columns, found};
        Walk(scope, visitor, found.left_out)(chunk);
      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  Sums total;
  for (std::size_t weekday = 0; weekday < kWeekdays; ++weekday) {
    for (std::size_t hour = 0; hour < kHours; ++hour) {
      const Sums& sums = counts.slots[weekday][hour];
      if (sums.facts == 0) continue;
      total.add(sums);
      table.rows.push_back({std::string(kWeekdayNames[weekday]), name_of_hour(hour), sums.orders, sums.purchases,
                            std::int64_t{sums.sales}});
    }
  }
  if (total.facts > 0)
    table.totals = {{"orders", total.orders}, {"purchases", total.purchases}, {"sales", std::int64_t{total.sales}}};
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments&, const Cell& cell) {
  TSUZUKU_TRY(slot, slot_of(cell));
  return [scope, slot](const CustomerHistory& history) -> std::optional<Phrase> {
    const ledger::Columns& columns = scope.ledger->columns();
    const auto orders = std::ranges::count_if(history.orders, [&](const CustomerHistory::Order& order) {
      return order.purchase && scope.in_period(order.day.value) && scope.selects_order(order.index) &&
             slot_of(columns, order.index) == slot;
    });
    if (orders == 0) return std::nullopt;
    return Phrase{"calendar.ordered", {{"orders", std::to_string(orders)}}};
  };
}

}  // namespace tsuzuku::analysis::calendar
