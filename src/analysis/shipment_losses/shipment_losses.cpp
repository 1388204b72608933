#include "analysis/shipment_losses/shipment_losses.hpp"

#include "analysis/common/cell.hpp"
#include "analysis/common/fact_groups.hpp"
#include "analysis/common/order_outcome.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/rates.hpp"

namespace tsuzuku::analysis::shipment_losses {
namespace {

struct Sums {
  std::array<std::int64_t, kOutcomes> orders{};
  std::array<Money, kOutcomes> amount{};

  void add(Outcome outcome, Money asked, Money net) {
    const auto at = static_cast<std::size_t>(outcome);
    ++orders[at];
    amount[at] += is_lost(outcome) ? asked : net;
    if (!is_lost(outcome)) amount[static_cast<std::size_t>(Outcome::OutOfStock)] += asked - net;
  }
  void add(const Sums& other) {
    for (std::size_t i = 0; i < kOutcomes; ++i) {
      orders[i] += other.orders[i];
      amount[i] += other.amount[i];
    }
  }
  [[nodiscard]] std::int64_t accepted() const {
    std::int64_t all = 0;
    for (const std::int64_t one : orders) all += one;
    return all;
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

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "shipment_losses",
                                      .version = 1,
                                      .unit = "order",
                                      .chart = "bars",
                                      .selection = Selection::Facts,
                                      .parameters = with_common_parameters({by_parameter(), mature_days_parameter()}),
                                      .columns = {group_column(),
                                                  {"outcome", ColumnType::Code, "", outcome_names()},
                                                  {"orders", ColumnType::Integer, "orders", {}},
                                                  {"accepted", ColumnType::Integer, "orders", {}},
                                                  {"share", ColumnType::Rate, "", {}},
                                                  {"share_low", ColumnType::Rate, "", {}},
                                                  {"share_high", ColumnType::Rate, "", {}},
                                                  {"amount", ColumnType::Money, "currency", {}}},
                                      .cell_columns = {"group", "outcome"},
                                      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const FactGroups groups(scope, arguments);
  const OutcomeRule outcome_of(scope, arguments);
  const Counts counts =
      reduce_orders(*blocks.ledger, execution, Counts{std::vector<Sums>(groups.count()), {}},
                    [&](ledger::OrderRange chunk, Counts& found) {
                      OrderFactVisitor visitor(scope, [&](const OrderFact& fact) {
                        found.groups[groups(fact)].add(outcome_of(fact), outcome_of.asked(fact), outcome_of.net(fact));
                      });
                      Walk(scope, visitor, found.left_out)(chunk);
                    });

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = counts.left_out.list();
  std::int64_t orders = 0;
  Money amount = 0;
  for (std::size_t group = 0; group < counts.groups.size(); ++group) {
    const Sums& sums = counts.groups[group];
    const std::int64_t accepted = sums.accepted();
    orders += accepted;
    for (std::size_t i = 0; i < kOutcomes; ++i) {
      if (sums.orders[i] == 0 && sums.amount[i] == 0) continue;
      amount += sums.amount[i];
      std::vector<Value> row{groups.name(group), name_of(static_cast<Outcome>(i)), sums.orders[i], accepted};
      // Where nobody tells that anything was shipped, "shipped" is only what was not lost, and its share no rate.
      if (static_cast<Outcome>(i) == Outcome::Shipped && !outcome_of.fulfilment().tells_shipping()) {
        row.resize(row.size() + 3);
      } else {
        add_rate(row, sums.orders[i], accepted);
      }
      row.push_back(std::int64_t{sums.amount[i]});
      table.rows.push_back(std::move(row));
    }
  }
  if (table.rows.empty()) return table;
  table.totals = {{"orders", orders}, {"amount", std::int64_t{amount}}};
  if (!outcome_of.fulfilment().tells_shipping()) table.assumptions.push_back({"shipping_not_told", {}});
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  const FactGroups groups(scope, arguments);
  TSUZUKU_TRY(group, groups.find(cell));
  TSUZUKU_TRY(outcome, cell_code(cell, descriptor().columns[1]));
  return [scope, groups, group, outcome,
          outcome_of = OutcomeRule(scope, arguments)](const CustomerHistory& history) -> std::optional<Phrase> {
    const auto orders = count_orders(history, scope, [&](const OrderFact& fact) {
      return groups(fact) == group && name_of(outcome_of(fact)) == outcome;
    });
    if (orders == 0) return std::nullopt;
    return Phrase{"shipment_losses." + outcome, {{"orders", std::to_string(orders)}}};
  };
}

}  // namespace tsuzuku::analysis::shipment_losses
