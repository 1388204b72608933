#include "analysis/delivery_repeat/delivery_repeat.hpp"

#include "analysis/common/cell.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/purchase_and_next.hpp"
#include "analysis/common/rates.hpp"
#include "analysis/delivery/legs.hpp"

namespace tsuzuku::analysis::delivery_repeat {
namespace {

constexpr int kStagesMax = 100;
constexpr int kWindowDaysMax = 3'650;
constexpr int kDaysMax = 365;

class Rule {
 public:
  Rule(const Scope& scope, const Arguments& arguments)
      : trip_of_(scope),
        as_of_(scope.as_of),
        leg_(arguments.text("leg") == delivery::kLegNames[delivery::OrderToShipped] ? delivery::OrderToShipped
                                                                                    : delivery::OrderToDelivered),
        window_days_(static_cast<int>(arguments.integer("window_days"))),
        days_max_(static_cast<int>(arguments.integer("days_max"))) {}

  // How long the order that began the purchase took, at most days_max; nothing while that is not told.
  [[nodiscard]] std::optional<int> days(const PurchaseAndNext& one) const {
    const auto trip = trip_of_(leg_, one.first, one.day);
    if (!trip || !trip->days) return std::nullopt;
    return std::min(*trip->days, days_max_);
  }
  [[nodiscard]] bool matured(const PurchaseAndNext& one) const { return one.matured(as_of_, window_days_); }
  [[nodiscard]] bool converted(const PurchaseAndNext& one) const { return matured(one) && one.converted(window_days_); }
  [[nodiscard]] std::size_t rows() const { return static_cast<std::size_t>(days_max_) + 1; }

 private:
  delivery::TripRule trip_of_;
  int as_of_;
  delivery::Leg leg_;
  int window_days_;
  int days_max_;
};

struct Sums {
  std::int64_t customers = 0;
  std::int64_t matured = 0;
  std::int64_t converted = 0;
  void add(const Sums& other) {
    customers += other.customers;
    matured += other.matured;
    converted += other.converted;
  }
};

struct Counts {
  std::vector<Sums> days;
  std::int64_t not_told = 0;
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < days.size(); ++i) days[i].add(other.days[i]);
    not_told += other.not_told;
    left_out.merge(other.left_out);
  }
};

std::vector<Column> columns() {
  std::vector<Column> columns{{"days", ColumnType::Integer, "days", {}}};
  for (const char* name : {"customers", "matured", "converted"})
    columns.push_back({name, ColumnType::Integer, "customers", {}});
  add_rate_columns(columns, "conversion");
  return columns;
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "delivery_repeat",
      .version = 1,
      .unit = "customer",
      .chart = "bars",
      .selection = Selection::FirstPurchase,
      .parameters = with_common_parameters(
          {choice_parameter(
               "leg", {delivery::kLegNames[delivery::OrderToDelivered], delivery::kLegNames[delivery::OrderToShipped]}),
           integer_parameter("from_stage", 1, 1, kStagesMax), integer_parameter("window_days", 90, 1, kWindowDaysMax),
           integer_parameter("days_max", 14, 1, kDaysMax)}),
      .columns = columns(),
      .cell_columns = {"days"},
      .parts = {"customers", "converted"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const Rule rule(scope, arguments);
  const int stage = static_cast<int>(arguments.integer("from_stage"));
  Counts empty{std::vector<Sums>(rule.rows()), 0, {}};
  const Counts counts =
      reduce_orders(*blocks.ledger, execution, std::move(empty), [&](ledger::OrderRange chunk, Counts& found) {
        PurchaseAndNextVisitor visitor(scope, stage, [&](const PurchaseAndNext& one) {
          const auto days = rule.days(one);
          found.not_told += !days;
          if (days) found.days[static_cast<std::size_t>(*days)].add({1, rule.matured(one), rule.converted(one)});
        });
        Walk(scope, visitor, found.left_out)(chunk);
      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  for (std::size_t days = 0; days < counts.days.size(); ++days) {
    const Sums& sums = counts.days[days];
    if (sums.customers == 0) continue;
    std::vector<Value> row{static_cast<std::int64_t>(days), sums.customers, sums.matured, sums.converted};
    add_rate(row, sums.converted, sums.matured);
    table.rows.push_back(std::move(row));
    table.part_counts.push_back({{"customers", sums.customers}, {"converted", sums.converted}});
  }
  if (!table.rows.empty()) {
    table.assumptions.push_back({"last_row_and_longer", {{"days", std::to_string(rule.rows() - 1)}}});
    table.assumptions.push_back({"not_by_lot", {}});
  }
  if (counts.not_told > 0)
    table.assumptions.push_back({"arrival_not_told", {{"customers", std::to_string(counts.not_told)}}});
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_TRY(days, cell_integer(cell, "days"));
  const int stage = static_cast<int>(arguments.integer("from_stage"));
  return [scope, days, stage, rule = Rule(scope, arguments),
          converted = cell.part == "converted"](const CustomerHistory& history) -> std::optional<Phrase> {
    const auto one = purchase_and_next(history, scope, stage);
    if (!one || rule.days(*one) != days || (converted && !rule.converted(*one))) return std::nullopt;
    return Phrase{rule.converted(*one) ? "delivery_repeat.converted" : "delivery_repeat.customers",
                  {{"stage", std::to_string(stage)}, {"day", to_text(Day{one->day})}, {"days", std::to_string(days)}}};
  };
}

}  // namespace tsuzuku::analysis::delivery_repeat
