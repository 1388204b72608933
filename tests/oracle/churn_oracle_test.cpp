// Silent churn against DuckDB: who is read how, rhythms, curves, levels, money and hit rates in SQL; the fits are made
// to the rows that SQL finds, and what they expect of a customer comes from the formulas as printed.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "analysis/registry.hpp"
#include "models/gamma_gamma.hpp"
#include "models/textbook_bg_nbd_for_tests.hpp"
#include "tests/cases/churn_shop.hpp"
#include "tests/cases/random_shop.hpp"
#include "tests/oracle/shop_queries.hpp"

namespace tsuzuku::oracle {
namespace {

namespace textbook = models::textbook;

constexpr double kYear = 365.0;
constexpr const char* kNone = "null::double";

std::string exactly(double number) { return fmt::format("{:.17g}::double", number); }

class ChurnOracle : public testing::Test {
 protected:
  void load(const cases::ShopRows& rows) {
    blocks_ = cases::blocks_of(rows);
    sources_ = rows.sources;
    payment_methods_ = rows.payment_methods;
    merged_ = rows.merge_same_day;
    ShopTables tables(database_);
    for (const auto& order : rows.orders) tables.add(order);
    for (const auto& back : rows.returns) tables.add(back);
    std::map<std::int64_t, std::int64_t> numbers;
    for (const auto& one : rows.subscriptions) tables.add_subscription(++numbers[one.customer], one);
    tables.finish();
    database_.run("create table outlook (x bigint, t_x bigint, watched bigint, while_alive double)");
  }

  // True when a model was fitted.
  bool compare(const std::string& name, const analysis::RawArguments& arguments) {
    Question question{.analysis = name,
                      .arguments = arguments,
                      .sources = sources_,
                      .payment_methods = payment_methods_,
                      .merge_same_day = merged_};
    question.words = {{"distinct_day", merged_ ? "distinct day" : "*"}};
    for (const char* parameter : {"r", "alpha", "a", "b"}) question.words[parameter] = kNone;
    question.words["value_of_purchase"] = kNone;
    if (name == "churn_signal") {
      question.words["holdout_days"] = "0";
      question.words["of_then"] = "false";
    } else {
      const Day today = parse_day(arguments.at("as_of")).value();
      const auto holdout = arguments.find("holdout_days");
      question.words["of_then"] = "true";
      question.words["today"] = fmt::format("date '{}'", to_text(today));
      question.words["as_of"] =
          fmt::format("date '{}'", to_text(today - (holdout == arguments.end() ? 90 : std::stoi(holdout->second))));
    }
    const bool fitted = fit(question);
    const auto table = analysis::analyse(blocks_, name, arguments);
    EXPECT_TRUE(table);
    EXPECT_EQ(first_difference(rows_of(*table), database_.rows(sql_of(question))), "");
    Question of_today = question;
    of_today.words.erase("as_of");
    EXPECT_EQ(first_difference(left_out_of(*table), database_.rows(left_out_sql_of(of_today))), "");
    return fitted;
  }

 private:
  bool fit(Question& question) {
    std::vector<models::PurchaseHistory> histories;
    std::vector<models::SpendHistory> spends;
    double net = 0.0, purchases = 0.0;
    for (const Row& row : database_.rows(sql_of(question, "churn_histories"))) {
      const auto at = [&](std::size_t column) { return std::get<std::int64_t>(row[column]); };
      histories.push_back(
          {.x = static_cast<std::int32_t>(at(0)), .t_x = static_cast<double>(at(1)), .T = static_cast<double>(at(2))});
      const auto count = static_cast<std::int32_t>(at(0)) + 1;
      net += static_cast<double>(at(3));
      purchases += count;
      if (count > 1 && at(3) > 0) spends.push_back({.x = count, .z = static_cast<double>(at(3)) / count});
    }
    const auto repeaters =
        std::ranges::count_if(histories, [](const models::PurchaseHistory& history) { return history.x > 0; });
    if (histories.size() < 100 || repeaters < 30) return false;
    const auto found = models::fit_bg_nbd(histories, models::DropOut::FromTheFirst);
    if (!found) return false;
    // Where nobody is seen to leave, the rates of buying stand, unless all are alike.
    const models::BgNbd& model = found->parameters;
    const bool leaving = model.a / (model.a + model.b) >= 0.01;
    if (leaving ? !found->converged : model.r > 100.0) return false;
    const auto values = found->parameters.values();
    for (std::size_t i = 0; i < values.size(); ++i) {
      question.words[std::string(models::BgNbd::kNames[i])] = exactly(values[i]);
    }
    question.words["value_of_purchase"] = exactly(std::max(net / purchases, 0.0));
    if (spends.size() >= 30) {
      const auto spend = models::fit_gamma_gamma(spends);
      if (spend && spend->converged && spend->parameters.p + spend->parameters.q > 1.0) {
        question.words["value_of_purchase"] =
            fmt::format("({0} * ({2} + greatest(net, 0)) / ({0} * l.purchases + {1} - 1))",
                        exactly(spend->parameters.p), exactly(spend->parameters.q), exactly(spend->parameters.v));
      }
    }
    if (question.analysis == "churn_signal" && leaving) add_outlooks(histories, found->parameters);
    return true;
  }

  // MBG/NBD of who is alive is BG/NBD with b + 1, and the odds of having left taken off again.
  void add_outlooks(const std::vector<models::PurchaseHistory>& histories, const models::BgNbd& model) {
    const std::array<textbook::Real, 4> survived{model.r, model.alpha, model.a, model.b + 1.0};
    database_.run("delete from outlook");
    std::string values;
    for (const auto& history : models::grouped(histories)) {
      const double odds =
          history.x == 0 ? 0.0
                         : model.a / (model.b + history.x) *
                               std::pow((model.alpha + history.T) / (model.alpha + history.t_x), model.r + history.x);
      const double expected =
          static_cast<double>(textbook::expected_purchases(survived, history, kYear) * (1.0L + odds));
      values += fmt::format("{}({}, {}, {}, {:.17g})", values.empty() ? "" : ",", history.x, history.t_x, history.T,
                            expected);
    }
    database_.run("insert into outlook values " + values);
  }

  DuckDb database_{2};
  ledger::Blocks blocks_;
  std::vector<std::string> sources_, payment_methods_;
  bool merged_ = true;
};

const std::vector<std::pair<std::string, analysis::RawArguments>> kQuestions{
    {"churn_signal", {}},
    {"churn_calibration", {{"holdout_days", "30"}, {"fixed_days", "45"}, {"watch_percent", "200"}}},
    {"churn_signal", {{"watch_percent", "120"}, {"risk_percent", "70"}, {"gone_percent", "40"}}},
    {"churn_calibration", {{"from", "2024-03-05"}}},
    {"churn_signal", {{"source", "-"}, {"from", "2024-02-10"}}},
    {"churn_calibration", {}}};

TEST_F(ChurnOracle, OnAShopThatLivesAsTheModelsSuppose) {
  load(cases::churn_shop(21, {.customers = 1'000, .contracts = 400}));
  int fitted = 0;
  for (const char* as_of : {"2023-06-30", "2024-02-29", "2025-06-18"}) {
    for (auto [name, raw] : kQuestions) {
      raw["as_of"] = as_of;
      SCOPED_TRACE(name + " " + as_of + " with " + (raw.size() > 1 ? raw.rbegin()->first : "nothing"));
      fitted += compare(name, raw);
    }
  }
  EXPECT_GE(fitted, 10);
}

// At the border of the model: no chance, and everybody by the rhythm alone.
TEST_F(ChurnOracle, OnAShopThatNobodyLeaves) {
  load(cases::churn_shop(4, {.customers = 600, .contracts = 100, .purchases = {0.9, 60.0, 0.001, 20.0}}));
  for (auto [name, raw] : kQuestions) {
    raw["as_of"] = "2025-06-18";
    SCOPED_TRACE(name + " with " + raw.rbegin()->first);
    EXPECT_TRUE(compare(name, raw));
  }
}

class ChurnOracleOnAny : public ChurnOracle, public testing::WithParamInterface<std::uint64_t> {};

TEST_P(ChurnOracleOnAny, Shop) {
  load(cases::random_shop(GetParam(), {.orders = 2'000, .customers = 400, .days = 700}));
  std::size_t turn = GetParam();  // two questions on each day, over the shops all of them
  for (const char* as_of : {"2023-12-31", "2024-01-01", "2024-07-31", "2025-03-14", "2026-06-30"}) {
    for (int times = 0; times < 2; ++times) {
      auto [name, raw] = kQuestions[turn++ % kQuestions.size()];
      raw["as_of"] = as_of;
      SCOPED_TRACE(name + " " + as_of + " with " + (raw.size() > 1 ? raw.rbegin()->first : "nothing"));
      compare(name, raw);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ChurnOracleOnAny, testing::Range<std::uint64_t>(1, 7));

}  // namespace
}  // namespace tsuzuku::oracle
