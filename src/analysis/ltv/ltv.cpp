#include "analysis/ltv/ltv.hpp"

#include "analysis/common/minor_units.hpp"
#include "analysis/ltv/curve.hpp"

namespace tsuzuku::analysis::ltv {
namespace {

std::string name_of(Part part) {
  switch (part) {
    case Part::Observed:
      return "observed";
    case Part::Partial:
      return "partial";
    case Part::Forecast:
      break;
  }
  return "forecast";
}

// The sums of those who are old enough; nothing where nobody is.
void add_sums(std::vector<Value>& row, const MonthMoney& month) {
  for (const std::int64_t sum :
       {month.purchases, month.money.accepted, month.money.net, month.money.gross, month.money.contribution}) {
    row.push_back(month.matured == 0 ? Value() : Value(sum));
  }
}

void add_rows(Table& table, const Group& group, const Group& all) {
  const std::optional<double> cpo = group.cpo();
  int months = 0;
  for (const CurvePoint& point : curve_of(group, all)) {
    const MonthMoney& month = group.ages[static_cast<std::size_t>(months++)];
    std::vector<Value> row{group.name, std::int64_t{months}, name_of(point.part), group.customers, month.matured};
    add_sums(row, month);
    for (const double amount :
         {point.cumulative.accepted, point.cumulative.net, point.cumulative.gross, point.cumulative.contribution}) {
      row.push_back(to_minor_units(amount));
    }
    row.push_back(cpo ? Value(to_minor_units(point.cumulative.contribution - *cpo)) : Value());
    table.rows.push_back(std::move(row));
  }
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "ltv",
                                      .version = 1,
                                      .unit = "customer",
                                      .chart = "curves",
                                      .selection = Selection::OwnStart,
                                      .parameters = parameters(),
                                      .columns = {{"group", ColumnType::Text, "", {}},
                                                  {"months", ColumnType::Integer, "months", {}},
                                                  {"part", ColumnType::Code, "", {"observed", "partial", "forecast"}},
                                                  {"customers", ColumnType::Integer, "customers", {}},
                                                  {"matured", ColumnType::Integer, "customers", {}},
                                                  {"purchases", ColumnType::Integer, "purchases", {}},
                                                  {"accepted", ColumnType::Money, "currency", {}},
                                                  {"net", ColumnType::Money, "currency", {}},
                                                  {"gross", ColumnType::Money, "currency", {}},
                                                  {"contribution", ColumnType::Money, "currency", {}},
                                                  {"accepted_per_customer", ColumnType::Money, "currency", {}},
                                                  {"net_per_customer", ColumnType::Money, "currency", {}},
                                                  {"gross_per_customer", ColumnType::Money, "currency", {}},
                                                  {"contribution_per_customer", ColumnType::Money, "currency", {}},
                                                  {"after_cpo_per_customer", ColumnType::Money, "currency", {}}},
                                      .cell_columns = {"group"},
                                      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const CohortMoney money = count_cohort_money(scope, arguments, execution);
  Table table = begin_table(scope, descriptor(), arguments);
  for (const Group& group : money.groups) add_rows(table, group, money.all);
  add_assumptions(table, scope, arguments, money);
  table.left_out = money.left_out;
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell) {
  return members_of_group(scope, arguments, cell);
}

}  // namespace tsuzuku::analysis::ltv
