#include "analysis/ltv_levers/ltv_levers.hpp"

#include "analysis/common/minor_units.hpp"
#include "analysis/ltv/curve.hpp"
#include "models/intervals.hpp"

namespace tsuzuku::analysis::ltv_levers {
namespace {

using ltv::CurvePoint;
using ltv::Group;

// The first month whose cumulative contribution reaches what a customer cost.
Value payback_month(const std::vector<CurvePoint>& curve, double cpo) {
  for (std::size_t age = 0; age < curve.size(); ++age) {
    if (curve[age].cumulative.contribution >= cpo) return static_cast<std::int64_t>(age) + 1;
  }
  return {};
}

// How much of the net at the end is not watched but expected.
double forecast_net(const std::vector<CurvePoint>& curve) {
  double watched = 0.0;
  for (const CurvePoint& point : curve) {
    if (point.part != ltv::Part::Forecast) watched = point.cumulative.net;
  }
  return curve.back().cumulative.net - watched;
}

void add_levers(std::vector<Value>& row, const Group& group) {
  const models::Interval interval = models::wilson(group.whole_repeaters, group.whole);
  const auto rate = [&](double value) { return group.whole == 0 ? Value() : Value(value); };
  row.push_back(group.whole);
  row.push_back(group.whole_purchases == 0 ? Value() : Value(divide_rounded(group.whole_net, group.whole_purchases)));
  row.push_back(
      rate(static_cast<double>(group.whole_purchases) / static_cast<double>(std::max<std::int64_t>(group.whole, 1))));
  row.push_back(group.whole_repeaters);
  row.push_back(
      rate(static_cast<double>(group.whole_repeaters) / static_cast<double>(std::max<std::int64_t>(group.whole, 1))));
  row.push_back(rate(interval.low));
  row.push_back(rate(interval.high));
  row.push_back(rate(static_cast<double>(group.whole - group.whole_repeaters) /
                     static_cast<double>(std::max<std::int64_t>(group.whole, 1))));
}

void add_ltv(std::vector<Value>& row, const Group& group, const std::vector<CurvePoint>& curve) {
  const bool whole = curve.size() == group.ages.size();
  const ltv::PerCustomer end = whole ? curve.back().cumulative : ltv::PerCustomer{};
  for (const double amount : {end.net, end.gross, end.contribution})
    row.push_back(whole ? Value(to_minor_units(amount)) : Value());
  row.push_back(whole ? Value(to_minor_units(forecast_net(curve))) : Value());
  const std::optional<double> cpo = group.cpo();
  row.push_back(cpo ? Value(to_minor_units(*cpo)) : Value());
  row.push_back(group.costed_customers);
  row.push_back(cpo && whole && *cpo > 0.0 ? Value(end.contribution / *cpo) : Value());
  row.push_back(cpo ? payback_month(curve, *cpo) : Value());
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "ltv_levers",
                                      .version = 2,
                                      .unit = "customer",
                                      .chart = "levers",
                                      .selection = Selection::OwnStart,
                                      .parameters = ltv::parameters(),
                                      .columns = {{"group", ColumnType::Text, "", {}},
                                                  {"customers", ColumnType::Integer, "customers", {}},
                                                  {"matured", ColumnType::Integer, "customers", {}},
                                                  {"order_value", ColumnType::Money, "currency", {}},
                                                  {"purchases_per_customer", ColumnType::Decimal, "purchases", {}},
                                                  {"repeaters", ColumnType::Integer, "customers", {}},
                                                  {"repeat_rate", ColumnType::Rate, "", {}},
                                                  {"repeat_rate_low", ColumnType::Rate, "", {}},
                                                  {"repeat_rate_high", ColumnType::Rate, "", {}},
                                                  {"churn_rate", ColumnType::Rate, "", {}},
                                                  {"ltv_net", ColumnType::Money, "currency", {}},
                                                  {"ltv_gross", ColumnType::Money, "currency", {}},
                                                  {"ltv_contribution", ColumnType::Money, "currency", {}},
                                                  {"forecast_net", ColumnType::Money, "currency", {}},
                                                  {"cpo", ColumnType::Money, "currency", {}},
                                                  {"costed_customers", ColumnType::Integer, "customers", {}},
                                                  {"ltv_to_cpo", ColumnType::Decimal, "", {}},
                                                  {"payback_month", ColumnType::Integer, "months", {}}},
                                      .cell_columns = {"group"},
                                      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const ltv::CohortMoney money = ltv::count_cohort_money(scope, arguments, execution);
  Table table = begin_table(scope, descriptor(), arguments);
  for (const Group& group : money.groups) {
    std::vector<Value> row{group.name, group.customers};
    add_levers(row, group);
    add_ltv(row, group, ltv::curve_of(group, money.all));
    table.rows.push_back(std::move(row));
  }
  ltv::add_assumptions(table, scope, arguments, money);
  table.left_out = money.left_out;
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  return ltv::members_of_group(scope, arguments, cell);
}

}  // namespace tsuzuku::analysis::ltv_levers
