#include "analysis/acquisition/acquisition.hpp"

#include <algorithm>
#include <map>

#include "analysis/acquisition/first_order.hpp"
#include "analysis/common/cell.hpp"
#include "analysis/common/minor_units.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"
#include "models/intervals.hpp"

namespace tsuzuku::analysis::acquisition {
namespace {

constexpr int kYear = 365;
constexpr int kDaysMost = 3'650;

struct Sums {
  std::int64_t trials = 0;  // customers who came so
  std::int64_t direct = 0;
  std::int64_t converted = 0;
  std::int64_t trials_matured = 0;
  std::int64_t trials_converted = 0;  // of the matured, within the window
  Money first_sales = 0;
  Money sales = 0;
  std::int64_t year_matured = 0;
  Money year_sales = 0;

  void add(const Sums& other) {
    trials += other.trials;
    direct += other.direct;
    converted += other.converted;
    trials_matured += other.trials_matured;
    trials_converted += other.trials_converted;
    first_sales += other.first_sales;
    sales += other.sales;
    year_matured += other.year_matured;
    year_sales += other.year_sales;
  }
  [[nodiscard]] std::int64_t customers() const { return trials + direct; }
};

// Groups are sources, or months since that of the first order.
class Groups {
 public:
  Groups(const Scope& scope, const Arguments& arguments)
      : ledger_(scope.ledger),
        by_month_(arguments.text("by") == "month"),
        first_month_(month_of(scope.ledger->first_day().value_or(Day{0}))),
        months_(std::max(month_of(Day{scope.as_of}) - first_month_ + 1, 0)) {}

  [[nodiscard]] std::size_t count() const {
    return by_month_ ? static_cast<std::size_t>(months_) : ledger_->sources().size();
  }
  [[nodiscard]] std::size_t of(ledger::OrderIndex order, int day) const {
    if (!by_month_) return ledger_->columns().source[order];
    return static_cast<std::size_t>(month_of(Day{day}) - first_month_);
  }
  // Nothing where the month lies outside those that count.
  [[nodiscard]] std::optional<std::size_t> of(const ledger::SourceCost& cost) const {
    if (cost.month < first_month_ || cost.month - first_month_ >= months_) return std::nullopt;
    return by_month_ ? static_cast<std::size_t>(cost.month - first_month_) : cost.source;
  }
  [[nodiscard]] std::string name(std::size_t group) const {
    if (by_month_) return to_text(first_month_ + static_cast<int>(group));
    const std::string& source = ledger_->sources()[group];
    return source.empty() ? std::string(kNotTold) : source;
  }
  [[nodiscard]] bool by_month() const { return by_month_; }

 private:
  const ledger::Ledger* ledger_;
  bool by_month_;
  YearMonth first_month_;
  int months_;
};

bool is_asked_about(const Scope& scope, const FirstOrder& first) {
  return first.first() && scope.in_period(first.day()) && scope.selects_order(*first.first());
}

struct Counts {
  std::vector<Sums> groups;
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < groups.size(); ++i) groups[i].add(other.groups[i]);
    left_out.merge(other.left_out);
  }
};

struct AcquisitionVisitor {
  static constexpr bool kMoney = true;
  static constexpr bool kAges = false;
  static constexpr bool kEverybody = true;

  const Scope& scope;
  const Groups& groups;
  int conversion_days;
  Counts& counts;

  bool somebody = false;
  FirstOrder first{scope};
  Sums money;  // of this customer

  void begin(ledger::CustomerIndex customer, ledger::OrderIndex) {
    somebody = customer != kNobody;
    first = FirstOrder(scope);
    money = {};
  }
  void order(ledger::OrderIndex order, int day, bool) {
    if (!somebody) {
      if (scope.view().is_purchase(order)) counts.left_out.add(Reason::WithoutCustomer);
      return;
    }
    first.add(order, day);
    if (!first.first()) return;
    const Money net = scope.ledger->columns().net_before_returns[order];
    money.sales += net;
    if (day == first.day()) money.first_sales += net;
    if (day - first.day() < kYear) money.year_sales += net;
  }
  void returned(int order_day, int day, Money amount) {
    if (!somebody || !first.first() || order_day < first.day()) return;
    money.sales -= amount;
    if (day - first.day() < kYear) money.year_sales -= amount;
  }
  void end() {
    if (!somebody || !is_asked_about(scope, first)) return;
    const int watched = scope.as_of - first.day();
    if (watched >= kYear) {
      ++money.year_matured;
    } else {
      money.year_sales = 0;
    }
    (first.trial() ? money.trials : money.direct) = 1;
    if (first.trial()) {
      money.converted = first.converted().has_value();
      money.trials_matured = watched >= conversion_days;
      money.trials_converted =
          watched >= conversion_days && first.converted() && *first.converted() - first.day() <= conversion_days;
    }
    counts.groups[groups.of(*first.first(), first.day())].add(money);
  }
};

// What was told of each group, of months that touch the period and sources that are asked about.
std::map<std::size_t, Money> costs_of(const Scope& scope, const Groups& groups) {
  std::map<std::size_t, Money> costs;
  for (const ledger::SourceCost& cost : scope.blocks->facts->source_costs()) {
    const bool in_period = last_day(cost.month).value >= scope.from && first_day(cost.month).value <= scope.to;
    const auto group = groups.of(cost);
    if (group && in_period && (!scope.source || *scope.source == cost.source)) costs[*group] += cost.cost;
  }
  return costs;
}

Value ratio(double amount, std::int64_t by) { return by == 0 ? Value() : Value(amount / static_cast<double>(by)); }

Value each(std::optional<Money> amount, std::int64_t by) {
  return amount && by != 0 ? Value(divide_rounded(*amount, by)) : Value();
}

std::vector<Value> row_of(const std::string& name, const Sums& sums, std::optional<Money> cost) {
  const std::int64_t main = sums.direct + sums.converted;
  const models::Interval rate = models::wilson(sums.trials_converted, sums.trials_matured);
  const auto if_matured = [&](double value) { return sums.trials_matured == 0 ? Value() : Value(value); };
  const bool has_ratio = cost && *cost > 0;
  Value to_cpo;
  if (has_ratio && main != 0 && sums.year_matured != 0) {
    to_cpo = static_cast<double>(sums.year_sales) / static_cast<double>(sums.year_matured) * static_cast<double>(main) /
             static_cast<double>(*cost);
  }
  return {name,
          sums.customers(),
          cost ? Value(*cost) : Value(),
          sums.trials,
          sums.direct,
          sums.converted,
          sums.trials_matured,
          sums.trials_converted,
          ratio(static_cast<double>(sums.trials_converted), sums.trials_matured),
          if_matured(rate.low),
          if_matured(rate.high),
          each(cost, sums.trials),
          each(cost, main),
          std::int64_t{sums.first_sales},
          std::int64_t{sums.sales},
          has_ratio ? ratio(static_cast<double>(sums.sales), *cost) : Value(),
          sums.year_matured,
          each(sums.year_sales, sums.year_matured),
          to_cpo};
}

// Months as they follow; sources by customers, the largest first.
std::vector<std::size_t> order_of_groups(const Groups& groups, const std::vector<Sums>& sums,
                                         const std::map<std::size_t, Money>& costs) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].customers() != 0 || costs.contains(i)) shown.push_back(i);
  }
  if (!groups.by_month())
    std::ranges::stable_sort(shown, std::greater<>(), [&](std::size_t i) { return sums[i].customers(); });
  return shown;
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "acquisition",
      .version = 1,
      .unit = "customer",
      .chart = "bars",
      .selection = Selection::OwnStart,
      .parameters = with_common_parameters(
          {choice_parameter("by", {"source", "month"}), integer_parameter("conversion_days", 90, 1, kDaysMost)}),
      .columns = {{"group", ColumnType::Text, "", {}},
                  {"customers", ColumnType::Integer, "customers", {}},
                  {"cost", ColumnType::Money, "currency", {}},
                  {"trials", ColumnType::Integer, "customers", {}},
                  {"direct", ColumnType::Integer, "customers", {}},
                  {"converted", ColumnType::Integer, "customers", {}},
                  {"trials_matured", ColumnType::Integer, "customers", {}},
                  {"trials_converted", ColumnType::Integer, "customers", {}},
                  {"trial_conversion_rate", ColumnType::Rate, "", {}},
                  {"trial_conversion_rate_low", ColumnType::Rate, "", {}},
                  {"trial_conversion_rate_high", ColumnType::Rate, "", {}},
                  {"cpr", ColumnType::Money, "currency", {}},
                  {"cpo", ColumnType::Money, "currency", {}},
                  {"first_sales", ColumnType::Money, "currency", {}},
                  {"sales", ColumnType::Money, "currency", {}},
                  {"roas", ColumnType::Decimal, "", {}},
                  {"year_matured", ColumnType::Integer, "customers", {}},
                  {"year_value", ColumnType::Money, "currency", {}},
                  {"year_value_to_cpo", ColumnType::Decimal, "", {}}},
      .cell_columns = {"group"},
      .parts = {"customers", "trials", "direct", "converted"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const Groups groups(scope, arguments);
  const int conversion_days = static_cast<int>(arguments.integer("conversion_days"));
  const Counts counts = reduce_orders(*scope.ledger, execution, Counts{std::vector<Sums>(groups.count()), {}},
                                      [&](ledger::OrderRange chunk, Counts& found) {
                                        AcquisitionVisitor visitor{scope, groups, conversion_days, found};
                                        Walk(scope, visitor, found.left_out)(chunk);
                                      });
  // Who pays by a method or buys a product is part of whom a source won: its cost is not theirs alone.
  const bool costs_count = !scope.payment_method && !scope.product;
  const auto costs = costs_count ? costs_of(scope, groups) : std::map<std::size_t, Money>();

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  for (const std::size_t group : order_of_groups(groups, counts.groups, costs)) {
    const auto cost = costs.find(group);
    const Sums& sums = counts.groups[group];
    table.rows.push_back(
        row_of(groups.name(group), sums, cost == costs.end() ? std::nullopt : std::optional(cost->second)));
    table.part_counts.push_back({{"customers", sums.customers()},
                                 {"trials", sums.trials},
                                 {"direct", sums.direct},
                                 {"converted", sums.converted}});
  }
  if (!costs_count) table.assumptions.push_back({"cost_of_everybody", {}});
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(wanted, cell_text(cell, "group"));
  return [scope, groups = Groups(scope, arguments), wanted,
          part = cell.part](const CustomerHistory& history) -> std::optional<Phrase> {
    FirstOrder first(scope);
    for (const auto& order : history.orders) first.add(order.index, order.day.value);
    if (!is_asked_about(scope, first) || groups.name(groups.of(*first.first(), first.day())) != wanted)
      return std::nullopt;
    const std::string came = !first.trial() ? "direct" : first.converted() ? "converted" : "trial";
    const bool in_part = part == "customers" || (part == "trials" && first.trial()) || part == came;
    if (!in_part) return std::nullopt;
    return Phrase{"acquisition." + came,
                  {{"day", to_text(Day{first.day()})},
                   {"group", wanted},
                   {"converted", to_text(Day{first.converted().value_or(first.day())})}}};
  };
}

}  // namespace tsuzuku::analysis::acquisition
