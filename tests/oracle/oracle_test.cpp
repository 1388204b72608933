// Our analyses against DuckDB on shops made by chance: every analysis, several as-of days, filters and
// parameters, results and left-out counts equal to the last yen.

#include <gtest/gtest.h>

#include <array>
#include <map>

#include "analysis/registry.hpp"
#include "tests/cases/random_shop.hpp"
#include "tests/oracle/shop_queries.hpp"

namespace tsuzuku::oracle {
namespace {

class Shop {
 public:
  explicit Shop(const cases::ShopRows& rows)
      : blocks_(cases::blocks_of(rows)),
        sources_(rows.sources),
        payment_methods_(rows.payment_methods),
        merge_same_day_(rows.merge_same_day) {
    ShopTables tables(database_);
    for (std::size_t i = 0; i < rows.products.size(); ++i) {
      products_.push_back(rows.products[i].code);
      tables.add_product(static_cast<ledger::ProductIndex>(i), rows.products[i].code, rows.products[i].kind);
    }
    std::map<std::int64_t, std::int64_t> customers;
    for (const auto& order : rows.orders) {
      tables.add(order);
      customers[order.order] = order.customer;
    }
    for (const auto& back : rows.returns) tables.add(back);
    for (const auto& level : rows.stock) tables.add(level);
    for (const auto& [order, lines] : rows.lines) {
      for (const auto& line : lines) tables.add_line(customers.at(order), order, line);
    }
    std::map<std::int64_t, std::int64_t> subscriptions;
    for (const auto& one : rows.subscriptions) tables.add_subscription(++subscriptions[one.customer], one);
    for (const auto& cost : rows.source_costs) tables.add(cost);
    for (const auto& touch : rows.touches) tables.add(touch);
    tables.finish();
  }

  void compare(const std::string& name, const analysis::RawArguments& arguments) {
    const Question question{.analysis = name,
                            .arguments = arguments,
                            .sources = sources_,
                            .payment_methods = payment_methods_,
                            .products = products_,
                            .planned = "[0.45, null, 0.625]",
                            .merge_same_day = merge_same_day_};
    const auto table = analysis::analyse(blocks_, name, arguments);
    ASSERT_TRUE(table) << table.error().key;
    EXPECT_EQ(first_difference(rows_of(*table), database_.rows(sql_of(question))), "");
    EXPECT_EQ(first_difference(left_out_of(*table), database_.rows(left_out_sql_of(question))), "");
  }

 private:
  DuckDb database_{2};
  ledger::Blocks blocks_;
  std::vector<std::string> sources_;
  std::vector<std::string> payment_methods_;
  std::vector<std::string> products_;
  bool merge_same_day_;
};

const std::vector<std::pair<std::string, analysis::RawArguments>>& questions() {
  static const std::vector<std::pair<std::string, analysis::RawArguments>> kQuestions{
      {"stages", {}},
      {"stages", {{"window_days", "60"}, {"stage_max", "3"}}},
      {"days_to_next", {}},
      {"days_to_next", {{"from_stage", "3"}, {"days_max", "100"}}},
      {"cohorts", {}},
      {"cohorts", {{"age", "30_days"}, {"horizon", "7"}}},
      {"rfm", {}},
      {"rfm", {{"r5_days_max", "7"}, {"f2_max", "2"}, {"m4_max", "60000"}}},
      {"cpm", {}},
      {"cpm", {{"young_days", "30"}, {"loyal_days", "100"}, {"churn_days", "60"}, {"amount", "30000"}}},
      {"rfm_moves", {}},
      {"rfm_moves", {{"axis", "f"}, {"compare_day", "2023-06-01"}, {"m4_max", "60000"}}},
      {"rfm_moves", {{"axis", "r"}, {"r5_days_max", "7"}}},
      {"cpm_moves", {}},
      {"cpm_moves", {{"churn_days", "60"}, {"compare_day", "2023-12-30"}}},
      {"customer_balance", {{"years", "0"}}},
      {"customer_balance", {{"years", "0"}, {"active_days", "90"}}},
      {"acquisition", {}},
      {"acquisition", {{"by", "month"}, {"conversion_days", "30"}}},
      {"weakest_link", {}},
      {"weakest_link", {{"window_days", "90"}, {"layer", "net"}, {"stage_max", "11"}, {"flow_days", "120"}}},
      {"weakest_link", {{"layer", "gross"}, {"margin_percent", "20"}}},
      {"weakest_link", {{"grace_days", "35"}, {"rounds_max", "23"}, {"stage_max", "1"}, {"shipping_cost", "50"}}},
      {"planner", {{"rates", "1:45,3:62.5"}, {"shipping_cost", "100"}}},
      {"planner", {{"chain", "round"}, {"rates", "1:45,3:62.5"}, {"grace_days", "40"}}},
      {"planner", {{"chain", "round"}, {"layer", "net"}, {"flow_days", "100"}}},
      {"planner", {{"cpo", "700"}, {"layer", "gross"}, {"window_days", "200"}}},
      {"ltv", {}},
      {"ltv",
       {{"by", "source"}, {"horizon", "6"}, {"groups_max", "2"}, {"margin_percent", "33"}, {"new", "of_filter"}}},
      {"ltv", {{"by", "product"}, {"horizon", "20"}, {"shipping_cost", "37"}, {"payment_fee_permille", "36"}}},
      {"ltv_levers", {}},
      {"ltv_levers", {{"by", "source"}, {"horizon", "9"}}},
      {"ltv_levers", {{"by", "payment_method"}, {"horizon", "3"}, {"new", "of_filter"}}},
      {"ltv_levers", {{"by", "all"}, {"horizon", "7"}, {"margin_percent", "0"}}},
      {"net_sales", {}},
      {"deciles", {}},
      {"products", {}},
      {"products", {{"rows_max", "3"}}},
      {"product_flow", {}},
      {"product_flow", {{"top", "2"}}},
      {"basket", {{"count_min", "2"}}},
      {"basket", {{"together", "customer"}, {"count_min", "1"}, {"products_max", "3"}}},
      {"retention", {}},
      {"retention", {{"unit", "customer"}, {"grace_days", "35"}, {"rounds_max", "4"}}},
      {"retention", {{"by", "product"}, {"groups_max", "3"}}},
      {"retention", {{"by", "source"}, {"unit", "customer"}, {"rounds_max", "3"}}},
      {"retention", {{"by", "payment_method"}, {"rounds_max", "2"}}},
      {"retention", {{"by", "first_month"}, {"rounds_max", "3"}}},
      {"order_to_cash", {}},
      {"order_to_cash", {{"by", "stage"}, {"mature_days", "30"}}},
      {"order_to_cash", {{"by", "month"}}},
      {"shipment_losses", {}},
      {"shipment_losses", {{"by", "payment_method"}, {"mature_days", "3"}}},
      {"payment_delay", {}},
      {"payment_delay", {{"by", "payment_method"}}},
      {"payment_delay", {{"by", "source"}}},
      {"returns", {}},
      {"returns", {{"by", "stage"}}},
      {"returns", {{"by", "month"}}},
      {"returns", {{"by", "payment_method"}}},
      {"returns", {{"by", "source"}}},
      {"after_trouble", {}},
      {"after_trouble", {{"from_stage", "2"}, {"window_days", "40"}, {"late_ship_days", "1"}}},
      {"delivery", {}},
      {"delivery", {{"by", "month"}, {"within_days", "1"}, {"late_days", "2"}, {"cut_off_hour", "15"}}},
      {"delivery_repeat", {}},
      {"delivery_repeat", {{"leg", "order_to_shipped"}, {"from_stage", "2"}, {"window_days", "30"}, {"days_max", "3"}}},
      {"calendar", {}},
      {"stock", {}},
      {"r30", {}},
      {"r30", {{"purchases_min", "1"}, {"from_days", "10"}, {"to_days", "200"}, {"horizon_days", "20"}}}};
  return kQuestions;
}

std::string in_words(const analysis::RawArguments& arguments) {
  std::string words;
  for (const auto& [name, value] : arguments) words.append(" ").append(name).append("=").append(value);
  return words;
}

class AgainstSql : public testing::TestWithParam<std::uint64_t> {};

TEST_P(AgainstSql, EverythingIsEqual) {
  const std::uint64_t seed = GetParam();
  const auto orders = static_cast<std::int64_t>(seed % 5 == 0 ? 10'000 : 2'000);
  Shop shop(cases::random_shop(seed, {.orders = orders, .customers = orders / 6, .days = 700}));
  const std::array<analysis::RawArguments, 6> filters{{{},
                                                       {{"from", "2024-03-05"}, {"to", "2025-02-20"}},
                                                       {{"source", "mail"}},
                                                       {{"payment_method", "card"}, {"product", "soap"}},
                                                       {{"product", "tea"}, {"to", "2025-01-31"}, {"source", "-"}},
                                                       {{"source", "-"}, {"from", "2024-06-01"}}}};
  std::size_t turn = seed;  // two filters at each as-of day, all of them over the days
  for (const char* as_of : {"2023-12-31", "2024-01-01", "2024-07-31", "2025-03-14", "2026-06-30"}) {
    for (int times = 0; times < 2; ++times) {
      const auto& filter = filters[turn++ % filters.size()];
      // A third of the questions in each turn: over all turns each is asked with every filter and on every day.
      for (std::size_t n = turn % 3; n < questions().size(); n += 3) {
        const auto& [name, own] = questions()[n];
        analysis::RawArguments arguments = own;
        arguments.insert(filter.begin(), filter.end());
        arguments["as_of"] = as_of;
        SCOPED_TRACE(name + in_words(arguments));
        shop.compare(name, arguments);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AgainstSql, testing::Range<std::uint64_t>(1, 8));

}  // namespace
}  // namespace tsuzuku::oracle
