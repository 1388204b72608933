// BG/BB against Fader, Hardie, Shang 2010 and Hardie's spreadsheet (brucehardie.com/notes/010): yearly donations of
// 11,104 people. Numbers of the spreadsheet as the tests of the Python package lifetimes quote them.
#include "models/bg_bb.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "models/data_for_tests.hpp"
#include "models/textbook_bg_nbd_for_tests.hpp"

namespace tsuzuku::models {
namespace {

using textbook::Real;

std::vector<OpportunityHistory> donations() {
  std::vector<OpportunityHistory> histories;
  for (const auto& row : testing::rows_of(TSUZUKU_SOURCE_DIR, "donations/donations.csv")) {
    histories.push_back({.x = std::stoi(row.at(0)),
                         .t_x = std::stoi(row.at(1)),
                         .n = std::stoi(row.at(2)),
                         .customers = std::stoi(row.at(3))});
  }
  return histories;
}

Real printed(const std::array<Real, 4>& at, std::span<const OpportunityHistory> histories) {
  const auto beta = [](Real a, Real b) { return std::exp(textbook::ln_beta(a, b)); };
  const auto [alpha, beta_, gamma, delta] = at;
  Real sum = 0;
  for (const OpportunityHistory& history : histories) {
    const auto x = static_cast<Real>(history.x), t_x = static_cast<Real>(history.t_x), n = static_cast<Real>(history.n);
    Real likelihood = beta(alpha + x, beta_ + n - x) * beta(gamma, delta + n);
    for (int i = 0; i <= history.n - history.t_x - 1; ++i) {
      const auto later = static_cast<Real>(i);
      likelihood += beta(alpha + x, beta_ + t_x - x + later) * beta(gamma + 1, delta + t_x + later);
    }
    sum += static_cast<Real>(history.customers) * std::log(likelihood / beta(alpha, beta_) / beta(gamma, delta));
  }
  return sum;
}

TEST(BgBb, DonationsOfThePaper) {
  const auto histories = donations();
  if (histories.empty()) GTEST_SKIP() << testing::kNoData;
  const auto fit = fit_bg_bb(histories);
  ASSERT_TRUE(fit) << fit.error().key;
  EXPECT_TRUE(fit->converged);
  EXPECT_NEAR(fit->parameters.alpha, 1.204, 5e-4);
  EXPECT_NEAR(fit->parameters.beta, 0.750, 5e-4);
  EXPECT_NEAR(fit->parameters.gamma, 0.657, 5e-4);
  EXPECT_NEAR(fit->parameters.delta, 2.783, 6e-4);
  EXPECT_NEAR(fit->log_likelihood, -33225.58, 5e-3);

  // Table 6: alive in 2002, by donations and the year of the last.
  const BgBb& model = fit->parameters;
  EXPECT_NEAR(probability_alive(model, {.x = 0, .t_x = 0, .n = 6}), 0.11, 5e-3);
  EXPECT_NEAR(probability_alive(model, {.x = 2, .t_x = 4, .n = 6}), 0.59, 5e-3);
  EXPECT_NEAR(probability_alive(model, {.x = 6, .t_x = 6, .n = 6}), 0.93, 5e-3);
  // The spreadsheet: donations to be expected of all of them in the five years after.
  double expected = 0.0;
  for (const OpportunityHistory& history : histories) {
    expected += static_cast<double>(history.customers) * expected_purchases(model, history, 5);
  }
  EXPECT_NEAR(expected, 12'884.2, 0.5);

  const auto textbook = [&](const std::array<Real, 4>& at) { return printed(at, histories); };
  EXPECT_NEAR(fit->log_likelihood, static_cast<double>(textbook({model.alpha, model.beta, model.gamma, model.delta})),
              1e-7);
  ASSERT_TRUE(fit->standard_errors);
  const auto errors = textbook::standard_errors<4>(textbook, model.values());
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(fit->standard_errors->values()[i] / errors[i], 1.0, 1e-3) << BgBb::kNames[i];
  }
}

// Of new customers: alpha/(alpha+beta) times the shares still there, E[(1 - theta)^k] = B(gamma, delta+k) / B(gamma,
// delta).
TEST(BgBb, ExpectationOfSomebodyNew) {
  const BgBb model{.alpha = 1.204, .beta = 0.750, .gamma = 0.657, .delta = 2.783};
  Real sum = 0;
  for (int k = 1; k <= 8; ++k) {
    sum += std::exp(textbook::ln_beta(model.gamma, model.delta + k) - textbook::ln_beta(model.gamma, model.delta));
  }
  EXPECT_NEAR(expected_purchases(model, 8), static_cast<double>(sum * 1.204L / 1.954L), 1e-12);
  EXPECT_EQ(expected_purchases(model, 0), 0.0);
}

TEST(BgBb, FindsTheParametersCustomersWereDrawnWith) {
  const BgBb truth{.alpha = 1.2, .beta = 1.5, .gamma = 0.8, .delta = 4.0};
  std::mt19937_64 generator(4);
  const auto beta = [&](double a, double b) {
    const double of_a = std::gamma_distribution<double>(a, 1.0)(generator);
    return of_a / (of_a + std::gamma_distribution<double>(b, 1.0)(generator));
  };
  std::map<std::pair<int, int>, std::int64_t> cells;
  constexpr int kOpportunities = 12;
  for (int customer = 0; customer < 50'000; ++customer) {
    const double takes = beta(truth.alpha, truth.beta), goes = beta(truth.gamma, truth.delta);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    std::pair<int, int> cell{0, 0};
    for (int opportunity = 1; opportunity <= kOpportunities && unit(generator) >= goes; ++opportunity) {
      if (unit(generator) < takes) cell = {cell.first + 1, opportunity};
    }
    ++cells[cell];
  }
  std::vector<OpportunityHistory> histories;
  for (const auto& [cell, customers] : cells) histories.push_back({cell.first, cell.second, kOpportunities, customers});
  const auto fit = fit_bg_bb(histories);
  ASSERT_TRUE(fit && fit->standard_errors);
  EXPECT_TRUE(fit->converged);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_LT(std::abs(fit->parameters.values()[i] - truth.values()[i]), 4.0 * fit->standard_errors->values()[i])
        << BgBb::kNames[i];
  }
}

TEST(BgBb, WhatCannotBeFittedIsSaid) {
  const auto key_of = [](const std::vector<OpportunityHistory>& histories) {
    const auto fit = fit_bg_bb(histories);
    return fit ? std::string("none") : fit.error().key;
  };
  EXPECT_EQ(key_of({}), "models.no_customers");
  EXPECT_EQ(key_of({{0, 0, 6, 10}}), "models.nobody_repeats");
  for (const OpportunityHistory bad :
       {OpportunityHistory{1, 0, 6}, {0, 2, 6}, {3, 2, 6}, {1, 7, 6}, {-1, 1, 6}, {0, 0, 0}, {1, 1, 1'001}}) {
    EXPECT_EQ(key_of({{1, 1, 6}, bad}), "models.bad_opportunities") << bad.x << " " << bad.t_x << " " << bad.n;
  }
  const auto always = fit_bg_bb(std::vector<OpportunityHistory>{{6, 6, 6, 100}});
  ASSERT_TRUE(always);
  EXPECT_FALSE(always->converged);
  EXPECT_TRUE(std::isfinite(always->log_likelihood));
}

}  // namespace
}  // namespace tsuzuku::models
