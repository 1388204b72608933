#include "analysis/weakest_link/weakest_link.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/common/cell.hpp"
#include "analysis/common/minor_units.hpp"
#include "analysis/weakest_link/links.hpp"
#include "models/intervals.hpp"

namespace tsuzuku::analysis::weakest_link {
namespace {

constexpr double kPoint = 0.01;

struct Ranked {
  int stage = 0;
  double worth = 0.0;
  double deviation = 0.0;
};

// What one point more at each link is worth a month, the largest first; links that nobody has matured at come last.
std::vector<Ranked> rank(const Chain& chain, const std::vector<Worth>& worths, int stage_max) {
  std::vector<Ranked> ranked;
  const double months = chain.flow_days == 0 ? 0.0 : kDaysPerMonth / chain.flow_days;
  for (int stage = 1; stage <= stage_max; ++stage) {
    const Link& link = chain.links[static_cast<std::size_t>(stage) - 1];
    if (link.purchases == 0) break;
    const Worth& behind = worths[static_cast<std::size_t>(stage)];
    const double flow = chain.per_month(link);
    const double flow_variance = static_cast<double>(link.flow) * months * months;  // Poisson
    ranked.push_back({stage, kPoint * flow * behind.value,
                      kPoint * std::sqrt(behind.value * behind.value * flow_variance + flow * flow * behind.variance)});
  }
  std::ranges::stable_sort(ranked, std::greater<>(), [&](const Ranked& one) {
    const bool known = chain.links[static_cast<std::size_t>(one.stage) - 1].matured != 0;
    return std::pair(known, one.worth);
  });
  return ranked;
}

std::vector<Value> row_of(const Chain& chain, const std::vector<Worth>& worths, const Ranked& ranked) {
  const Link& link = chain.links[static_cast<std::size_t>(ranked.stage) - 1];
  const bool known = link.matured != 0;
  const models::Interval rate = models::wilson(link.continued, link.matured);
  const double half = models::kNormal95 * ranked.deviation;
  const auto if_known = [&](const Value& value) { return known ? value : Value(); };
  return {std::int64_t{ranked.stage},
          link.flow,
          chain.per_month(link),
          link.matured,
          link.continued,
          if_known(link.rate()),
          if_known(rate.low),
          if_known(rate.high),
          to_minor_units(link.mean_value()),
          if_known(to_minor_units(worths[static_cast<std::size_t>(ranked.stage)].value)),
          if_known(to_minor_units(ranked.worth)),
          if_known(to_minor_units(ranked.worth - half)),
          if_known(to_minor_units(ranked.worth + half))};
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor = [] {
    std::vector<Parameter> own = parameters();
    own.push_back(integer_parameter("stage_max", 6, 1, kLinks - 1));
    return Descriptor{.name = "weakest_link",
                      .version = 1,
                      .unit = "customer",
                      .chart = "ranking",
                      .selection = Selection::FirstPurchase,
                      .parameters = with_common_parameters(std::move(own)),
                      .columns = {{"stage", ColumnType::Integer, "", {}},
                                  {"reached", ColumnType::Integer, "customers", {}},
                                  {"per_month", ColumnType::Decimal, "customers", {}},
                                  {"matured", ColumnType::Integer, "customers", {}},
                                  {"continued", ColumnType::Integer, "customers", {}},
                                  {"rate", ColumnType::Rate, "", {}},
                                  {"rate_low", ColumnType::Rate, "", {}},
                                  {"rate_high", ColumnType::Rate, "", {}},
                                  {"purchase_value", ColumnType::Money, "currency", {}},
                                  {"value_behind", ColumnType::Money, "currency", {}},
                                  {"worth_per_point", ColumnType::Money, "currency", {}},
                                  {"worth_low", ColumnType::Money, "currency", {}},
                                  {"worth_high", ColumnType::Money, "currency", {}}},
                      .cell_columns = {"stage"},
                      .parts = {"waiting"}};
  }();
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const Chain chain = count_chain(scope, arguments, execution);
  const std::vector<Worth> worths = worths_of(chain.links);
  Table table = begin_table(scope, descriptor(), arguments);
  for (const Ranked& ranked : rank(chain, worths, static_cast<int>(arguments.integer("stage_max")))) {
    table.rows.push_back(row_of(chain, worths, ranked));
  }
  for (Phrase& phrase : ProfitTerms(scope, arguments).assumptions(chain.uncosted))
    table.assumptions.push_back(std::move(phrase));
  if (chain.flow_days < arguments.integer("flow_days") && !table.rows.empty())
    table.assumptions.push_back({"flow_short", {{"days", std::to_string(chain.flow_days)}}});
  table.left_out = chain.left_out;
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments&, const Cell& cell) {
  TSUZUKU_TRY(stage, cell_integer(cell, "stage"));
  return [stage, as_of = scope.as_of](const CustomerHistory& history) -> std::optional<Phrase> {
    if (std::ssize(history.purchases) != stage) return std::nullopt;
    return Phrase{"weakest_link.waiting",
                  {{"stage", std::to_string(stage)}, {"days", std::to_string(as_of - history.purchases.back().value)}}};
  };
}

}  // namespace tsuzuku::analysis::weakest_link
