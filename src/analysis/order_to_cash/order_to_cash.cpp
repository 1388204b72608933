#include "analysis/order_to_cash/order_to_cash.hpp"

#include "analysis/common/fact_groups.hpp"
#include "analysis/common/order_outcome.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/rates.hpp"

namespace tsuzuku::analysis::order_to_cash {
namespace {

enum class Step { Accepted, Shipped, Delivered, Paid, Kept, Returned };
constexpr std::size_t kSteps = 6;
constexpr std::array<const char*, kSteps> kStepNames{"accepted", "shipped", "delivered", "paid", "kept", "returned"};

// How far one order came, and with how much money.
struct Way {
  Outcome outcome = Outcome::Shipped;
  std::array<bool, kSteps> reached{};
  std::array<Money, kSteps> amount{};
};

class WayRule {
 public:
  WayRule(const Scope& scope, const Arguments& arguments) : outcomes_(scope, arguments) {}

  [[nodiscard]] const OutcomeRule& outcomes() const { return outcomes_; }
  [[nodiscard]] Way operator()(const OrderFact& fact) const {
    Way way{.outcome = outcomes_(fact)};
    const auto reach = [&](Step step, Money amount) {
      way.reached[static_cast<std::size_t>(step)] = true;
      way.amount[static_cast<std::size_t>(step)] = amount;
    };
    reach(Step::Accepted, outcomes_.asked(fact));
    if (way.outcome != Outcome::Shipped) return way;
    const Fulfilment& told = outcomes_.fulfilment();
    const Money net = outcomes_.net(fact);
    const Money back = fact.cancelled ? net : fact.returned;  // cancelled after it had left: all of it came back
    reach(Step::Shipped, net);
    if (told.delivered_day(fact.order) != ledger::kNever) reach(Step::Delivered, net);
    if (fact.cancelled || back > 0) reach(Step::Returned, back);
    const bool paid = told.paid_day(fact.order) != ledger::kNever;
    if (paid) reach(Step::Paid, net);
    const bool something_left = !fact.cancelled && (back == 0 || back < net);
    if ((paid || !told.tells_payment()) && something_left) reach(Step::Kept, net - back);
    return way;
  }

 private:
  OutcomeRule outcomes_;
};

struct Sums {
  std::array<std::int64_t, kSteps> orders{};
  std::array<Money, kSteps> amount{};
  std::int64_t matured = 0;
  std::int64_t matured_shipped = 0;
  std::int64_t pending = 0;

  void add(const Way& way, bool is_matured) {
    for (std::size_t i = 0; i < kSteps; ++i) {
      orders[i] += way.reached[i];
      amount[i] += way.amount[i];
    }
    matured += is_matured;
    matured_shipped += is_matured && way.outcome == Outcome::Shipped;
    pending += way.outcome == Outcome::Pending;
  }
  void add(const Sums& other) {
    for (std::size_t i = 0; i < kSteps; ++i) {
      orders[i] += other.orders[i];
      amount[i] += other.amount[i];
    }
    matured += other.matured;
    matured_shipped += other.matured_shipped;
    pending += other.pending;
  }
};

struct Counts {
  std::vector<Sums> groups;
  LeftOutTally left_out;
  void merge(const Counts& other) {
    for (std::size_t i = 0; i < groups.size(); ++i) groups[i].add(other.groups[i]);
    left_out.merge(other.left_out);
  }
};

std::vector<Column> columns() {
  std::vector<Column> columns{group_column(),
                              {"accepted", ColumnType::Integer, "orders", {}},
                              {"accepted_amount", ColumnType::Money, "currency", {}},
                              {"matured", ColumnType::Integer, "orders", {}},
                              {"matured_shipped", ColumnType::Integer, "orders", {}}};
  add_rate_columns(columns, "shipment");
  columns.push_back({"pending", ColumnType::Integer, "orders", {}});
  for (std::size_t step = 1; step < kSteps; ++step) {
    columns.push_back({kStepNames[step], ColumnType::Integer, "orders", {}});
    columns.push_back({std::string(kStepNames[step]) + "_amount", ColumnType::Money, "currency", {}});
  }
  return columns;
}

// Steps of which the shop tells nothing are null.
bool is_told(std::size_t step, const Fulfilment& told) {
  switch (static_cast<Step>(step)) {
    case Step::Shipped:
      return told.tells_shipping();
    case Step::Delivered:
      return told.tells_delivery();
    case Step::Paid:
      return told.tells_payment();
    case Step::Kept:
    case Step::Returned:
      return !told.returns_name_no_order();
    default:
      return true;
  }
}

std::vector<Value> row_of(const Value& group, const Sums& sums, const Fulfilment& told) {
  std::vector<Value> row{group, sums.orders[0], std::int64_t{sums.amount[0]}, sums.matured};
  if (told.tells_shipping()) {
    row.push_back(sums.matured_shipped);
    add_rate(row, sums.matured_shipped, sums.matured);
    row.push_back(sums.pending);
  } else {
    row.resize(row.size() + 5);
  }
  for (std::size_t step = 1; step < kSteps; ++step) {
    row.push_back(is_told(step, told) ? Value(sums.orders[step]) : Value());
    row.push_back(is_told(step, told) ? Value(std::int64_t{sums.amount[step]}) : Value());
  }
  return row;
}

void add_assumptions(Table& table, const Fulfilment& told) {
  if (!told.tells_shipping()) table.assumptions.push_back({"shipping_not_told", {}});
  if (!told.tells_delivery()) table.assumptions.push_back({"delivery_not_told", {}});
  if (!told.tells_payment()) table.assumptions.push_back({"payment_not_told", {}});
  if (told.returns_name_no_order()) table.assumptions.push_back({"returns_name_no_order", {}});
}

bool is_in(const Way& way, const std::string& part) {
  if (part == "lost") return is_lost(way.outcome);
  if (part == "waiting") return way.outcome == Outcome::Pending || way.outcome == Outcome::Overdue;
  const auto step = std::ranges::find(kStepNames, part);
  return step != kStepNames.end() && way.reached[static_cast<std::size_t>(step - kStepNames.begin())];
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{
      .name = "order_to_cash",
      .version = 2,
      .unit = "order",
      .chart = "stages",
      .selection = Selection::Facts,
      .parameters = with_common_parameters({by_parameter(), mature_days_parameter()}),
      .columns = columns(),
      .cell_columns = {"group"},
      .parts = {"accepted", "shipped", "delivered", "paid", "kept", "returned", "waiting", "lost"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const FactGroups groups(scope, arguments);
  const WayRule way_of(scope, arguments);
  const Counts counts = reduce_orders(*blocks.ledger, execution, Counts{std::vector<Sums>(groups.count()), {}},
                                      [&](ledger::OrderRange chunk, Counts& found) {
                                        OrderFactVisitor visitor(scope, [&](const OrderFact& fact) {
                                          found.groups[groups(fact)].add(way_of(fact), way_of.outcomes().matured(fact));
                                        });
                                        Walk(scope, visitor, found.left_out)(chunk);
                                      });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  const Fulfilment& told = way_of.outcomes().fulfilment();
  Sums total;
  for (std::size_t group = 0; group < counts.groups.size(); ++group) {
    const Sums& sums = counts.groups[group];
    if (sums.orders[0] == 0) continue;
    total.add(sums);
    table.rows.push_back(row_of(groups.name(group), sums, told));
  }
  if (table.rows.empty()) return table;
  add_assumptions(table, told);
  const std::vector<Value> sums = row_of({}, total, told);
  for (std::size_t i = 1; i < sums.size(); ++i) table.totals.emplace_back(table.columns[i].name, sums[i]);
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  const FactGroups groups(scope, arguments);
  TSUZUKU_TRY(group, groups.find(cell));
  return [scope, groups, group, way_of = WayRule(scope, arguments),
          part = cell.part](const CustomerHistory& history) -> std::optional<Phrase> {
    const auto orders = count_orders(
        history, scope, [&](const OrderFact& fact) { return groups(fact) == group && is_in(way_of(fact), part); });
    if (orders == 0) return std::nullopt;
    return Phrase{"order_to_cash." + part, {{"orders", std::to_string(orders)}}};
  };
}

}  // namespace tsuzuku::analysis::order_to_cash
