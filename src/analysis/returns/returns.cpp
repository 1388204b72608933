#include "analysis/returns/returns.hpp"

#include <array>

#include "analysis/common/cell.hpp"
#include "analysis/common/day_histogram.hpp"
#include "analysis/common/fact_groups.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/rates.hpp"
#include "analysis/common/require_block.hpp"
#include "analysis/common/stage_durations.hpp"
#include "analysis/returns/visitor.hpp"

namespace tsuzuku::analysis::returns {
namespace {

std::string name_of(std::size_t place) {
  if (place == kAllReasons) return "all";
  return std::string(domain::name_of(static_cast<domain::ReturnReason>(place + 1 == kPlaces ? 0 : place)));
}

std::vector<std::string> reason_names() {
  std::vector<std::string> names;
  for (std::size_t place = 0; place < kPlaces; ++place) names.push_back(name_of(place));
  return names;
}

struct Sums {
  std::int64_t returns = 0;
  std::int64_t without_order = 0;
  std::int64_t pieces = 0;
  Money amount = 0;
  std::int64_t exchanged = 0;
  DayHistogram days;

  void add(const Return& back) {
    ++returns;
    without_order += !back.names_order;
    pieces += back.pieces;
    amount += back.amount;
    exchanged += back.exchanged;
    if (back.names_order) days.add(back.day - back.order.day);
  }
  void add(const Sums& other) {
    returns += other.returns;
    without_order += other.without_order;
    pieces += other.pieces;
    amount += other.amount;
    exchanged += other.exchanged;
    days.merge(other.days);
  }
};

struct Group {
  std::int64_t shipped = 0;
  Money shipped_amount = 0;
  std::array<Sums, kPlaces> back;
};

struct Counts {
  std::vector<Group> groups;
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < groups.size(); ++i) {
      groups[i].shipped += other.groups[i].shipped;
      groups[i].shipped_amount += other.groups[i].shipped_amount;
      for (std::size_t place = 0; place < kPlaces; ++place) groups[i].back[place].add(other.groups[i].back[place]);
    }
    left_out.merge(other.left_out);
  }
};

struct Counting {
  const FactGroups& group_of;
  const ledger::Columns& columns;
  Counts& counts;

  void shipped(const OrderFact& fact) const {
    Group& group = counts.groups[group_of(fact)];
    ++group.shipped;
    group.shipped_amount += columns.net_before_returns[fact.order];
  }
  void came_back(const Return& back) const { counts.groups[group_of(back.order)].back[back.place].add(back); }
};

std::vector<Column> columns() {
  std::vector<Column> columns{group_column(),
                              {"reason", ColumnType::Code, "", reason_names()},
                              {"returns", ColumnType::Integer, "orders", {}},
                              {"shipped", ColumnType::Integer, "orders", {}}};
  add_rate_columns(columns, "return");
  columns.insert(columns.end(), {{"pieces", ColumnType::Integer, "pieces", {}},
                                 {"amount", ColumnType::Money, "currency", {}},
                                 {"amount_rate", ColumnType::Rate, "", {}},
                                 {"exchanged", ColumnType::Integer, "orders", {}},
                                 {"exchange_rate", ColumnType::Rate, "", {}},
                                 {"days_median", ColumnType::Decimal, "days", {}},
                                 {"days_p90", ColumnType::Decimal, "days", {}}});
  return columns;
}

std::vector<Value> row_of(Value name, std::size_t place, const Group& group, const Fulfilment& told) {
  const Sums& sums = group.back[place];
  std::vector<Value> row{std::move(name), name_of(place), sums.returns, group.shipped};
  const std::int64_t of_shipped = sums.returns - sums.without_order;
  if (told.tells_returns() && (of_shipped > 0 || sums.returns == 0)) {
    add_rate(row, of_shipped, group.shipped);
  } else {
    row.resize(row.size() + 3);
  }
  row.insert(row.end(), {sums.pieces, std::int64_t{sums.amount},
                         group.shipped_amount > 0 ? rate(sums.amount, group.shipped_amount) : Value(), sums.exchanged,
                         rate(sums.exchanged, sums.returns), percentile(sums.days.counts(), 0.5),
                         percentile(sums.days.counts(), 0.9)});
  return row;
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "returns",
                                      .version = 1,
                                      .unit = "order",
                                      .chart = "bars",
                                      .selection = Selection::Facts,
                                      .parameters = with_common_parameters({by_parameter()}),
                                      .columns = columns(),
                                      .cell_columns = {"group", "reason"},
                                      .parts = {"returned", "exchanged"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_CHECK(require_block(blocks.lines != nullptr, "lines"));
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const FactGroups groups(scope, arguments);
  const Fulfilment told(scope);
  const Counts counts = reduce_orders(*blocks.ledger, execution, Counts{std::vector<Group>(groups.count()), {}},
                                      [&](ledger::OrderRange chunk, Counts& found) {
                                        Counting counting{groups, blocks.ledger->columns(), found};
                                        ReturnVisitor visitor(scope, told, counting);
                                        Walk(scope, visitor, found.left_out)(chunk);
                                      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  Group total;
  for (std::size_t group = 0; group < counts.groups.size(); ++group) {
    const Group& found = counts.groups[group];
    total.shipped += found.shipped;
    total.back[kAllReasons].add(found.back[kAllReasons]);
    for (std::size_t place = 0; place < kPlaces; ++place) {
      if (found.back[place].returns > 0 || (place == kAllReasons && found.shipped > 0))
        table.rows.push_back(row_of(groups.name(group), place, found, told));
    }
  }
  if (table.rows.empty()) return table;
  const Sums& all = total.back[kAllReasons];
  table.totals = {{"returns", all.returns},
                  {"shipped", total.shipped},
                  {"pieces", all.pieces},
                  {"amount", std::int64_t{all.amount}},
                  {"exchanged", all.exchanged}};
  if (all.without_order > 0)
    table.assumptions.push_back({"returns_without_order", {{"returns", std::to_string(all.without_order)}}});
  if (!told.tells_returns() && !told.returns_name_no_order()) table.assumptions.push_back({"returns_not_told", {}});
  if (!told.tells_shipping()) table.assumptions.push_back({"all_orders_left", {}});
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_CHECK(require_block(scope.blocks->lines != nullptr, "lines"));
  const FactGroups groups(scope, arguments);
  TSUZUKU_TRY(group, groups.find(cell));
  TSUZUKU_TRY(reason, cell_code(cell, descriptor().columns[1]));
  return [scope, groups, group, reason, told = Fulfilment(scope),
          exchanged = cell.part == "exchanged"](const CustomerHistory& history) -> std::optional<Phrase> {
    struct Finding {
      const FactGroups& group_of;
      std::size_t group;
      const std::string& reason;
      bool exchanged;
      std::int64_t orders = 0;
      int last_day = 0;
      void shipped(const OrderFact&) const {}
      void came_back(const Return& back) {
        if (group_of(back.order) != group || name_of(back.place) != reason || (exchanged && !back.exchanged)) return;
        ++orders;
        last_day = std::max(last_day, back.day);
      }
    } finding{groups, group, reason, exchanged};
    ReturnVisitor visitor(scope, told, finding);
    LeftOutTally ignored;
    const ledger::OrderIndex first = scope.ledger->orders_of(history.index).begin;
    Walk(scope, visitor, ignored)({first, first + 1});
    if (finding.orders == 0) return std::nullopt;
    return Phrase{exchanged ? "returns.exchanged" : "returns.returned",
                  {{"orders", std::to_string(finding.orders)}, {"day", to_text(Day{finding.last_day})}}};
  };
}

}  // namespace tsuzuku::analysis::returns
