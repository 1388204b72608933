#include "analysis/deciles/deciles.hpp"

#include "analysis/common/activity.hpp"
#include "analysis/common/cell.hpp"
#include "analysis/common/parallel.hpp"
#include "analysis/common/walk.hpp"
#include "analysis/deciles/ranking.hpp"
#include "base/words.hpp"

namespace tsuzuku::analysis::deciles {
namespace {

constexpr std::size_t kGroups = 10;

struct Ranked {
  std::vector<Group> groups;
  LeftOutTally left_out;
};

Ranked rank_customers(const Scope& scope, const Execution& execution) {
  // Every customer is met by one thread only, so all of them write into one list.
  std::vector<Standing> standings(scope.ledger->customer_count());
  auto left_out =
      reduce_orders(*scope.ledger, execution, LeftOutTally{}, [&](ledger::OrderRange chunk, LeftOutTally& found) {
        auto visitor = activity_visitor(scope, [&](const Activity& activity) {
          standings[activity.customer] = {activity.sales, static_cast<std::int32_t>(activity.purchases)};
        });
        Walk(scope, visitor, found)(chunk);
      });
  return {cut(standings, kGroups), left_out};
}

Value share(Money part, Money all) {
  if (all <= 0) return {};
  return static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

const Descriptor& descriptor() {
  static const Descriptor kDescriptor{.name = "deciles",
                                      .version = 1,
                                      .unit = "customer",
                                      .chart = "bars",
                                      .selection = Selection::Orders,
                                      .parameters = with_common_parameters({}),
                                      .columns = {{"decile", ColumnType::Integer, "", {}},
                                                  {"customers", ColumnType::Integer, "customers", {}},
                                                  {"purchases", ColumnType::Integer, "purchases", {}},
                                                  {"sales", ColumnType::Money, "currency", {}},
                                                  {"share", ColumnType::Rate, "", {}},
                                                  {"cumulative_share", ColumnType::Rate, "", {}},
                                                  {"sales_per_customer", ColumnType::Money, "currency", {}},
                                                  {"largest", ColumnType::Money, "currency", {}},
                                                  {"smallest", ColumnType::Money, "currency", {}}},
                                      .cell_columns = {"decile"},
                                      .parts = {"customers"}};
  return kDescriptor;
}

Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution) {
  TSUZUKU_TRY(scope, resolve_scope(blocks, descriptor(), arguments));
  const Ranked ranked = rank_customers(scope, execution);
  Group all;
  for (const Group& group : ranked.groups) {
    all.customers += group.customers;
    all.purchases += group.purchases;
    all.sales += group.sales;
  }

  Table table = begin_table(scope, descriptor(), arguments);
  table.left_out = ranked.left_out.list();
  Money cumulative = 0;
  for (const Group& group : ranked.groups) {
    cumulative += group.sales;
    table.rows.push_back({std::ssize(table.rows) + 1, group.customers, group.purchases, std::int64_t{group.sales},
                          share(group.sales, all.sales), share(cumulative, all.sales),
                          divide_rounded(group.sales, group.customers), std::int64_t{group.largest},
                          std::int64_t{group.smallest}});
  }
  if (all.customers > 0) {
    table.totals = {{"customers", all.customers},
                    {"purchases", all.purchases},
                    {"sales", std::int64_t{all.sales}},
                    {"sales_per_customer", divide_rounded(all.sales, all.customers)}};
    if (all.sales <= 0) table.assumptions.push_back({"share_of_nothing", {}});
  }
  return table;
}

Result<Membership> membership(const Scope& scope, const Arguments&, const Cell& cell) {
  TSUZUKU_TRY(decile, cell_integer(cell, "decile"));
  return [scope, decile,
          groups = rank_customers(scope, {}).groups](const CustomerHistory& history) -> std::optional<Phrase> {
    const auto activity = activity_of(history, scope);
    if (!activity) return std::nullopt;
    const std::size_t at = group_of(groups, activity->sales, history.index);
    if (static_cast<std::int64_t>(at) + 1 != decile) return std::nullopt;
    const Currency currency = scope.ledger->currency();
    return Phrase{"deciles.cell",
                  {{"sales", money_argument(activity->sales, currency)},
                   {"decile", std::to_string(decile)},
                   {"smallest", money_argument(groups[at].smallest, currency)},
                   {"largest", money_argument(groups[at].largest, currency)}}};
  };
}

}  // namespace tsuzuku::analysis::deciles
