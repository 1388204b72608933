// Models fitted to files of counts, as an analyst calls it.

#include <cmath>

#include "base/json.hpp"
#include "base/random.hpp"
#include "tests/cli/program.hpp"

namespace tsuzuku::cli_tests {
namespace {

// Fader and Hardie 2007, table 1: of 1,000 "High End" customers, after 0 to 7 years.
constexpr const char* kHighEnd = "period,survivors\n0,1000\n1,869\n2,743\n3,653\n4,593\n5,551\n6,517\n7,491\n";

class FitTest : public ProgramTest {
 protected:
  [[nodiscard]] json::object fitted(const std::string& model, const std::string& path,
                                    const std::vector<std::string>& further = {}) const {
    std::vector<std::string> arguments = {"fit", model, path, "--format", "json"};
    arguments.insert(arguments.end(), further.begin(), further.end());
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
    const auto value = parse_json(outcome.out);
    EXPECT_TRUE(value && value->is_object()) << outcome.out;
    return value && value->is_object() ? value->get_object() : json::object();
  }
  // Exit code 1 and a message with `words` in English.
  void expect_refused(const std::string& model, const std::string& text, const std::string& words) const {
    const Outcome outcome = run({"--language", "en", "fit", model, write("bad.csv", text)});
    EXPECT_EQ(outcome.exit_code, 1) << text;
    EXPECT_TRUE(outcome.error.contains(words)) << outcome.error;
    EXPECT_EQ(outcome.out, "");
  }
};

double number(const json::value& value) { return value.to_number<double>(); }

// 3,000 customers who live as MBG/NBD says with r = 1, alpha = 6, a = 1, b = 3.
std::string purchases() {
  Random random(17);
  const auto exponential = [&] { return -std::log(1.0 - random.unit()); };
  std::string text = "id,x,t_x,T\n0,0,0,30\n";
  for (int i = 1; i < 3'000; ++i) {
    const double rate = exponential() / 6.0, drops = 1.0 - std::cbrt(random.unit());
    const double observed = 30.0 + i % 20;
    int x = 0;
    double last = 0.0;
    for (double now = 0.0; !random.chance(drops); ++x, last = now) {
      now += exponential() / rate;
      if (now > observed) break;
    }
    text += std::to_string(i) + "," + std::to_string(x) + "," + std::to_string(last) + "," + std::to_string(observed) +
            "\n";
  }
  return text;
}

TEST_F(FitTest, JsonHasTheFourNamesOfEveryFit) {
  const json::object fit = fitted("sbg", write("high_end.csv", kHighEnd));
  EXPECT_NEAR(number(fit.at("parameters").at("alpha")), 0.668, 5e-4);
  EXPECT_NEAR(number(fit.at("parameters").at("beta")), 3.806, 5e-4);
  EXPECT_GT(number(fit.at("standard_errors").at("alpha")), 0.0);
  EXPECT_LT(number(fit.at("log_likelihood")), 0.0);
  EXPECT_TRUE(fit.at("converged").as_bool());
  EXPECT_EQ(fit.size(), 4U);
}

TEST_F(FitTest, RenewalsAhead) {
  const json::object fit = fitted("sbg", write("high_end.csv", kHighEnd), {"--predict", "5"});
  const json::array& rows = fit.at("expectations").as_array();
  ASSERT_EQ(rows.size(), 13U) << "eight rows and five periods more";
  EXPECT_EQ(number(rows[7].at("survivors")), 491.0);
  EXPECT_TRUE(rows[8].at("survivors").is_null());
  EXPECT_TRUE(rows[0].at("retention_rate").is_null());
  double survival = 1.0;  // (beta + t - 1) / (alpha + beta + t - 1), with the paper's parameters
  for (std::size_t t = 1; t < rows.size(); ++t) {
    const double stays = 3.806 + static_cast<double>(t) - 1.0;
    survival *= stays / (stays + 0.668);
    EXPECT_NEAR(number(rows[t].at("surviving_rate")), survival, 2e-4) << t;
  }

  const json::object bdw = fitted("bdw", write("high_end.csv", kHighEnd));
  EXPECT_NEAR(number(bdw.at("likelihood_ratio")),
              2.0 * (number(bdw.at("log_likelihood")) - number(fit.at("log_likelihood"))), 1e-9);
  EXPECT_LT(number(bdw.at("p_value")), 0.01);
}

TEST_F(FitTest, PurchasesAhead) {
  const std::string file = write("purchases.csv", purchases());
  for (const std::string model : {"bgnbd", "mbgnbd"}) {
    const json::object fit = fitted(model, file, {"--predict", "26"});
    EXPECT_TRUE(fit.at("converged").as_bool()) << model;
    if (model == "mbgnbd") {
      EXPECT_NEAR(number(fit.at("parameters").at("r")), 1.0, 4.0 * number(fit.at("standard_errors").at("r")));
      EXPECT_NEAR(number(fit.at("parameters").at("alpha")), 6.0, 4.0 * number(fit.at("standard_errors").at("alpha")));
    }
    const json::array& rows = fit.at("expectations").as_array();
    ASSERT_EQ(rows.size(), 3'000U);
    EXPECT_EQ(number(rows[0].at("x")), 0.0);
    EXPECT_EQ(number(rows[0].at("p_alive")) == 1.0, model == "bgnbd") << "only MBG/NBD lets one-time buyers leave";
    EXPECT_GT(number(rows[0].at("expected_purchases")), 0.0);
  }
}

TEST_F(FitTest, SpendAhead) {
  std::string text = "customer;x;z\n";  // another separator, another column
  for (int i = 0; i < 400; ++i) {
    const int x = i % 5;
    text += std::to_string(i) + ";" + std::to_string(x) + ";" +
            std::to_string(x == 0 ? 0 : 2'000 + (i * 7919) % 6'000) + "\n";
  }
  const json::object fit = fitted("gamma_gamma", write("spend.csv", text), {"--predict", "1"});
  EXPECT_EQ(number(fit.at("left_out")), 80.0);
  EXPECT_LT(std::abs(number(fit.at("correlation"))), 1.0);
  const json::array& rows = fit.at("expectations").as_array();
  ASSERT_EQ(rows.size(), 400U);
  const double p = number(fit.at("parameters").at("p")), q = number(fit.at("parameters").at("q")),
               v = number(fit.at("parameters").at("v"));
  EXPECT_NEAR(number(rows[0].at("expected_value")), p * v / (q - 1.0), 1e-6) << "somebody new";
  const double x = number(rows[3].at("x")), z = number(rows[3].at("z"));
  EXPECT_NEAR(number(rows[3].at("expected_value")), (v + x * z) * p / (p * x + q - 1.0), 1e-6);
}

TEST_F(FitTest, TheTableIsForPeople) {
  const std::string file = write("purchases.csv", purchases());
  const Outcome japanese = run({"fit", "bgnbd", file, "--predict", "26"});
  EXPECT_EQ(japanese.exit_code, 0) << japanese.error;
  for (const char* words : {"標準誤差", "対数尤度", "収束しました", "p_alive", "ほか2,980行"}) {
    EXPECT_TRUE(japanese.out.contains(words)) << words << " in\n" << japanese.out;
  }
  const Outcome english =
      run({"--language", "en", "fit", "sbg", write("flat.csv", "period,survivors\n0,1000\n1,700\n")});
  EXPECT_EQ(english.exit_code, 0) << english.error;
  EXPECT_TRUE(english.out.contains("Not converged")) << english.out;
  EXPECT_TRUE(english.out.contains("–")) << "no standard errors\n" << english.out;
}

TEST_F(FitTest, WhatIsWrongIsNamedWithItsRow) {
  expect_refused("bgnbd", "x,t_x\n1,2\n", "no column T");
  expect_refused("bgnbd", "x,t_x,T\n1,2,3\n\n2,five,9\n", "Row 4: t_x is no number (five)");
  expect_refused("bgnbd", "x,t_x,T\n1,2\n", "Row 2: T is no number ()");
  expect_refused("bgnbd", "x,t_x,T\n1,2,3\n1.5,2,3\n", "Row 3: x must be a whole number (1.5)");
  expect_refused("mbgnbd", "x,t_x,T\n1,4,3\n", "Row 2: the last purchase t_x (4) lies after");
  expect_refused("mbgnbd", "x,t_x,T\n1,nan,3\n", "Row 2: t_x is no number (nan)");
  expect_refused("bgnbd", "x,t_x,T\n0,0,3\n0,0,5\n", "Nobody bought twice");
  expect_refused("bgnbd", "x,t_x,T\n", "There is no row");
  expect_refused("gamma_gamma", "x,z\n2,5\n1,0\n", "Row 3: x (1)");
  expect_refused("gamma_gamma", "x,z\n0,0\n", "There is no row");
  expect_refused("sbg", "period,survivors\n0,10\n2,5\n", "Row 3: period 1 was expected here, but period is 2");
  expect_refused("sbg", "period,survivors\n0,100\n1,86.9\n", "Row 3: survivors must be a whole number (86.9)");
  expect_refused("bdw", "period,survivors\n0,10\n1,11\n", "Period 1 has more customers (11)");
  expect_refused("bdw", "period,survivors\n0,10\n1,10\n", "Nobody has left");
  const Outcome none = run({"--language", "en", "fit", "sbg", file("nowhere.csv")});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_TRUE(none.error.contains("nowhere.csv")) << none.error;
  for (const std::string time : {"0", "-1", "soon", "2.5"}) {
    EXPECT_EQ(run({"fit", "sbg", write("high_end.csv", kHighEnd), "--predict=" + time}).exit_code, 2) << time;
  }
  EXPECT_EQ(run({"fit", "arima", write("high_end.csv", kHighEnd)}).exit_code, 2);
}

}  // namespace
}  // namespace tsuzuku::cli_tests
