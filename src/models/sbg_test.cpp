// sBG and BdW against Fader and Hardie 2007, "How to Project Customer Retention" (tables 1 and 2), the formulas as
// printed, and contracts drawn with known parameters.
#include "models/sbg.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "models/textbook_bg_nbd_for_tests.hpp"

namespace tsuzuku::models {
namespace {

using textbook::Real;

// Of 1,000 customers, after 0 to 12 years (Berry and Linoff 2004, as the paper prints them).
constexpr std::array<std::int64_t, 13> kHighEnd{1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394};
constexpr std::array<std::int64_t, 13> kRegular{1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173};

Lifetimes first_years(std::span<const std::int64_t> survivors, std::size_t years) {
  return lifetimes_of(survivors.first(years + 1)).value();
}

Real printed(const std::array<Real, 3>& at, std::span<const std::int64_t> survivors) {
  const auto [alpha, beta, c] = at;
  const auto share = [&](std::size_t t) {
    return std::exp(textbook::ln_beta(alpha, beta + (t == 0 ? 0.0L : std::pow(static_cast<Real>(t), c))) -
                    textbook::ln_beta(alpha, beta));
  };
  Real sum = static_cast<Real>(survivors.back()) * std::log(share(survivors.size() - 1));
  for (std::size_t t = 1; t < survivors.size(); ++t) {
    sum += static_cast<Real>(survivors[t - 1] - survivors[t]) * std::log(share(t - 1) - share(t));
  }
  return sum;
}

TEST(Sbg, SevenYearsOfThePaper) {
  const auto high_end = fit_sbg(first_years(kHighEnd, 7));
  ASSERT_TRUE(high_end) << high_end.error().key;
  EXPECT_TRUE(high_end->converged);
  EXPECT_NEAR(high_end->parameters.alpha, 0.668, 5e-4);
  EXPECT_NEAR(high_end->parameters.beta, 3.806, 5e-4);
  const auto regular = fit_sbg(first_years(kRegular, 7));
  ASSERT_TRUE(regular);
  EXPECT_TRUE(regular->converged);
  EXPECT_NEAR(regular->parameters.alpha, 0.704, 5e-4);
  EXPECT_NEAR(regular->parameters.beta, 1.182, 5e-4);

  // What the paper shows with it: fitted on seven years, all twelve are met within two points.
  for (const auto& [fit, survivors] : {std::pair(*high_end, kHighEnd), std::pair(*regular, kRegular)}) {
    for (std::int64_t year = 1; year <= 12; ++year) {
      EXPECT_NEAR(survival(fit.parameters, year), static_cast<double>(survivors[static_cast<std::size_t>(year)]) / 1e3,
                  0.02)
          << year;
    }
  }
}

TEST(Sbg, LikelihoodAndStandardErrorsOfTheTextbook) {
  for (const auto& survivors : {kHighEnd, kRegular}) {
    const auto fit = fit_sbg(first_years(survivors, 12));
    ASSERT_TRUE(fit && fit->standard_errors);
    const auto [alpha, beta] = fit->parameters.values();
    EXPECT_NEAR(fit->log_likelihood, static_cast<double>(printed({alpha, beta, 1.0L}, survivors)), 1e-8);
    const auto errors = textbook::standard_errors<2>(
        [&](const std::array<Real, 2>& at) { return printed({at[0], at[1], 1.0L}, survivors); }, {alpha, beta});
    EXPECT_NEAR(fit->standard_errors->alpha / errors[0], 1.0, 1e-3);
    EXPECT_NEAR(fit->standard_errors->beta / errors[1], 1.0, 1e-3);
  }
}

TEST(Bdw, LikelihoodAndStandardErrorsOfTheTextbook) {
  for (const auto& survivors : {kHighEnd, kRegular}) {
    const auto fit = fit_bdw(first_years(survivors, 12));
    ASSERT_TRUE(fit && fit->standard_errors);
    EXPECT_TRUE(fit->converged);
    const auto [alpha, beta, c] = fit->parameters.values();
    EXPECT_NEAR(fit->log_likelihood, static_cast<double>(printed({alpha, beta, c}, survivors)), 1e-8);
    const auto errors = textbook::standard_errors<3>(
        [&](const std::array<Real, 3>& at) { return printed(at, survivors); }, fit->parameters.values());
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(fit->standard_errors->values()[i] / errors[i], 1.0, 2e-3) << Bdw::kNames[i];
    }
    const auto sbg = fit_sbg(first_years(survivors, 12));
    const LikelihoodRatio ratio = against_sbg(*fit, *sbg);
    EXPECT_GE(ratio.statistic, 0.0);
    EXPECT_NEAR(ratio.statistic, 2.0 * (fit->log_likelihood - sbg->log_likelihood), 1e-12);
  }
}

TEST(Bdw, WithExponentOneIsSbg) {
  const Sbg sbg{.alpha = 0.704, .beta = 1.182};
  const Bdw bdw{.alpha = 0.704, .beta = 1.182, .c = 1.0};
  for (std::int64_t t = 1; t < 50; ++t) {
    EXPECT_NEAR(survival(bdw, t), survival(sbg, t), 1e-12);
    EXPECT_NEAR(retention_rate(bdw, t), retention_rate(sbg, t), 1e-12);
    EXPECT_NEAR(survival(sbg, t), survival(sbg, t - 1) * retention_rate(sbg, t), 1e-12);
  }
}

TEST(Bdw, ChiSquareOfTheTables) {
  // Printed in every table of chi square with one degree of freedom.
  for (const auto& [statistic, p_value] : {std::pair(3.841, 0.05), std::pair(6.635, 0.01), std::pair(10.828, 0.001)}) {
    Fit<Bdw> bdw{.parameters = {}, .log_likelihood = -100.0 + statistic / 2.0};
    Fit<Sbg> sbg{.parameters = {}, .log_likelihood = -100.0};
    EXPECT_NEAR(against_sbg(bdw, sbg).p_value / p_value, 1.0, 1e-3);
  }
}

// Contracts drawn with their own probabilities, cohorts of 3 to 24 periods together: whoever is still there is
// censored.
Lifetimes drawn(const Bdw& model, int contracts, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::gamma_distribution<double> of_alpha(model.alpha, 1.0), of_beta(model.beta, 1.0);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  Lifetimes lifetimes{.ended = std::vector<std::int64_t>(25), .kept = std::vector<std::int64_t>(25)};
  for (int contract = 0; contract < contracts; ++contract) {
    const double leaving = of_alpha(generator), staying = of_beta(generator);
    const double own = staying / (leaving + staying);
    const std::size_t watched = 3 + static_cast<std::size_t>(contract) % 22;
    std::size_t t = 1;
    // Discrete Weibull: after t periods own^(t^c) are left.
    const double chance = unit(generator);
    while (t <= watched && std::pow(own, std::pow(static_cast<double>(t), model.c)) > chance) ++t;
    ++(t <= watched ? lifetimes.ended[t] : lifetimes.kept[watched]);
  }
  return lifetimes;
}

TEST(Bdw, FindsTheParametersContractsWereDrawnWith) {
  for (const Bdw& truth : {Bdw{1.2, 5.0, 1.0}, Bdw{0.8, 6.0, 1.5}, Bdw{1.0, 2.0, 0.7}}) {
    const Lifetimes lifetimes = drawn(truth, 200'000, 5);
    const auto fit = fit_bdw(lifetimes);
    ASSERT_TRUE(fit && fit->standard_errors) << truth.c;
    EXPECT_TRUE(fit->converged);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_LT(std::abs(fit->parameters.values()[i] - truth.values()[i]), 4.0 * fit->standard_errors->values()[i])
          << Bdw::kNames[i] << " of c = " << truth.c;
    }
    const auto sbg = fit_sbg(lifetimes);
    ASSERT_TRUE(sbg && sbg->converged);
    const double p_value = against_sbg(*fit, *sbg).p_value;
    if (truth.c == 1.0) {
      EXPECT_GT(p_value, 0.001) << "sBG is true";
    } else {
      EXPECT_LT(p_value, 1e-6) << "sBG is not";
    }
  }
}

// Cohorts of one contract each are the same as one cohort.
TEST(Sbg, CensoredCohortsAddUp) {
  const Lifetimes whole = first_years(kRegular, 12);
  Lifetimes halves = first_years(kRegular, 12);
  const auto younger = lifetimes_of(std::span(kRegular).first(5)).value();
  for (std::size_t t = 0; t < younger.ended.size(); ++t) {
    halves.ended[t] += younger.ended[t];
    halves.kept[t] += younger.kept[t];
  }
  const auto renewals = renewals_of(halves);
  ASSERT_TRUE(renewals);
  EXPECT_EQ((*renewals)[4].renewed, 326.0 * 2.0);
  EXPECT_EQ((*renewals)[4].ended, 56.0 * 2.0);
  EXPECT_EQ((*renewals)[5].renewed, 289.0);
  const auto of_both = fit_sbg(halves), of_one = fit_sbg(whole);
  ASSERT_TRUE(of_both && of_one && of_both->converged);
  EXPECT_LT(of_both->standard_errors->alpha, of_one->standard_errors->alpha);
}

TEST(Sbg, RemainingRenewals) {
  const Sbg model{.alpha = 0.668, .beta = 3.806};
  EXPECT_NEAR(
      expected_renewals(model, 0, 12),
      [&] {
        double sum = 0.0;
        for (std::int64_t t = 1; t <= 12; ++t) sum += survival(model, t);
        return sum;
      }(),
      1e-12);
  EXPECT_EQ(expected_renewals(model, 5, 0), 0.0);
  // Fader and Hardie 2010, Marketing Science 29(1): a closed form with Gauss's 2F1.
  for (const std::int64_t renewed : {0, 3, 30}) {
    const Real n = static_cast<Real>(renewed), worth = 1.0L / 1.1L;
    const Real closed = (3.806L + n) / (0.668L + 3.806L + n) * worth *
                        textbook::hypergeometric(1.0L, 3.806L + n + 1.0L, 0.668L + 3.806L + n + 1.0L, worth);
    EXPECT_NEAR(discounted_renewals(model, renewed, 0.1) / static_cast<double>(closed), 1.0, 1e-9) << renewed;
  }
  EXPECT_GT(discounted_renewals(model, 5, 0.1), discounted_renewals(model, 0, 0.1)) << "who stayed so long stays";
  EXPECT_NEAR(discounted_renewals(model, 0, 0.0001), expected_renewals(model, 0, 300'000), 5.0 * 300.0);
  EXPECT_NEAR(discounted_renewals(Bdw{0.668, 3.806, 1.0}, 4, 0.1), discounted_renewals(model, 4, 0.1), 1e-9);
}

TEST(Sbg, WhatCannotBeFittedIsSaid) {
  const auto key_of = [](const std::vector<std::int64_t>& survivors) {
    const auto lifetimes = lifetimes_of(survivors);
    if (!lifetimes) return lifetimes.error().key;
    const auto fit = fit_sbg(*lifetimes);
    return fit ? std::string("none") : fit.error().key;
  };
  EXPECT_EQ(key_of({}), "models.no_customers");
  EXPECT_EQ(key_of({0, 0}), "models.no_customers");
  EXPECT_EQ(key_of({10, 11}), "models.survivors_grow");
  EXPECT_EQ(key_of({10, -1}), "models.negative_count");
  EXPECT_EQ(key_of({10}), "models.nobody_ended");
  EXPECT_EQ(key_of({10, 10, 10}), "models.nobody_ended");
  EXPECT_EQ(fit_bdw({}).error().key, "models.nobody_ended");
  EXPECT_EQ(fit_sbg({.ended = {1}, .kept = {}}).error().key, "models.negative_count");

  for (const std::vector<std::int64_t>& survivors : std::vector<std::vector<std::int64_t>>{
           {10, 0},                                            // all at once
           {1000, 700},                                        // one rate: no telling how it spreads
           {100'000, 90'000, 81'000, 72'900, 65'610, 59'049},  // the same rate for all
           {2, 1, 1, 0}}) {
    const Lifetimes lifetimes = lifetimes_of(survivors).value();
    const auto sbg = fit_sbg(lifetimes);
    const auto bdw = fit_bdw(lifetimes);
    ASSERT_TRUE(sbg && bdw);
    EXPECT_FALSE(bdw->converged) << survivors.size();
    EXPECT_TRUE(std::isfinite(sbg->log_likelihood) && std::isfinite(bdw->log_likelihood));
    if (survivors.size() != 4) {
      EXPECT_FALSE(sbg->converged) << survivors.size();
    }
    EXPECT_TRUE(survival(sbg->parameters, 3) >= 0.0 && survival(sbg->parameters, 3) <= 1.0);
    EXPECT_TRUE(std::isfinite(discounted_renewals(bdw->parameters, 2, 0.05)));
  }
}

}  // namespace
}  // namespace tsuzuku::models
