// The gamma-gamma model against Fader and Hardie 2013, note 025 (brucehardie.com/notes/025), the formula as printed,
// and purchases drawn with known parameters.
#include "models/gamma_gamma.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "models/data_for_tests.hpp"
#include "models/textbook_bg_nbd_for_tests.hpp"

namespace tsuzuku::models {
namespace {

using textbook::Real;

Real printed(const std::array<Real, 3>& at, std::span<const SpendHistory> histories) {
  const auto [p, q, v] = at;
  Real sum = 0;
  for (const SpendHistory& history : histories) {
    const auto x = static_cast<Real>(history.x), z = static_cast<Real>(history.z);
    sum +=
        static_cast<Real>(history.customers) * (std::log(1 / (z * std::exp(textbook::ln_beta(p * x, q)))) +
                                                q * std::log(v / (v + x * z)) + p * x * std::log(x * z / (v + x * z)));
  }
  return sum;
}

// The sample's customers with repeat purchases: of 2,357 rows, 946.
std::vector<SpendHistory> cdnow_repeaters() {
  std::vector<SpendHistory> histories;
  for (const auto& row : testing::rows_of(TSUZUKU_SOURCE_DIR, "cdnow/cdnow_customers_summary_with_transactions.csv")) {
    if (row.at(1) != "0") histories.push_back({std::stoi(row.at(1)), std::stod(row.at(4))});
  }
  return histories;
}

TEST(GammaGamma, CdnowOfNote025) {
  const auto histories = cdnow_repeaters();
  if (histories.empty()) GTEST_SKIP() << testing::kNoData;
  ASSERT_EQ(histories.size(), 946U);
  const auto fit = fit_gamma_gamma(histories);
  ASSERT_TRUE(fit) << fit.error().key;
  EXPECT_TRUE(fit->converged);
  EXPECT_NEAR(fit->parameters.p, 6.25, 5e-3);
  EXPECT_NEAR(fit->parameters.q, 3.74, 5e-3);
  EXPECT_NEAR(fit->parameters.v, 15.44, 1.1e-2);  // 15.45 here: the likelihood is flat to its fifth digit
  EXPECT_NEAR(fit->log_likelihood, -4055.92, 5e-3);

  const auto textbook = [&](const std::array<Real, 3>& at) { return printed(at, histories); };
  const auto at = fit->parameters.values();
  EXPECT_NEAR(fit->log_likelihood, static_cast<double>(textbook({at[0], at[1], at[2]})), 1e-8);
  ASSERT_TRUE(fit->standard_errors);
  const auto errors = textbook::standard_errors<3>(textbook, at);
  for (std::size_t i = 0; i < errors.size(); ++i) {
    EXPECT_NEAR(fit->standard_errors->values()[i] / errors[i], 1.0, 1e-3) << GammaGamma::kNames[i];
  }
}

// The first ten customers of the note's spreadsheet: mean spend to be expected, x and z as in the file.
TEST(GammaGamma, ExpectedSpendOfNote025) {
  const auto rows = testing::rows_of(TSUZUKU_SOURCE_DIR, "cdnow/cdnow_customers_summary_with_transactions.csv");
  if (rows.empty()) GTEST_SKIP() << testing::kNoData;
  const std::array<double, 10> expected{24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17};
  const GammaGamma model{.p = 6.25, .q = 3.74, .v = 15.44};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto spend = expected_spend(model, std::stoi(rows[i].at(1)), std::stod(rows[i].at(4)));
    ASSERT_TRUE(spend);
    EXPECT_NEAR(*spend, expected[i], 0.06) << "customer " << i + 1;  // the spreadsheet's parameters have more digits
  }
}

TEST(GammaGamma, FindsTheParametersPurchasesWereDrawnWith) {
  const GammaGamma truth{.p = 3.0, .q = 4.0, .v = 9'000.0};  // yen
  std::mt19937_64 generator(11);
  std::gamma_distribution<double> of_nu(truth.q, 1.0 / truth.v);
  std::vector<SpendHistory> histories;
  for (int i = 0; i < 30'000; ++i) {
    const std::int32_t x = 1 + i % 12;
    std::gamma_distribution<double> total(truth.p * x, 1.0 / of_nu(generator));
    histories.push_back({x, total(generator) / x});
  }
  const auto fit = fit_gamma_gamma(histories);
  ASSERT_TRUE(fit && fit->standard_errors);
  EXPECT_TRUE(fit->converged);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_LT(std::abs(fit->parameters.values()[i] - truth.values()[i]), 4.0 * fit->standard_errors->values()[i]);
    EXPECT_LT(fit->standard_errors->values()[i], 0.1 * truth.values()[i]);
  }
  EXPECT_NEAR(*expected_spend(fit->parameters, 0, 0.0), 3.0 * 9'000.0 / 3.0, 200.0);
  const auto same = fit_gamma_gamma(histories, 3);
  ASSERT_TRUE(same);
  EXPECT_EQ(same->parameters.values(), fit_gamma_gamma(histories, 1)->parameters.values());
  EXPECT_LT(std::abs(*correlation(histories)), 0.05);
}

TEST(GammaGamma, ManyPurchasesOutweighEverybody) {
  const GammaGamma model{.p = 6.25, .q = 3.74, .v = 15.44};
  EXPECT_NEAR(*expected_spend(model, 1, 100.0), 6.25 * (15.44 + 100.0) / 8.99, 1e-9);
  EXPECT_NEAR(*expected_spend(model, 100'000, 100.0), 100.0, 0.01);
  EXPECT_FALSE(expected_spend({.p = 0.1, .q = 0.5, .v = 1.0}, 0, 0.0)) << "q below 1: no mean";
  EXPECT_TRUE(expected_spend({.p = 1.0, .q = 0.5, .v = 1.0}, 1, 5.0));
}

TEST(GammaGamma, WhatCannotBeFittedIsSaid) {
  const auto key_of = [](const std::vector<SpendHistory>& histories) {
    const auto fit = fit_gamma_gamma(histories);
    return fit ? std::string("none") : fit.error().key;
  };
  EXPECT_EQ(key_of({}), "models.no_customers");
  for (const SpendHistory bad : {SpendHistory{0, 5.0}, SpendHistory{-2, 5.0}, SpendHistory{1, 0.0},
                                 SpendHistory{1, -3.0}, SpendHistory{1, NAN}, SpendHistory{1, INFINITY}}) {
    EXPECT_EQ(key_of({{1, 5.0}, bad}), "models.bad_spend") << bad.x << " " << bad.z;
  }
  const std::vector<SpendHistory> alike{{3, 1'000.0, 500}, {5, 1'000.0, 500}}, one{{2, 10.0}};
  for (const auto& histories : {alike, one}) {
    const auto fit = fit_gamma_gamma(histories);
    ASSERT_TRUE(fit);
    EXPECT_FALSE(fit->converged);
    for (const double value : fit->parameters.values()) EXPECT_TRUE(std::isfinite(value));
    EXPECT_FALSE(correlation(histories));
  }
}

TEST(GammaGamma, CorrelationOfTheTextbook) {
  const std::vector<SpendHistory> histories{{1, 2.0}, {2, 4.0, 2}, {3, 3.0}};
  // Means 2 and 3.25; sums of products: xz 1*1.25 + 0 - 0.25, xx 2, zz 1.5625 + 2 * 0.5625 + 0.0625.
  EXPECT_NEAR(*correlation(histories), 1.0 / std::sqrt(2.0 * 2.75), 1e-12);
}

}  // namespace
}  // namespace tsuzuku::models
