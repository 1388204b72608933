#include "analysis/planner/planner.hpp"

#include <algorithm>
#include <optional>

#include "analysis/common/minor_units.hpp"
#include "analysis/planner/planned_rates.hpp"
#include "analysis/weakest_link/purchase_chain.hpp"
#include "analysis/weakest_link/round_chain.hpp"
#include "analysis/weakest_link/weakest_link.hpp"

namespace tsuzuku::analysis::planner {
namespace {

using weakest_link::Chain;

constexpr std::int64_t kCpoMost = 10'000'000;

// Who pays by a method or buys a product is part of whom a source won: its cost is not theirs alone.
bool costs_are_of_all(const Scope& scope) { return scope.payment_method || scope.product; }

// What the sources asked for cost in the days that those who begin are counted in: of a month, as many days' shares as
// lie in them. Nothing where nobody told what any of these months cost.
std::optional<double> source_costs(const Scope& scope, const Chain& chain) {
  if (costs_are_of_all(scope)) return std::nullopt;
  const int from = chain.flows.first.first();
  const int to = chain.flows.first.last;
  std::optional<double> sum;
  for (const ledger::SourceCost& cost : scope.blocks->facts->source_costs()) {
    if (scope.source && cost.source != *scope.source) continue;
    const int begin = first_day(cost.month).value;
    const int end = last_day(cost.month).value;
    const int days = std::min(end, to) - std::max(begin, from) + 1;
    if (days > 0) sum = sum.value_or(0.0) + static_cast<double>(cost.cost) * days / (end - begin + 1);
  }
  return sum;
}

// Of each that begins: as told, or what the sources cost; nothing when neither is known.
std::optional<double> cpo_of(const Scope& scope, const Arguments& arguments, const Chain& chain) {
  if (const std::int64_t told = arguments.integer("cpo"); told != 0)
    return static_cast<double>(told * minor_units_per_major(scope.ledger->currency()));
  const auto costs = source_costs(scope, chain);
  const std::int64_t won = chain.links.front().flow;
  if (!costs || won == 0) return std::nullopt;
  return *costs / static_cast<double>(won);
}

struct Outcome {
  double ltv = 0.0;
  std::optional<double> to_cpo;
  std::optional<double> monthly_profit;
};

Outcome outcome_of(double ltv, std::optional<double> cpo, double per_month) {
  Outcome outcome{.ltv = ltv, .to_cpo = {}, .monthly_profit = {}};
  if (!cpo) return outcome;
  if (*cpo > 0.0) outcome.to_cpo = ltv / *cpo;
  outcome.monthly_profit = per_month * (ltv - *cpo);
  return outcome;
}

Value money(std::optional<double> amount) { return amount ? Value(to_minor_units(*amount)) : Value(); }
Value decimal(std::optional<double> number) { return number ? Value(*number) : Value(); }

std::optional<double> difference(std::optional<double> plan, std::optional<double> today) {
  return plan && today ? std::optional(*plan - *today) : std::nullopt;
}

std::vector<Value> row_of(const char* scenario, double per_month, std::optional<double> cpo, const Outcome& outcome) {
  return {std::string(scenario),        per_month, money(cpo), to_minor_units(outcome.ltv), decimal(outcome.to_cpo),
          money(outcome.monthly_profit)};
}

// What is counted are contracts instead of customers.
void count_contracts(Table& table) {
  table.unit = "contract";
  for (Column& column : table.columns) {
    if (column.unit == "customers") column.unit = "contracts";
  }
  table.assumptions.push_back({"retention_contracts", {}});
}

// The first link that a rate is planned for although nobody has come to the next one, whose value is taken for 0; 0:
// none.
template <typename Planned>
int planned_blindly(const Chain& chain, const Planned& planned) {
  for (const auto& [stage, rate] : planned) {
    const auto next = static_cast<std::size_t>(stage);
    if (rate > 0.0 && next < chain.links.size() && chain.links[next].reached == 0) return static_cast<int>(stage);
  }
  return 0;
}

void add_assumptions(Table& table, const Scope& scope, const Arguments& arguments, bool of_rounds, bool cpo_known) {
  if (arguments.integer("cpo") == 0) {
    if (costs_are_of_all(scope)) table.assumptions.push_back({"cost_of_everybody", {}});
    if (of_rounds && cpo_known) table.assumptions.push_back({"cpo_of_contracts", {}});
  }
  if (of_rounds) {
    table.assumptions.push_back({"ltv_of_rounds", {}});
  } else {
    table.assumptions.push_back({"ltv_of_purchases", {{"days", std::to_string(arguments.integer("window_days"))}}});
  }
  table.assumptions.push_back({"rates_alone", {}});
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor = [] {
    std::vector<Parameter> own{choice_parameter("chain", {weakest_link::kPurchase, weakest_link::kRound}),
                               {.name = "rates", .type = ParameterType::Text}};
    std::ranges::copy(weakest_link::parameters(), std::back_inserter(own));
    Parameter cpo = money_parameter("cpo", 0);
    cpo.maximum = kCpoMost;
    own.push_back(cpo);
    return Descriptor{.name = "planner",
                      .version = 3,
                      .unit = "customer",
                      .chart = "scenarios",
                      .selection = Selection::OwnStart,
                      .parameters = with_common_parameters(std::move(own)),
                      .columns = {{"scenario", ColumnType::Code, "", {"today", "plan", "difference"}},
                                  {"new_per_month", ColumnType::Decimal, "customers", {}},
                                  {"cpo", ColumnType::Money, "currency", {}},
                                  {"ltv", ColumnType::Money, "currency", {}},
                                  {"ltv_to_cpo", ColumnType::Decimal, "", {}},
                                  {"monthly_profit", ColumnType::Money, "currency", {}}}};
  }();
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const bool of_rounds = arguments.text("chain") == weakest_link::kRound;
  TSUZUKU_TRY(planned, read_rates(arguments.text("rates"),
                                  of_rounds ? weakest_link::kRoundLinks : weakest_link::kPurchaseLinks));
  const Chain chain = of_rounds ? weakest_link::count_rounds(scope, arguments, execution)
                                : weakest_link::count_purchases(scope, arguments, execution);
  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = chain.left_out;
  if (of_rounds) count_contracts(table);
  if (chain.links.front().reached == 0) return table;

  std::vector<double> rates;
  for (const auto& link : chain.links) rates.push_back(link.rate());
  const double today = weakest_link::values_at(chain.links, rates).front();
  for (const auto& [stage, rate] : planned) rates[static_cast<std::size_t>(stage) - 1] = rate;
  const double plan = weakest_link::values_at(chain.links, rates).front();

  const std::optional<double> cpo = cpo_of(scope, arguments, chain);
  const double per_month = chain.per_month(1);
  const Outcome now = outcome_of(today, cpo, per_month);
  const Outcome then = outcome_of(plan, cpo, per_month);
  const Outcome gain{then.ltv - now.ltv, difference(then.to_cpo, now.to_cpo), per_month * (then.ltv - now.ltv)};
  table.rows = {row_of("today", per_month, cpo, now), row_of("plan", per_month, cpo, then),
                row_of("difference", 0.0, cpo ? std::optional(0.0) : std::nullopt, gain)};
  for (Phrase& phrase : ProfitTerms(scope, arguments).assumptions(chain.uncosted))
    table.assumptions.push_back(std::move(phrase));
  if (const int blind = planned_blindly(chain, planned); blind != 0)
    table.assumptions.push_back(
        {"planned_beyond", {{"number", std::to_string(blind)}, {"next", std::to_string(blind + 1)}}});
  if (const int unknown = chain.first_unknown(planned); unknown != 0)
    table.assumptions.push_back({"rates_unknown", {{"number", std::to_string(unknown)}}});
  if (chain.flows.first.days < arguments.integer("flow_days"))
    table.assumptions.push_back({"flow_short", {{"days", std::to_string(chain.flows.first.days)}}});
  add_assumptions(table, scope, arguments, of_rounds, cpo.has_value());
  return table;
}

}  // namespace tsuzuku::analysis::planner
