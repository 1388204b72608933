#include "analysis/after_trouble/after_trouble.hpp"

#include <array>

#include "analysis/common/cell.hpp"
#include "analysis/common/fulfilment.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/purchase_and_next.hpp"
#include "analysis/common/rates.hpp"
#include "analysis/common/thresholds.hpp"

namespace tsuzuku::analysis::after_trouble {
namespace {

constexpr std::array<const char*, 3> kTroubles{"shipped_late", "paid_late", "returned"};
enum Trouble : std::size_t { ShippedLate, PaidLate, Returned };
constexpr int kStagesMax = 100;
constexpr int kWindowDaysMax = 3'650;

class TroubleRule {
 public:
  TroubleRule(const Scope& scope, const Arguments& arguments)
      : scope_(scope),
        told_(scope),
        window_days_(static_cast<int>(arguments.integer("window_days"))),
        late_ship_days_(static_cast<int>(arguments.integer("late_ship_days"))) {}

  [[nodiscard]] const Fulfilment& told() const { return told_; }
  [[nodiscard]] bool matured(const PurchaseAndNext& one) const { return one.matured(scope_.as_of, window_days_); }
  [[nodiscard]] bool converted(const PurchaseAndNext& one) const { return one.converted(window_days_); }
  // Nothing where it cannot be told. REQUIRES: matured.
  [[nodiscard]] std::optional<bool> happened(std::size_t trouble, const PurchaseAndNext& one) const {
    if (trouble == ShippedLate) return shipped_late(one);
    if (trouble == PaidLate) return paid_late(one);
    return one.first_returned && *one.first_returned <= one.day + window_days_;
  }

 private:
  [[nodiscard]] std::optional<bool> shipped_late(const PurchaseAndNext& one) const {
    if (!told_.tells_shipping()) return std::nullopt;
    return any_order(one, scope_,
                     [&](ledger::OrderIndex order) { return told_.shipped_day(order) > one.day + late_ship_days_; });
  }
  [[nodiscard]] std::optional<bool> paid_late(const PurchaseAndNext& one) const {
    const auto& due = scope_.ledger->columns().payment_due;
    const auto was_due = [&](ledger::OrderIndex order) { return due[order] <= one.day + window_days_; };
    if (!told_.tells_payment() || !any_order(one, scope_, was_due)) return std::nullopt;
    return any_order(one, scope_,
                     [&](ledger::OrderIndex order) { return was_due(order) && told_.paid_day(order) > due[order]; });
  }

  Scope scope_;
  Fulfilment told_;
  int window_days_;
  int late_ship_days_;
};

struct Side {
  std::int64_t customers = 0;
  std::int64_t converted = 0;
  void add(const Side& other) {
    customers += other.customers;
    converted += other.converted;
  }
};

struct Counts {
  std::array<std::array<Side, 2>, kTroubles.size()> sides{};  // [trouble][0 others, 1 troubled]
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < sides.size(); ++i) {
      for (std::size_t side = 0; side < 2; ++side) sides[i][side].add(other.sides[i][side]);
    }
    left_out.merge(other.left_out);
  }
};

void add_side(std::vector<Value>& row, const Side& side) {
  row.push_back(side.customers);
  row.push_back(side.converted);
  add_rate(row, side.converted, side.customers);
}

std::vector<Value> row_of(const char* name, const Side& troubled, const Side& others) {
  std::vector<Value> row{std::string(name)};
  add_side(row, troubled);
  add_side(row, others);
  if (troubled.customers == 0 || others.customers == 0) {
    row.resize(row.size() + 3);
    return row;
  }
  const auto interval = models::newcombe(troubled.converted, troubled.customers, others.converted, others.customers);
  row.push_back(std::get<double>(rate(troubled.converted, troubled.customers)) -
                std::get<double>(rate(others.converted, others.customers)));
  row.push_back(interval.low);
  row.push_back(interval.high);
  return row;
}

std::vector<Column> columns() {
  std::vector<Column> columns{{"trouble", ColumnType::Code, "", {kTroubles.begin(), kTroubles.end()}}};
  for (const char* side : {"troubled", "others"}) {
    const std::string name = side;
    columns.push_back({name, ColumnType::Integer, "customers", {}});
    columns.push_back({name + "_converted", ColumnType::Integer, "customers", {}});
    add_rate_columns(columns, name);
  }
  for (const char* name : {"difference", "difference_low", "difference_high"})
    columns.push_back({name, ColumnType::Rate, "", {}});
  return columns;
}

Status check(const Arguments& arguments) {
  constexpr std::array kDays{"late_ship_days", "window_days"};
  return check_ascending(descriptor().name, arguments, kDays);
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "after_trouble",
      .version = 2,
      .unit = "customer",
      .chart = "bars",
      .selection = Selection::FirstPurchase,
      .parameters = with_common_parameters({integer_parameter("from_stage", 1, 1, kStagesMax),
                                            integer_parameter("window_days", 90, 1, kWindowDaysMax),
                                            integer_parameter("late_ship_days", 3, 0, kWindowDaysMax)}),
      .columns = columns(),
      .cell_columns = {"trouble"},
      .parts = {"troubled", "others"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  TSUZUKU_CHECK(check(arguments));
  const TroubleRule rule(scope, arguments);
  const int stage = static_cast<int>(arguments.integer("from_stage"));
  const Counts counts =
      reduce_orders(*blocks.ledger, execution, Counts{}, [&](ledger::OrderRange chunk, Counts& found) {
        PurchaseAndNextVisitor visitor(scope, stage, [&](const PurchaseAndNext& one) {
          if (!rule.matured(one)) return;
          for (std::size_t trouble = 0; trouble < kTroubles.size(); ++trouble) {
            if (const auto happened = rule.happened(trouble, one))
              found.sides[trouble][*happened ? 1 : 0].add({1, rule.converted(one)});
          }
        });
        Walk(scope, visitor, found.left_out)(chunk);
      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  for (std::size_t trouble = 0; trouble < kTroubles.size(); ++trouble) {
    const auto& [others, troubled] = counts.sides[trouble];
    if (others.customers + troubled.customers == 0) continue;
    if (kTroubles[trouble] == std::string_view("returned") && !rule.told().tells_returns()) continue;
    table.rows.push_back(row_of(kTroubles[trouble], troubled, others));
    table.part_counts.push_back({{"troubled", troubled.customers}, {"others", others.customers}});
  }
  const auto& [others, returned] = counts.sides.back();
  if (others.customers + returned.customers == 0) return table;  // nobody is asked about
  if (!table.rows.empty()) table.assumptions.push_back({"not_by_lot", {}});
  if (!rule.told().tells_shipping()) table.assumptions.push_back({"shipping_not_told", {}});
  if (!rule.told().tells_payment()) table.assumptions.push_back({"payment_not_told", {}});
  if (!rule.told().tells_returns() && !rule.told().returns_name_no_order())
    table.assumptions.push_back({"returns_not_told", {}});
  if (rule.told().returns_name_no_order()) table.assumptions.push_back({"returns_name_no_order", {}});
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  TSUZUKU_CHECK(check(arguments));
  TSUZUKU_TRY(name, cell_code(cell, descriptor().columns.front()));
  const auto trouble = static_cast<std::size_t>(std::ranges::find(kTroubles, name) - kTroubles.begin());
  const int stage = static_cast<int>(arguments.integer("from_stage"));
  return [scope, trouble, name, stage, wanted = cell.part == "troubled",
          rule = TroubleRule(scope, arguments)](const CustomerHistory& history) -> std::optional<Phrase> {
    const auto one = purchase_and_next(history, scope, stage);
    if (!one || !rule.matured(*one) || rule.happened(trouble, *one) != wanted) return std::nullopt;
    return Phrase{"after_trouble." + name + (wanted ? "" : "_not") + (rule.converted(*one) ? "_converted" : ""),
                  {{"stage", std::to_string(stage)}, {"day", to_text(Day{one->day})}}};
  };
}

}  // namespace tsuzuku::analysis::after_trouble
