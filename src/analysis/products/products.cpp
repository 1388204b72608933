#include "analysis/products/products.hpp"

#include <algorithm>
#include <numeric>

#include "analysis/common/goods.hpp"
#include "analysis/common/require_block.hpp"
#include "analysis/common/stage_durations.hpp"
#include "analysis/products/sums.hpp"
#include "models/intervals.hpp"

namespace tsuzuku::analysis::products {
namespace {

constexpr int kRowsMost = 2'000;

// The products that have rows, worth most first.
std::vector<ledger::ProductIndex> by_sales(const std::vector<ProductSums>& sums, const ledger::Products& products) {
  std::vector<ledger::ProductIndex> order;
  for (ledger::ProductIndex product = 0; product < sums.size(); ++product) {
    if (sums[product].any()) order.push_back(product);
  }
  std::ranges::sort(order, [&](ledger::ProductIndex a, ledger::ProductIndex b) {
    return sums[a].net() != sums[b].net() ? sums[a].net() > sums[b].net() : products.codes[a] < products.codes[b];
  });
  return order;
}

// Medians of the days to the second purchase, by product; null where nobody made one.
class Medians {
 public:
  explicit Medians(std::vector<Gap> gaps) : gaps_(std::move(gaps)) {
    std::ranges::sort(gaps_, {}, [](const Gap& gap) { return std::pair(gap.product, gap.days); });
  }
  [[nodiscard]] Value of(ledger::ProductIndex product) const {
    const auto own = std::ranges::equal_range(gaps_, product, {}, &Gap::product);
    if (own.empty()) return {};
    const auto last = std::ssize(own) - 1;
    return (own[last / 2].days + own[last - last / 2].days) / 2.0;
  }

 private:
  std::vector<Gap> gaps_;
};

Value ratio(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return {};
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::vector<Value> row_of(const ProductSums& sums, std::string code, domain::ProductKind kind, Value days_median) {
  Value low, high, margin, margin_rate;
  if (sums.buyers > 0) {
    const models::Interval interval = models::wilson(sums.repeaters, sums.buyers);
    low = interval.low;
    high = interval.high;
  }
  if (sums.cost_known()) {
    margin = std::int64_t{sums.margin()};
    margin_rate = ratio(sums.margin(), sums.costed_net());
  }
  return {std::move(code),
          std::string(domain::name_of(kind)),
          sums.buyers,
          sums.orders,
          sums.pieces,
          std::int64_t{sums.sales},
          std::int64_t{sums.returned},
          sums.returned_pieces,
          ratio(sums.returned, sums.sales),
          std::int64_t{sums.net()},
          sums.repeaters,
          ratio(sums.repeaters, sums.buyers),
          low,
          high,
          std::move(days_median),
          ratio(sums.costed_sales, sums.sales),
          margin,
          margin_rate};
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "products",
      .version = 2,
      .unit = "order",
      .chart = "bars",
      .selection = Selection::Facts,
      .parameters = with_common_parameters({integer_parameter("rows_max", 100, 1, kRowsMost)}),
      .columns = {{"product", ColumnType::Text, "", {}},
                  {"kind", ColumnType::Code, "", product_kinds()},
                  {"buyers", ColumnType::Integer, "customers", {}},
                  {"orders", ColumnType::Integer, "orders", {}},
                  {"pieces", ColumnType::Integer, "pieces", {}},
                  {"sales", ColumnType::Money, "currency", {}},
                  {"returned", ColumnType::Money, "currency", {}},
                  {"returned_pieces", ColumnType::Integer, "pieces", {}},
                  {"return_rate", ColumnType::Rate, "", {}},
                  {"net", ColumnType::Money, "currency", {}},
                  {"repeaters", ColumnType::Integer, "customers", {}},
                  {"repeat_rate", ColumnType::Rate, "", {}},
                  {"repeat_low", ColumnType::Rate, "", {}},
                  {"repeat_high", ColumnType::Rate, "", {}},
                  {"days_median", ColumnType::Decimal, "days", {}},
                  {"cost_known_share", ColumnType::Rate, "", {}},
                  {"margin", ColumnType::Money, "currency", {}},
                  {"margin_rate", ColumnType::Rate, "", {}}},
      .cell_columns = {"product"},
      .parts = {"buyers", "repeaters"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_CHECK(require_block(blocks.lines != nullptr, "lines"));
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  Counts counts = count_products(scope, execution);
  const ledger::Products& products = blocks.lines->products();
  const auto order = by_sales(counts.products, products);
  const Medians medians(std::move(counts.gaps));

  Table table = begin_table(scope, descriptor(), arguments);
  const std::size_t shown = std::min(order.size(), static_cast<std::size_t>(arguments.integer("rows_max")));
  ProductSums total;
  Money margin = 0;  // of products, as each counts what came back without a line
  for (std::size_t i = 0; i < order.size(); ++i) {
    const ProductSums& sums = counts.products[order[i]];
    total.add(sums);
    if (sums.cost_known()) margin += sums.margin();
    if (i < shown)
      table.rows.push_back(
          row_of(sums, product_code(products, order[i]), products.kinds[order[i]], medians.of(order[i])));
  }
  if (!order.empty()) {
    table.totals = {{"pieces", total.pieces},
                    {"sales", std::int64_t{total.sales}},
                    {"returned", std::int64_t{total.returned}},
                    {"returned_pieces", total.returned_pieces},
                    {"net", std::int64_t{total.net()}}};
    // Adjustments alone are no margin of anything.
    if (total.cost > 0 || total.costed_sales > 0) table.totals.emplace_back("margin", std::int64_t{margin});
  }
  if (shown < order.size())
    table.assumptions.push_back(
        {"products_cut", {{"shown", std::to_string(shown)}, {"all", std::to_string(order.size())}}});
  if (counts.allotted > 0) table.assumptions.push_back({"returns_allotted", {}});
  if (total.costed_sales < total.sales) table.assumptions.push_back({"cost_partly_known", {}});
  table.left_out = counts.left_out.list();
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments&, const Cell& cell) {
  TSUZUKU_CHECK(require_block(scope.blocks->lines != nullptr, "lines"));
  TSUZUKU_TRY(product, cell_product(cell, "product", scope.blocks->lines->products()));
  const bool again = cell.part == "repeaters";
  return [scope, product, code = cell.values.at("product"),
          again](const CustomerHistory& history) -> std::optional<Phrase> {
    const bool merge = scope.ledger->merge_same_day();
    std::vector<Day> days;
    for (const auto& order : history.orders) {
      if (!order.purchase || !scope.in_period(order.day.value) || !scope.selects_order(order.index)) continue;
      if (!has_pieces_of(*scope.blocks->lines, order.index, product)) continue;
      if (!merge || days.empty() || days.back() != order.day) days.push_back(order.day);
    }
    if (days.size() < (again ? 2U : 1U)) return std::nullopt;
    if (!again)
      return Phrase{"products.buyers",
                    {{"product", code}, {"times", std::to_string(days.size())}, {"day", to_text(days.front())}}};
    return Phrase{"products.repeaters",
                  {{"product", code}, {"day", to_text(days.front())}, {"days", std::to_string(days[1] - days[0])}}};
  };
}

}  // namespace tsuzuku::analysis::products
