#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "analysis/error_words.hpp"
#include "analysis/registry.hpp"
#include "analysis/render.hpp"
#include "base/text.hpp"
#include "ledger/builder.hpp"

namespace tsuzuku::analysis {
namespace {

Catalogue words(const std::string& language) {
  std::ifstream file(TSUZUKU_SOURCE_DIR "/locales/server/" + language + "/analysis.json");
  std::ostringstream text;
  text << file.rdbuf();
  return Catalogue::parse(text.str()).value();
}

ledger::OrderRow order(std::int64_t customer, std::int64_t id, std::string_view day, Money accepted) {
  ledger::OrderRow row;
  row.customer = customer;
  row.order = id;
  row.day = parse_day(day).value();
  row.accepted = accepted;
  return row;
}

ledger::Blocks small_shop(std::string_view currency) {
  ledger::Builder builder;
  builder.set_currency(find_currency(currency).value());
  builder.add_customer(1);
  builder.add_customer(2);
  builder.add_order(order(1, 1, "2025-01-10", 123'456));
  builder.add_order(order(1, 2, "2025-02-09", 3'000));
  builder.add_order(order(2, 3, "2025-01-20", 5'000));
  builder.add_order(order(0, 4, "2025-01-21", 700));
  return {.ledger = builder.finish().value()};
}

// With every block.
ledger::Blocks empty_shop() {
  ledger::Blocks blocks{.ledger = ledger::Builder().finish().value()};
  blocks.lines = ledger::LinesBuilder(*blocks.ledger, {}).finish().value();
  blocks.subscriptions = ledger::SubscriptionsBuilder(*blocks.ledger).finish().value();
  blocks.facts = std::make_shared<const ledger::Facts>(ledger::Products{}, std::vector<ledger::SourceCost>(),
                                                       std::vector<ledger::StockLevel>());
  return blocks;
}

TEST(Arguments, DefaultsAreFilledInAndEmptyTextIsNotGiven) {
  const auto& descriptor = find_analysis("stages").value()->descriptor();
  const auto arguments = Arguments::parse(descriptor, {{"stage_max", "3"}, {"as_of", ""}}).value();
  EXPECT_EQ(arguments.integer("window_days"), 365);
  EXPECT_EQ(arguments.integer("stage_max"), 3);
  EXPECT_FALSE(arguments.day("as_of"));
  EXPECT_EQ(arguments.text("source"), "");
}

TEST(Arguments, ErrorsNameTheParameterAndWhatIsKnown) {
  const auto& descriptor = find_analysis("stages").value()->descriptor();
  const auto error = [&](const RawArguments& raw) { return Arguments::parse(descriptor, raw).error(); };
  const Error unknown = error({{"windw_days", "3"}});
  EXPECT_EQ(unknown.key, "analysis.unknown_parameter");
  EXPECT_EQ(unknown.kind, ErrorKind::Usage);
  EXPECT_NE(words("en").text(unknown).find("window_days, stage_max, as_of"), std::string::npos);
  EXPECT_EQ(error({{"window_days", "0"}}).key, "analysis.out_of_bounds");
  EXPECT_EQ(error({{"window_days", "12.5"}}).key, "analysis.bad_integer");
  EXPECT_EQ(error({{"window_days", "99999999999999999999"}}).key, "analysis.bad_integer");
  EXPECT_EQ(error({{"as_of", "2025-02-30"}}).key, "analysis.bad_day");
}

TEST(Arguments, ErrorsTellPeopleTheTitleOfTheParameter) {
  const auto& descriptor = find_analysis("r30").value()->descriptor();
  const Error error = Arguments::parse(descriptor, {{"horizon_days", "x"}}).error();
  const auto told = [&](const char* language, Names names, const Error& of) {
    return words(language).text(with_titles(of, names, words(language)));
  };
  EXPECT_EQ(told("ja", Names::Left, error).find("horizon_days"), std::string::npos) << told("ja", Names::Left, error);
  EXPECT_TRUE(
      told("ja", Names::Left, error).starts_with("「" + parameter_title("r30", "horizon_days", words("ja")) + "」"));
  EXPECT_NE(told("en", Names::Beside, error).find(" (horizon_days) must be"), std::string::npos);
  const Error shared = Arguments::parse(descriptor, {{"as_of", "2025-02-30"}}).error();
  EXPECT_TRUE(told("ja", Names::Left, shared).starts_with("「基準日」"));
  const Error unknown = Arguments::parse(descriptor, {{"windw_days", "3"}}).error();
  EXPECT_NE(told("ja", Names::Left, unknown).find("windw_days"), std::string::npos) << "what has no title";
  const Error other = fail(ErrorKind::Usage, "shop.unknown", {{"parameter", "as_of"}}).error();
  EXPECT_EQ(with_titles(other, Names::Left, words("ja")), other);
}

// Names, parameters and columns are a contract with everything that is built on them: change none of them.
TEST(Registry, NamesColumnsAndParametersArePinned) {
  const RawArguments common{{"as_of", ""},  {"from", ""},           {"to", ""},
                            {"source", ""}, {"payment_method", ""}, {"product", ""}};
  const auto names = [](const auto& list, const RawArguments& without) {
    std::vector<std::string> out;
    for (const auto& one : list) {
      if (!without.contains(one.name)) out.push_back(one.name);
    }
    return joined(out);
  };
  std::string all;
  for (const Analysis& analysis : analyses()) {
    const Descriptor& one = analysis.descriptor();
    all += one.name + "(" + names(one.parameters, common) + "): " + names(one.columns, {}) + "\n";
  }
  EXPECT_EQ(
      all,
      "stages(window_days, stage_max): stage, customers, ever_converted, matured, converted, "
      "stage_conversion_rate, km_rate, days_p25, days_median, days_p75\n"
      "days_to_next(from_stage, days_max): days, customers, km_rate\n"
      "retention(unit, by, grace_days, rounds_max, groups_max): group, round, started, ever_continued, matured, "
      "continued, retention_rate, retention_low, retention_high, surviving_rate, km_rate, active, skipped, paused, "
      "cancelled, undelivered\n"
      "retention_trap(unit, early_rounds, grace_days): renewals, asked, constant_rate, sbg_rate, observed_rate, "
      "constant_deliveries, sbg_deliveries, observed_deliveries, sbg_gap, observed_gap\n"
      "churn_signal(watch_percent, risk_percent, gone_percent): level, kind, customers, times_median, alive_rate, "
      "sales_at_stake, sales_lost\n"
      "churn_calibration(holdout_days, fixed_days, watch_percent, risk_percent, gone_percent): group, decile, "
      "customers, "
      "predicted_rate, bought, observed_rate, observed_low, observed_high, stayed_away, precision_rate, precision_low, "
      "precision_high, recall_rate, recall_low, recall_high, false_alarm_rate, false_alarm_low, false_alarm_high\n"
      "cohorts(age, horizon): cohort, age, customers, active, purchases, sales, cumulative_sales, "
      "cumulative_per_customer, complete\n"
      "rfm(r5_days_max, r4_days_max, r3_days_max, r2_days_max, f1_max, f2_max, f3_max, f4_max, m1_max, m2_max, "
      "m3_max, m4_max): r, f, m, customers, purchases, sales\n"
      "cpm(young_days, loyal_days, churn_days, amount): cell, active, customers, purchases, sales\n"
      "rfm_moves(compare_day, axis, r5_days_max, r4_days_max, r3_days_max, r2_days_max, f1_max, f2_max, f3_max, "
      "f4_max, m1_max, m2_max, m3_max, m4_max): from, to, customers, share, sales\n"
      "cpm_moves(compare_day, young_days, loyal_days, churn_days, amount): from, to, customers, share, sales\n"
      "customer_balance(active_days, years): year, part, opening, kept, lost, returned, new, closing, purchases, "
      "sales\n"
      "weakest_link(window_days, grace_days, layer, flow_days, margin_percent, shipping_cost, payment_fee_permille, "
      "stage_max, rounds_max): chain, stage, reached, per_month, matured, continued, rate, rate_low, rate_high, "
      "purchase_value, value_behind, "
      "worth_per_point, worth_low, worth_high\n"
      "planner(chain, rates, window_days, grace_days, layer, flow_days, margin_percent, shipping_cost, "
      "payment_fee_permille, cpo): "
      "scenario, new_per_month, cpo, ltv, ltv_to_cpo, monthly_profit\n"
      "ltv(by, horizon, groups_max, new, margin_percent, shipping_cost, payment_fee_permille): group, months, part, "
      "customers, matured, purchases, accepted, net, gross, contribution, accepted_per_customer, net_per_customer, "
      "gross_per_customer, contribution_per_customer, after_cpo_per_customer\n"
      "ltv_levers(by, horizon, groups_max, new, margin_percent, shipping_cost, payment_fee_permille): group, "
      "customers, matured, order_value, purchases_per_customer, repeaters, repeat_rate, repeat_rate_low, "
      "repeat_rate_high, churn_rate, ltv_net, ltv_gross, ltv_contribution, forecast_net, cpo, costed_customers, "
      "ltv_to_cpo, "
      "payback_month\n"
      "acquisition(by, conversion_days): group, customers, cost, trials, direct, converted, trials_matured, "
      "trials_converted, trial_conversion_rate, trial_conversion_rate_low, trial_conversion_rate_high, cpr, cpo, "
      "first_sales, sales, roas, year_matured, year_value, year_value_to_cpo\n"
      "net_sales(): month, orders, accepted, out_of_stock, returned, discounts, points, net, "
      "orders_without_customer\n"
      "products(rows_max): product, kind, buyers, orders, pieces, sales, returned, returned_pieces, return_rate, net, "
      "repeaters, repeat_rate, repeat_low, repeat_high, days_median, cost_known_share, margin, margin_rate\n"
      "product_flow(top): from_purchase, from_product, to_product, customers, reached, share, share_low, share_high, "
      "days_median\n"
      "basket(together, count_min, products_max, rows_max): product_a, product_b, count, count_a, count_b, baskets, "
      "share, a_to_b, b_to_a, lift, lift_low, lift_high\n"
      "r30(purchases_min, from_days, to_days, horizon_days, rows_max): customer_id, purchases, last_day, quiet_days, "
      "deadline, order_value, chance, expected_value\n"
      "deciles(): decile, customers, purchases, sales, share, cumulative_share, sales_per_customer, largest, "
      "smallest\n"
      "order_to_cash(by, mature_days): group, accepted, accepted_amount, matured, matured_shipped, shipment_rate, "
      "shipment_low, shipment_high, pending, shipped, shipped_amount, delivered, delivered_amount, paid, "
      "paid_amount, kept, kept_amount, returned, returned_amount\n"
      "shipment_losses(by, mature_days): group, outcome, orders, accepted, share, share_low, share_high, amount\n"
      "payment_delay(by): group, days_late, decided, late, late_rate, late_low, late_high, paid_later, cancelled, "
      "open, days_median, late_amount, open_amount\n"
      "returns(by): group, reason, returns, shipped, return_rate, return_low, return_high, pieces, "
      "amount, amount_rate, exchanged, exchange_rate, days_median, days_p90\n"
      "after_trouble(from_stage, window_days, late_ship_days): trouble, troubled, troubled_converted, "
      "troubled_rate, troubled_low, troubled_high, others, others_converted, others_rate, others_low, others_high, "
      "difference, difference_low, difference_high\n"
      "delivery(by, within_days, late_days, cut_off_hour): group, leg, orders, days_median, days_p75, days_p90, "
      "within_matured, within, within_rate, within_low, within_high, late_matured, late, late_rate, late_low, "
      "late_high, before_cut_off, same_day, same_day_rate, same_day_low, same_day_high\n"
      "delivery_repeat(leg, from_stage, window_days, days_max): days, customers, matured, converted, "
      "conversion_rate, conversion_low, conversion_high\n"
      "calendar(): weekday, hour, orders, purchases, sales\n"
      "stock(): product, counted_on, on_hand, days, out_of_stock_days, pieces, sales, pieces_per_day, "
      "days_of_supply, sales_lost\n"
      "customers(of, part, page, page_size): customer_id, purchases, first_day, last_day, sales, reason\n");
}

// A missing text shows as its key, which always begins with "analysis.".
TEST(Words, EveryDescriptorIsCompleteInBothLanguages) {
  for (const char* language : {"ja", "en"}) {
    const Catalogue catalogue = words(language);
    for (const Analysis& analysis : analyses()) {
      const std::string text = to_text(to_json(analysis.descriptor(), catalogue));
      EXPECT_EQ(text.find("\"analysis."), std::string::npos)
          << language << ": " << text.substr(text.find("\"analysis."), 80);
      for (const Parameter& parameter : analysis.descriptor().parameters) {
        const std::string rest = "parameters." + parameter.name + ".description";
        EXPECT_TRUE(catalogue.contains("analysis." + analysis.descriptor().name + "." + rest) ||
                    catalogue.contains("analysis.common." + rest))
            << language << ": " << rest;
      }
    }
  }
}

TEST(Json, HasTheShapeOfTheApi) {
  const auto table = analyse(small_shop("JPY"), "stages", {{"stage_max", "1"}, {"as_of", "2026-02-01"}}).value();
  const json::object result = to_json(table, words("en"));
  EXPECT_EQ(to_text(result.at("parameters")),
            R"({"window_days":365,"stage_max":1,"as_of":"2026-02-01","from":null,"to":null,"source":null,)"
            R"("payment_method":null,"product":null})");
  EXPECT_EQ(to_text(result.at("rows").as_array().at(0)),
            R"({"stage":1,"customers":2,"ever_converted":1,"matured":2,"converted":1,"stage_conversion_rate":0.5,)"
            R"("km_rate":0.5,"days_p25":30,"days_median":30,"days_p75":30})");
  EXPECT_EQ(to_text(result.at("part_counts")), R"([{"reached":2,"converted":1,"within_window":0,"gone":1}])");
  EXPECT_EQ(to_text(result.at("left_out")),
            R"([{"reason":"without_customer","message":"1 order without a customer","orders":1,"customers":0}])");
  EXPECT_EQ(result.at("currency").as_string(), "JPY");
  EXPECT_FALSE(result.contains("page"));
}

TEST(Json, ListsCarryThePageAndSayWhy) {
  const auto table = analyse(small_shop("JPY"), "customers",
                             {{"of", "stages"}, {"cell.stage", "1"}, {"part", "gone"}, {"as_of", "2026-12-01"}})
                         .value();
  const json::object result = to_json(table, words("en"));
  EXPECT_EQ(result.at("rows_total"), 1);
  EXPECT_EQ(to_text(result.at("rows").as_array().at(0)),
            R"({"customer_id":"2","purchases":1,"first_day":"2025-01-20","last_day":"2025-01-20","sales":5000,)"
            R"("reason":"stages.gone","reason_values":{"stage":"1","days":"680","window_days":"365"},)"
            R"("reason_text":"680 days since purchase 1, past 365 days without the next one."})");
}

TEST(Json, AnEmptyShopHasNullsAndNoNan) {
  const ledger::Blocks empty = empty_shop();
  for (const Analysis& analysis : analyses()) {
    RawArguments raw;
    if (analysis.descriptor().open_parameters) raw["cell.stage"] = "1";
    const auto table = analyse(empty, analysis.descriptor().name, raw);
    ASSERT_TRUE(table) << table.error().key;
    const std::string text = to_text(to_json(*table, words("en")));
    EXPECT_NE(text.find("\"as_of\":null"), std::string::npos);
    EXPECT_NE(text.find("no_orders"), std::string::npos);
    EXPECT_EQ(text.find("nan"), std::string::npos);
  }
}

TEST(Csv, MoneyIsMinorUnitsWithoutDecimalsAndMajorUnitsWithThem) {
  const RawArguments raw{{"to", "2025-01-31"}};
  EXPECT_EQ(to_csv(analyse(small_shop("JPY"), "net_sales", raw).value(), words("ja")),
            "month,orders,accepted,out_of_stock,returned,discounts,points,net,orders_without_customer\r\n"
            "2025-01,3,129156,0,0,0,0,129156,1\r\n");
  EXPECT_EQ(to_csv(analyse(small_shop("USD"), "net_sales", raw).value(), words("ja")),
            "month,orders,accepted,out_of_stock,returned,discounts,points,net,orders_without_customer\r\n"
            "2025-01,3,1291.56,0.00,0.00,0.00,0.00,1291.56,1\r\n");
}

TEST(Csv, TextIsQuotedAndNeverAFormula) {
  Table table;
  table.columns = {{"name", ColumnType::Text, "", {}}, {"rate", ColumnType::Rate, "", {}}};
  table.rows = {{std::string("=1+1"), 0.5}, {std::string("a \"b\", c"), Value{}}, {std::string("-x\ny"), 1.0}};
  EXPECT_EQ(to_csv(table, words("en")), "name,rate\r\n'=1+1,0.5\r\n\"a \"\"b\"\", c\",\r\n\"'-x\ny\",1\r\n");
}

TEST(Terminal, AlignsFullWidthCharacters) {
  const std::string text = to_terminal(analyse(small_shop("JPY"), "net_sales", {}).value(), words("ja"));
  std::istringstream lines(text);
  std::vector<std::size_t> widths;
  for (std::string line; std::getline(lines, line);) {
    const bool of_table =
        line.starts_with("月 ") || line.starts_with("2025-") || line.starts_with("合計") || line.starts_with("---");
    if (of_table) widths.push_back(display_width(line));
  }
  ASSERT_EQ(widths.size(), 6U) << text;
  EXPECT_EQ(std::ranges::count(widths, widths.front()), 6) << text;
  EXPECT_NE(text.find("129,156"), std::string::npos);
  EXPECT_NE(text.find("同じ顧客の同じ日の注文"), std::string::npos);
}

TEST(Terminal, RatesArePercentAndNullIsADash) {
  const std::string text = to_terminal(
      analyse(small_shop("JPY"), "stages", {{"window_days", "10"}, {"as_of", "2025-02-09"}}).value(), words("en"));
  EXPECT_NE(text.find("0.0%"), std::string::npos) << text;
  EXPECT_NE(text.find("–"), std::string::npos) << text;
}

}  // namespace
}  // namespace tsuzuku::analysis
