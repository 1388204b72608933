#include "analysis/basket/basket.hpp"

#include <algorithm>
#include <tuple>

#include "analysis/basket/pairs.hpp"
#include "analysis/common/goods.hpp"
#include "analysis/common/require_block.hpp"
#include "analysis/common/visits.hpp"
#include "models/intervals.hpp"

namespace tsuzuku::analysis::basket {
namespace {

constexpr const char* kPurchase = "purchase";
constexpr const char* kCustomer = "customer";
constexpr int kProductsMost = 2'000;
constexpr int kRowsMost = 2'000;
constexpr std::int64_t kCountMost = 1'000'000'000;

bool per_customer(const Arguments& arguments) { return arguments.text("together") == kCustomer; }

struct Pair {
  std::size_t a = 0;  // positions among the products that are paired
  std::size_t b = 0;
  std::int64_t count = 0;
  std::int64_t count_a = 0;
  std::int64_t count_b = 0;
  double lift = 0.0;
};

// Those that occur often enough, the strongest first.
std::vector<Pair> pairs_of(const Counted& counted, std::int64_t count_min) {
  std::vector<Pair> pairs;
  for (std::size_t a = 0; a < counted.pairs.size(); ++a) {
    for (std::size_t b = a + 1; b < counted.pairs.size(); ++b) {
      const std::int64_t count = counted.pairs.count(a, b);
      if (count < count_min) continue;
      Pair pair{.a = a, .b = b, .count = count};
      pair.count_a = counted.baskets_with[counted.top[a]];
      pair.count_b = counted.baskets_with[counted.top[b]];
      pair.lift = static_cast<double>(count * counted.baskets) / static_cast<double>(pair.count_a * pair.count_b);
      pairs.push_back(pair);
    }
  }
  std::ranges::sort(pairs, [](const Pair& x, const Pair& y) {
    return std::tuple(-x.lift, -x.count, x.a, x.b) < std::tuple(-y.lift, -y.count, y.a, y.b);
  });
  return pairs;
}

double ratio(std::int64_t part, std::int64_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

std::vector<Value> row_of(const Pair& pair, const Counted& counted, const ledger::Products& products) {
  const auto code = [&](std::size_t position) {
    return product_code(products, static_cast<ledger::ProductIndex>(counted.top[position]));
  };
  const models::Interval confidence = models::wilson(pair.count, pair.count_a);
  const double share_b = ratio(pair.count_b, counted.baskets);
  return {code(pair.a),
          code(pair.b),
          pair.count,
          pair.count_a,
          pair.count_b,
          counted.baskets,
          ratio(pair.count, counted.baskets),
          ratio(pair.count, pair.count_a),
          ratio(pair.count, pair.count_b),
          pair.lift,
          confidence.low / share_b,
          confidence.high / share_b};
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "basket",
      .version = 1,
      .unit = kPurchase,
      .chart = "list",
      .selection = Selection::Orders,
      .parameters = with_common_parameters(
          {choice_parameter("together", {kPurchase, kCustomer}), integer_parameter("count_min", 10, 1, kCountMost),
           integer_parameter("products_max", 500, 2, kProductsMost), integer_parameter("rows_max", 100, 1, kRowsMost)}),
      .columns = {{"product_a", ColumnType::Text, "", {}},
                  {"product_b", ColumnType::Text, "", {}},
                  {"count", ColumnType::Integer, "purchases", {}},
                  {"count_a", ColumnType::Integer, "purchases", {}},
                  {"count_b", ColumnType::Integer, "purchases", {}},
                  {"baskets", ColumnType::Integer, "purchases", {}},
                  {"share", ColumnType::Rate, "", {}},
                  {"a_to_b", ColumnType::Rate, "", {}},
                  {"b_to_a", ColumnType::Rate, "", {}},
                  {"lift", ColumnType::Decimal, "", {}},
                  {"lift_low", ColumnType::Decimal, "", {}},
                  {"lift_high", ColumnType::Decimal, "", {}}},
      .cell_columns = {"product_a", "product_b"},
      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_CHECK(require_block(blocks.lines != nullptr, "lines"));
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const Question question{.per_customer = per_customer(arguments),
                          .products_max = static_cast<std::size_t>(arguments.integer("products_max"))};
  const Counted counted = count_pairs(scope, question, execution);
  const std::vector<Pair> pairs = pairs_of(counted, arguments.integer("count_min"));

  Table table = begin_table(scope, descriptor(), arguments);
  table.unit = arguments.text("together");
  if (question.per_customer) {
    for (Column& column : table.columns) {
      if (column.unit == "purchases") column.unit = "customers";
    }
  }
  const std::size_t shown = std::min(pairs.size(), static_cast<std::size_t>(arguments.integer("rows_max")));
  for (std::size_t i = 0; i < shown; ++i) table.rows.push_back(row_of(pairs[i], counted, blocks.lines->products()));
  if (shown < pairs.size())
    table.assumptions.push_back(
        {"pairs_cut", {{"shown", std::to_string(shown)}, {"all", std::to_string(pairs.size())}}});
  const auto sold = std::ranges::count_if(counted.baskets_with, [](std::int64_t baskets) { return baskets > 0; });
  if (std::ssize(counted.top) < sold)
    table.assumptions.push_back(
        {"products_paired", {{"shown", std::to_string(counted.top.size())}, {"all", std::to_string(sold)}}});
  table.left_out = counted.left_out;
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_CHECK(require_block(scope.blocks->lines != nullptr, "lines"));
  TSUZUKU_TRY(a, cell_product(cell, "product_a", scope.blocks->lines->products()));
  TSUZUKU_TRY(b, cell_product(cell, "product_b", scope.blocks->lines->products()));
  return [scope, a, b, names = std::pair(cell.values.at("product_a"), cell.values.at("product_b")),
          whole = per_customer(arguments)](const CustomerHistory& history) -> std::optional<Phrase> {
    std::optional<int> day_a, day_b, together;  // first days
    for_purchases(
        history, scope.ledger->merge_same_day(), [&](int, int day, std::span<const ledger::OrderIndex> orders) {
          if (!scope.in_period(day) || together) return;
          const auto holds = [&](ledger::ProductIndex product) {
            return std::ranges::any_of(
                orders, [&](ledger::OrderIndex order) { return has_pieces_of(*scope.blocks->lines, order, product); });
          };
          const bool has_a = holds(a), has_b = holds(b);
          if (has_a && !day_a) day_a = day;
          if (has_b && !day_b) day_b = day;
          if (whole ? day_a && day_b : has_a && has_b) together = day;
        });
    if (!together) return std::nullopt;
    return Phrase{"basket.together",
                  {{"product_a", names.first}, {"product_b", names.second}, {"day", to_text(Day{*together})}}};
  };
}

}  // namespace tsuzuku::analysis::basket
