#include "analysis/product_flow/product_flow.hpp"

#include <algorithm>
#include <functional>

#include "analysis/common/cell.hpp"
#include "analysis/common/goods.hpp"
#include "analysis/common/order_groups.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/require_block.hpp"
#include "analysis/common/stage_durations.hpp"
#include "analysis/common/visits.hpp"
#include "analysis/common/walk.hpp"
#include "models/intervals.hpp"

namespace tsuzuku::analysis::product_flow {
namespace {

constexpr int kPurchases = 3;
constexpr int kSteps = kPurchases - 1;
constexpr int kTopMost = 30;
constexpr const char* kOther = "_other";
constexpr const char* kNone = "_none";

ledger::ProductIndex main_product(const ledger::Lines& lines, std::span<const ledger::OrderIndex> orders) {
  MainProduct main(lines);
  for (const ledger::OrderIndex order : orders) main.add(order);
  return main.product();
}

// Where products stand in the drawing: the top ones from 0, then all others, then nothing.
class Places {
 public:
  Places(std::vector<std::size_t> top, const ledger::Products& products)
      : top_(std::move(top)), place_of_(products.codes.size(), other()), products_(&products) {
    for (std::size_t place = 0; place < top_.size(); ++place) place_of_[top_[place]] = place;
  }
  [[nodiscard]] std::size_t of(ledger::ProductIndex product) const { return place_of_[product]; }
  [[nodiscard]] std::size_t other() const { return top_.size(); }
  [[nodiscard]] std::size_t none() const { return top_.size() + 1; }
  [[nodiscard]] std::size_t count() const { return top_.size() + 2; }
  [[nodiscard]] std::string name_of(std::size_t place) const {
    if (place == none()) return kNone;
    return place == other() ? kOther : product_code(*products_, static_cast<ledger::ProductIndex>(top_[place]));
  }

 private:
  std::vector<std::size_t> top_;
  std::vector<std::size_t> place_of_;
  const ledger::Products* products_;
};

struct Leading {
  std::vector<std::int64_t> purchases;  // by product
  LeftOutTally left_out;
  void merge(const Leading& other) {
    std::ranges::transform(purchases, other.purchases, purchases.begin(), std::plus<>());
    left_out.merge(other.left_out);
  }
};

Leading count_leading(const Scope& scope, const Execution& execution) {
  const ledger::Lines& lines = *scope.blocks->lines;
  Leading empty{std::vector<std::int64_t>(lines.products().codes.size()), {}};
  return reduce_orders(*scope.ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, Leading& found) {
    auto visitor = visits_visitor(
        *scope.ledger,
        [&](int number, int, std::span<const ledger::OrderIndex> orders) {
          if (number <= kPurchases) ++found.purchases[main_product(lines, orders)];
        },
        [] {});
    Walk(scope, visitor, found.left_out)(chunk);
  });
}

Places places_of(const Scope& scope, const Leading& leading, const Arguments& arguments) {
  const ledger::Products& products = scope.blocks->lines->products();
  return {largest_groups(leading.purchases, static_cast<std::size_t>(arguments.integer("top")), products.codes),
          products};
}

// Customers by step (from the first, from the second purchase), place and next place; and how many days it took.
class Flows {
 public:
  Flows(std::size_t places, std::size_t span)
      : places_(places), span_(span), customers_(kSteps * places * places), days_(customers_.size() * span) {}
  void add(int step, std::size_t from, std::size_t to) { ++customers_[index(step, from, to)]; }
  void add(int step, std::size_t from, std::size_t to, int days) {
    add(step, from, to);
    ++days_[index(step, from, to) * span_ + static_cast<std::size_t>(days)];
  }
  void merge(const Flows& other) {
    std::ranges::transform(customers_, other.customers_, customers_.begin(), std::plus<>());
    std::ranges::transform(days_, other.days_, days_.begin(), std::plus<>());
  }
  [[nodiscard]] std::int64_t customers(int step, std::size_t from, std::size_t to) const {
    return customers_[index(step, from, to)];
  }
  [[nodiscard]] Value median_days(int step, std::size_t from, std::size_t to) const {
    const auto begin = days_.begin() + static_cast<std::ptrdiff_t>(index(step, from, to) * span_);
    return percentile(std::vector<std::int64_t>(begin, begin + static_cast<std::ptrdiff_t>(span_)), 0.5);
  }

 private:
  // `step` from 1.
  [[nodiscard]] std::size_t index(int step, std::size_t from, std::size_t to) const {
    return (static_cast<std::size_t>(step - 1) * places_ + from) * places_ + to;
  }
  std::size_t places_;
  std::size_t span_;
  std::vector<std::int64_t> customers_;
  std::vector<std::uint32_t> days_;
};

Flows count_flows(const Scope& scope, const Places& places, const Execution& execution) {
  const ledger::Lines& lines = *scope.blocks->lines;
  const int first_day = scope.ledger->first_day().value_or(Day{0}).value;
  const Flows empty(places.count(), static_cast<std::size_t>(std::max(scope.as_of - first_day, 0)) + 1);
  return reduce_orders(*scope.ledger, execution, empty, [&](ledger::OrderRange chunk, Flows& flows) {
    struct {
      int number = 0;
      int day = 0;
      std::size_t place = 0;
    } before;
    auto visitor = visits_visitor(
        *scope.ledger,
        [&](int number, int day, std::span<const ledger::OrderIndex> orders) {
          if (number > kPurchases) return;
          const std::size_t place = places.of(main_product(lines, orders));
          if (number > 1) flows.add(number - 1, before.place, place, day - before.day);
          before = {number, day, place};
        },
        [&] {
          if (before.number <= kSteps) flows.add(before.number, before.place, places.none());
        });
    LeftOutTally ignored;
    Walk(scope, visitor, ignored)(chunk);
  });
}

void add_rows(Table& table, const Flows& flows, const Places& places, int step, std::size_t from) {
  std::int64_t reached = 0;
  for (std::size_t to = 0; to < places.count(); ++to) reached += flows.customers(step, from, to);
  for (std::size_t to = 0; to < places.count(); ++to) {
    const std::int64_t customers = flows.customers(step, from, to);
    if (customers == 0) continue;
    const models::Interval interval = models::wilson(customers, reached);
    table.rows.push_back({std::int64_t{step}, places.name_of(from), places.name_of(to), customers, reached,
                          static_cast<double>(customers) / static_cast<double>(reached), interval.low, interval.high,
                          flows.median_days(step, from, to)});
  }
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "product_flow",
      .version = 1,
      .unit = "customer",
      .chart = "sankey",
      .selection = Selection::FirstPurchase,
      .parameters = with_common_parameters({integer_parameter("top", 10, 1, kTopMost)}),
      .columns = {{"from_purchase", ColumnType::Integer, "", {}},
                  {"from_product", ColumnType::Text, "", {std::string(kNotTold), kOther}},
                  {"to_product", ColumnType::Text, "", {std::string(kNotTold), kOther, kNone}},
                  {"customers", ColumnType::Integer, "customers", {}},
                  {"reached", ColumnType::Integer, "customers", {}},
                  {"share", ColumnType::Rate, "", {}},
                  {"share_low", ColumnType::Rate, "", {}},
                  {"share_high", ColumnType::Rate, "", {}},
                  {"days_median", ColumnType::Decimal, "days", {}}},
      .cell_columns = {"from_purchase", "from_product", "to_product"},
      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_CHECK(require_block(blocks.lines != nullptr, "lines"));
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const Leading leading = count_leading(scope, execution);
  const Places places = places_of(scope, leading, arguments);
  const Flows flows = count_flows(scope, places, execution);

  Table table = begin_table(scope, descriptor(), arguments);
  for (int step = 1; step <= kSteps; ++step) {
    for (std::size_t from = 0; from <= places.other(); ++from) add_rows(table, flows, places, step, from);
  }
  table.left_out = leading.left_out.list();
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_CHECK(require_block(scope.blocks->lines != nullptr, "lines"));
  TSUZUKU_TRY(step, cell_integer(cell, "from_purchase"));
  const auto value = [&](const char* column) {
    const auto told = cell.values.find(column);
    return told == cell.values.end() ? std::string() : told->second;
  };
  return [scope, step, from = value("from_product"), to = value("to_product"),
          places = places_of(scope, count_leading(scope, {}), arguments)](
             const CustomerHistory& history) -> std::optional<Phrase> {
    std::size_t before = places.none(), next = places.none();
    for_purchases(history, scope.ledger->merge_same_day(),
                  [&](int number, int, std::span<const ledger::OrderIndex> orders) {
                    const std::size_t place = places.of(main_product(*scope.blocks->lines, orders));
                    if (number == step) before = place;
                    if (number == step + 1) next = place;
                  });
    if (step < 1 || step > kSteps || before == places.none()) return std::nullopt;
    if ((!from.empty() && places.name_of(before) != from) || (!to.empty() && places.name_of(next) != to))
      return std::nullopt;
    const auto day = [&](std::int64_t number) {
      return to_text(history.purchases[static_cast<std::size_t>(number) - 1]);
    };
    ErrorArguments values{{"purchase", std::to_string(step)}, {"day", day(step)}};
    if (next == places.none()) return Phrase{"product_flow.none", std::move(values)};
    values.emplace_back("next", std::to_string(step + 1));
    values.emplace_back("next_day", day(step + 1));
    return Phrase{"product_flow.next", std::move(values)};
  };
}

}  // namespace tsuzuku::analysis::product_flow
