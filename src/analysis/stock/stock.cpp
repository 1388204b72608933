#include "analysis/stock/stock.hpp"

#include <algorithm>

#include "analysis/common/goods.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/require_block.hpp"
#include "analysis/common/walk.hpp"
#include "analysis/stock/shelves.hpp"
#include "base/words.hpp"

namespace tsuzuku::analysis::stock {
namespace {

using Shelves = std::vector<std::optional<Shelf>>;

struct Sums {
  std::int64_t pieces = 0;
  Money sales = 0;
  void add(const Sums& other) {
    pieces += other.pieces;
    sales += other.sales;
  }
};

struct Counts {
  std::vector<Sums> products;
  Money missing = 0;  // what orders of the period tell to be out of stock
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < products.size(); ++i) products[i].add(other.products[i]);
    missing += other.missing;
    left_out.merge(other.left_out);
  }
};

struct LinesVisitor {
  static constexpr bool kMoney = false;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = true;

  const Scope& scope;
  const ledger::Lines& lines;
  const Shelves& shelves;
  Counts& found;

  void begin(ledger::CustomerIndex, ledger::OrderIndex) {}
  void order(ledger::OrderIndex order, int day, bool) {
    if (!scope.in_period(day) || !scope.selects_order(order)) return;
    const ledger::Columns& columns = scope.ledger->columns();
    found.missing += Money{columns.accepted[order]} - columns.discounts[order] - columns.points[order] -
                     columns.net_before_returns[order];
    const auto [begin, end] = lines.lines_of(order);
    for (ledger::LineIndex line = begin; line < end; ++line) {
      const ledger::ProductIndex product = lines.product()[line];
      const auto& shelf = shelves[product];
      if (shelf && shelf->stocked(day)) found.products[product].add({lines.quantity()[line], lines.amount()[line]});
    }
  }
  void returned(int, int, Money) {}
  void end() {}
};

// What one product's row is sorted by and holds.
struct Entry {
  ledger::ProductIndex product = 0;
  const Shelf* shelf = nullptr;
  Sums sums;
  std::int64_t stocked_days = 0;
  std::int64_t empty_days = 0;
  std::optional<Money> lost;  // nothing where it was never there
};

Entry entry_of(ledger::ProductIndex product, const Shelf& shelf, const Sums& sums) {
  Entry entry{.product = product, .shelf = &shelf, .sums = sums, .empty_days = shelf.empty_days()};
  entry.stocked_days = shelf.days() - entry.empty_days;
  if (entry.stocked_days > 0) entry.lost = divide_rounded(sums.sales * entry.empty_days, entry.stocked_days);
  return entry;
}

std::vector<Value> row_of(const Entry& entry, const ledger::Products& products) {
  Value per_day, supply;
  if (entry.stocked_days > 0) {
    per_day = static_cast<double>(entry.sums.pieces) / static_cast<double>(entry.stocked_days);
    if (entry.sums.pieces > 0 && entry.shelf->on_hand >= 0)
      supply = static_cast<double>(entry.shelf->on_hand) * static_cast<double>(entry.stocked_days) /
               static_cast<double>(entry.sums.pieces);
  }
  return {product_code(products, entry.product),
          entry.shelf->counted,
          entry.shelf->on_hand,
          entry.shelf->days(),
          entry.empty_days,
          entry.sums.pieces,
          std::int64_t{entry.sums.sales},
          per_day,
          supply,
          entry.lost ? Value(std::int64_t{*entry.lost}) : Value()};
}

std::vector<Entry> entries_of(const Shelves& shelves, const std::vector<Sums>& sums) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < shelves.size(); ++i) {
    if (shelves[i]) entries.push_back(entry_of(static_cast<ledger::ProductIndex>(i), *shelves[i], sums[i]));
  }
  // nullopt is below every amount.
  std::ranges::stable_sort(entries, std::greater(), &Entry::lost);
  return entries;
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "stock",
                                      .version = 1,
                                      .unit = "product",
                                      .chart = "bars",
                                      .selection = Selection::Facts,
                                      .parameters = with_common_parameters({}),
                                      .columns = {{"product", ColumnType::Text, "", {}},
                                                  {"counted_on", ColumnType::Day, "", {}},
                                                  {"on_hand", ColumnType::Integer, "pieces", {}},
                                                  {"days", ColumnType::Integer, "days", {}},
                                                  {"out_of_stock_days", ColumnType::Integer, "days", {}},
                                                  {"pieces", ColumnType::Integer, "pieces", {}},
                                                  {"sales", ColumnType::Money, "currency", {}},
                                                  {"pieces_per_day", ColumnType::Decimal, "pieces", {}},
                                                  {"days_of_supply", ColumnType::Decimal, "days", {}},
                                                  {"sales_lost", ColumnType::Money, "currency", {}}},
                                      .cell_columns = {},
                                      .parts = {}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_CHECK(require_block(blocks.lines != nullptr, "lines"));
  TSUZUKU_CHECK(require_block(blocks.facts != nullptr, "facts"));
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const Shelves shelves = shelves_of(*blocks.facts, scope.from, std::min(scope.to, scope.as_of));
  const Counts counts = reduce_orders(*blocks.ledger, execution, Counts{std::vector<Sums>(shelves.size()), 0, {}},
                                      [&](ledger::OrderRange chunk, Counts& found) {
                                        LinesVisitor visitor{scope, *blocks.lines, shelves, found};
                                        Walk(scope, visitor, found.left_out)(chunk);
                                      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  Money lost = 0;
  for (const Entry& entry : entries_of(shelves, counts.products)) {
    lost += entry.lost.value_or(0);
    table.rows.push_back(row_of(entry, blocks.facts->products()));
  }
  if (table.rows.empty()) {
    table.assumptions.push_back({"no_stock_counts", {}});
    return table;
  }
  table.totals = {{"sales_lost", std::int64_t{lost}}};
  table.assumptions.push_back({"sales_lost_estimated", {}});
  if (counts.missing > 0) {
    table.assumptions.push_back(
        {"missing_in_orders", {{"amount", money_argument(counts.missing, scope.ledger->currency())}}});
  }
  return table;
}

}  // namespace tsuzuku::analysis::stock
