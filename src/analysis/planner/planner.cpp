#include "analysis/planner/planner.hpp"

#include <algorithm>
#include <optional>

#include "analysis/common/minor_units.hpp"
#include "analysis/planner/planned_rates.hpp"
#include "analysis/weakest_link/links.hpp"

namespace tsuzuku::analysis::planner {
namespace {

using weakest_link::Chain;
using weakest_link::kLinks;

constexpr std::int64_t kCpoMost = 10'000'000;

// What the sources cost in the days that new customers are counted in: of a month, as many days' shares as lie in them.
std::optional<double> source_costs(const Scope& scope, const Chain& chain) {
  const auto costs = scope.blocks->facts->source_costs();
  if (costs.empty()) return std::nullopt;
  const int from = scope.as_of - chain.flow_days + 1;
  double sum = 0.0;
  for (const ledger::SourceCost& cost : costs) {
    const int begin = first_day(cost.month).value;
    const int end = last_day(cost.month).value + 1;
    const int days = std::min(end, scope.as_of + 1) - std::max(begin, from);
    if (days > 0) sum += static_cast<double>(cost.cost) * days / (end - begin);
  }
  return sum;
}

// Per new customer: as told, or what the sources cost; nothing when neither is known.
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

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor = [] {
    std::vector<Parameter> own{{.name = "rates", .type = ParameterType::Text}};
    std::ranges::copy(weakest_link::parameters(), std::back_inserter(own));
    Parameter cpo = money_parameter("cpo", 0);
    cpo.maximum = kCpoMost;
    own.push_back(cpo);
    return Descriptor{.name = "planner",
                      .version = 1,
                      .unit = "customer",
                      .chart = "scenarios",
                      .selection = Selection::FirstPurchase,
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
  TSUZUKU_TRY(planned, read_rates(arguments.text("rates"), kLinks));
  const Chain chain = weakest_link::count_chain(scope, arguments, execution);
  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = chain.left_out;
  if (chain.links.front().purchases == 0) return table;

  std::vector<double> rates;
  for (const auto& link : chain.links) rates.push_back(link.rate());
  const double today = weakest_link::values_at(chain.links, rates).front();
  for (const auto& [stage, rate] : planned) rates[static_cast<std::size_t>(stage) - 1] = rate;
  const double plan = weakest_link::values_at(chain.links, rates).front();

  const std::optional<double> cpo = cpo_of(scope, arguments, chain);
  const double per_month = chain.per_month(chain.links.front());
  const Outcome now = outcome_of(today, cpo, per_month);
  const Outcome then = outcome_of(plan, cpo, per_month);
  const Outcome gain{then.ltv - now.ltv, difference(then.to_cpo, now.to_cpo), per_month * (then.ltv - now.ltv)};
  table.rows = {row_of("today", per_month, cpo, now), row_of("plan", per_month, cpo, then),
                row_of("difference", 0.0, cpo ? std::optional(0.0) : std::nullopt, gain)};
  for (Phrase& phrase : ProfitTerms(scope, arguments).assumptions(chain.uncosted))
    table.assumptions.push_back(std::move(phrase));
  table.assumptions.push_back({"rates_alone", {}});
  return table;
}

}  // namespace tsuzuku::analysis::planner
