#include "analysis/weakest_link/weakest_link.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "analysis/common/cell.hpp"
#include "analysis/common/deliveries.hpp"
#include "analysis/common/minor_units.hpp"
#include "analysis/weakest_link/purchase_chain.hpp"
#include "analysis/weakest_link/round_chain.hpp"
#include "models/intervals.hpp"

namespace tsuzuku::analysis::weakest_link {
namespace {

constexpr double kPoint = 0.01;

struct Ranked {
  const char* chain = "";
  int number = 0;
  const Link* link = nullptr;
  double per_month = 0.0;
  double behind = 0.0;  // value from the next link on
  double worth = 0.0;   // of one point more, a month
  double deviation = 0.0;
  bool behind_known = false;  // somebody came to the next link

  [[nodiscard]] bool worth_known() const { return behind_known && link->matured != 0; }
  [[nodiscard]] bool priced() const { return worth_known() && link->can_rise(); }
};

// Adds what one point more is worth a month at each of the first links that anybody came to.
void add_links(const char* name, const Chain& chain, int most, std::vector<Ranked>& ranked) {
  const std::vector<Worth> worths = worths_of(chain.links);
  for (int number = 1; number <= most; ++number) {
    const Link& link = chain.links[static_cast<std::size_t>(number) - 1];
    if (link.reached == 0) continue;
    const Worth& behind = worths[static_cast<std::size_t>(number)];
    const int days = chain.flows.of(number).days;
    const double months = days == 0 ? 0.0 : kDaysPerMonth / days;
    const double flow = chain.per_month(number);
    const double flow_variance = static_cast<double>(link.flow) * months * months;  // Poisson
    ranked.push_back({name, number, &link, flow, behind.value, kPoint * flow * behind.value,
                      kPoint * std::sqrt(behind.value * behind.value * flow_variance + flow * flow * behind.variance),
                      chain.links[static_cast<std::size_t>(number)].reached > 0});
  }
}

std::vector<Value> row_of(const Ranked& ranked) {
  const Link& link = *ranked.link;
  const models::Interval rate = models::wilson(link.continued, link.matured);
  const double half = models::kNormal95 * ranked.deviation;
  const auto of_rate = [&](double value) { return link.matured != 0 ? Value(value) : Value(); };
  const auto of_worth = [&](bool known, double amount) { return known ? Value(to_minor_units(amount)) : Value(); };
  return {std::string(ranked.chain),
          std::int64_t{ranked.number},
          link.flow,
          ranked.per_month,
          link.matured,
          link.continued,
          of_rate(link.rate()),
          of_rate(rate.low),
          of_rate(rate.high),
          to_minor_units(link.mean_value()),
          of_worth(ranked.worth_known(), ranked.behind),
          of_worth(ranked.priced(), ranked.worth),
          of_worth(ranked.priced(), ranked.worth - half),
          of_worth(ranked.priced(), ranked.worth + half)};
}

std::string text(std::int64_t number) { return std::to_string(number); }

Membership waiting_customers(const Scope& scope, std::int64_t stage) {
  return [stage, customers = by_first_purchase(scope)](const CustomerHistory& history) -> std::optional<Phrase> {
    if (std::ssize(history.purchases) != stage) return std::nullopt;
    const auto first = std::ranges::find(history.orders, true, &CustomerHistory::Order::purchase);
    if (!customers.selects_customer(first->index, customers.ledger->orders_of(history.index).end)) return std::nullopt;
    return Phrase{"weakest_link.waiting",
                  {{"stage", text(stage)}, {"days", text(customers.as_of - history.purchases.back().value)}}};
  };
}

Membership waiting_contracts(const Scope& scope, std::int64_t round) {
  return [round, scope](const CustomerHistory& history) {
    Deliveries deliveries(*scope.ledger);
    for (const auto& order : history.orders) {
      if (order.purchase) deliveries.add(order.index);
    }
    std::optional<Phrase> reason;
    for_selected_contracts(scope, deliveries, false, [&](const Deliveries::Contract& contract) {
      const Delivery& latest = deliveries[contract.last];
      if (latest.round != round || reason) return;
      reason = Phrase{"weakest_link.waiting_round", {{"stage", text(round)}, {"days", text(scope.as_of - latest.day)}}};
    });
    return reason;
  };
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor = [] {
    constexpr const char* kBoth = "customers_or_contracts";
    std::vector<Parameter> own = parameters();
    own.push_back(integer_parameter("stage_max", 6, 1, kPurchaseLinks - 1));
    own.push_back(integer_parameter("rounds_max", 6, 1, kRoundLinks - 1));
    return Descriptor{.name = "weakest_link",
                      .version = 3,
                      .unit = "customer_or_contract",
                      .chart = "ranking",
                      .selection = Selection::OwnStart,
                      .parameters = with_common_parameters(std::move(own)),
                      .columns = {{"chain", ColumnType::Code, "", {kPurchase, kRound}},
                                  {"stage", ColumnType::Integer, "", {}},
                                  {"reached", ColumnType::Integer, kBoth, {}},
                                  {"per_month", ColumnType::Decimal, kBoth, {}},
                                  {"matured", ColumnType::Integer, kBoth, {}},
                                  {"continued", ColumnType::Integer, kBoth, {}},
                                  {"rate", ColumnType::Rate, "", {}},
                                  {"rate_low", ColumnType::Rate, "", {}},
                                  {"rate_high", ColumnType::Rate, "", {}},
                                  {"purchase_value", ColumnType::Money, "currency", {}},
                                  {"value_behind", ColumnType::Money, "currency", {}},
                                  {"worth_per_point", ColumnType::Money, "currency", {}},
                                  {"worth_low", ColumnType::Money, "currency", {}},
                                  {"worth_high", ColumnType::Money, "currency", {}}},
                      .cell_columns = {"chain", "stage"},
                      .parts = {"waiting"}};
  }();
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const Chain purchases = count_purchases(scope, arguments, execution);
  const Chain rounds = count_rounds(scope, arguments, execution);
  std::vector<Ranked> ranked;
  add_links(kPurchase, purchases, static_cast<int>(arguments.integer("stage_max")), ranked);
  const std::size_t of_purchases = ranked.size();
  add_links(kRound, rounds, static_cast<int>(arguments.integer("rounds_max")), ranked);
  const bool both = ranked.size() > of_purchases;
  // The largest first; then links that cannot be raised; links that nobody has matured at, or gone on from, come last.
  std::ranges::stable_sort(ranked, std::greater<>(),
                           [](const Ranked& one) { return std::tuple(one.priced(), one.worth_known(), one.worth); });

  Table table = begin_table(scope, descriptor(), arguments);
  for (const Ranked& one : ranked) table.rows.push_back(row_of(one));
  const int unknown = purchases.first_unknown() != 0 ? purchases.first_unknown() : rounds.first_unknown();
  if (unknown != 0 && !table.rows.empty()) table.assumptions.push_back({"rates_unknown", {{"number", text(unknown)}}});
  if (std::ranges::any_of(ranked, [](const Ranked& one) { return one.link->matured != 0 && !one.link->can_rise(); }))
    table.assumptions.push_back({"rates_full", {}});
  const auto end = std::ranges::find(ranked, false, &Ranked::behind_known);
  if (end != ranked.end()) table.assumptions.push_back({"value_behind_unknown", {}});
  if (both) table.assumptions.push_back({"chains_overlap", {}});
  for (Phrase& phrase : ProfitTerms(scope, arguments).assumptions(purchases.uncosted + rounds.uncosted_beside))
    table.assumptions.push_back(std::move(phrase));
  if (purchases.flows.first.days < arguments.integer("flow_days") && !table.rows.empty())
    table.assumptions.push_back({"flow_short", {{"days", text(purchases.flows.first.days)}}});
  table.left_out = purchases.left_out;
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments&, const Cell& cell) {
  TSUZUKU_TRY(stage, cell_integer(cell, "stage"));
  if (!cell.values.contains("chain")) return waiting_customers(scope, stage);
  TSUZUKU_TRY(chain, cell_code(cell, descriptor().columns.front()));
  return chain == kRound ? waiting_contracts(scope, stage) : waiting_customers(scope, stage);
}

}  // namespace tsuzuku::analysis::weakest_link
