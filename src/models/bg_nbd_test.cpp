// BG/NBD and MBG/NBD against published numbers and the formulas as printed. Sources of numbers:
//  [paper]     Fader, Hardie, Lee 2005, Marketing Science 24(2), and Hardie's spreadsheet of it
//  [BTYDplus]  R package BTYDplus, as the tests of the Python package lifetimes quote it
#include "models/bg_nbd.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "models/data_for_tests.hpp"
#include "models/textbook_bg_nbd_for_tests.hpp"

namespace tsuzuku::models {
namespace {

constexpr BgNbd kPublished{.r = 0.243, .alpha = 4.414, .a = 0.793, .b = 2.426};
constexpr std::array kDropOuts{DropOut::AfterRepeats, DropOut::FromTheFirst};

std::array<textbook::Real, 4> exact(const BgNbd& model) { return {model.r, model.alpha, model.a, model.b}; }

class Cdnow : public ::testing::Test {
 protected:
  void SetUp() override {
    if (histories_.empty()) GTEST_SKIP() << testing::kNoData;
  }
  std::vector<PurchaseHistory> histories_ = testing::cdnow(TSUZUKU_SOURCE_DIR);
};

TEST_F(Cdnow, TheFileIsThePublishedOne) {
  std::int64_t repeaters = 0, repeats = 0;
  for (const PurchaseHistory& history : histories_) {
    repeaters += history.x > 0 ? 1 : 0;
    repeats += history.x;
  }
  EXPECT_EQ(histories_.size(), 2'357U);
  EXPECT_EQ(repeaters, 946);
  EXPECT_EQ(repeats, 2'457);
}

TEST_F(Cdnow, BgNbdOfThePaper) {
  const auto fit = fit_bg_nbd(histories_, DropOut::AfterRepeats);
  ASSERT_TRUE(fit) << fit.error().key;
  EXPECT_TRUE(fit->converged);
  EXPECT_NEAR(fit->parameters.r, 0.243, 5e-4);
  EXPECT_NEAR(fit->parameters.alpha, 4.414, 5e-4);
  EXPECT_NEAR(fit->parameters.a, 0.793, 5e-4);
  EXPECT_NEAR(fit->parameters.b, 2.426, 5e-4);
  EXPECT_NEAR(fit->log_likelihood, -9582.4256, 5e-4) << "-9582.4 in [paper]; of times with two digits -9582.4256";
  EXPECT_NEAR(log_likelihood(kPublished, DropOut::AfterRepeats, histories_), -9582.4, 0.05);

  // Hardie's spreadsheet: repeat purchases of somebody new after so many weeks, and of customer 1 in 39 weeks more.
  const std::array<double, 6> weeks{0.1429, 1.0, 3.0, 31.8571, 32.0, 78.0};
  const std::array<double, 6> expected{0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576};
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    EXPECT_NEAR(expected_purchases(fit->parameters, DropOut::AfterRepeats, weeks[i]), expected[i], 5e-4) << weeks[i];
  }
  EXPECT_NEAR(expected_purchases(fit->parameters, DropOut::AfterRepeats, histories_.front(), 39.0), 1.226, 5e-4);
}

TEST_F(Cdnow, MbgNbdOfBtydplus) {
  const auto fit = fit_bg_nbd(histories_, DropOut::FromTheFirst);
  ASSERT_TRUE(fit) << fit.error().key;
  EXPECT_TRUE(fit->converged);
  EXPECT_NEAR(fit->parameters.r, 0.525, 5e-4);
  EXPECT_NEAR(fit->parameters.alpha, 6.183, 5e-4);
  EXPECT_NEAR(fit->parameters.a, 0.891, 5e-4);
  EXPECT_NEAR(fit->parameters.b, 1.614, 5e-4);
}

TEST_F(Cdnow, LikelihoodAndStandardErrorsOfTheTextbook) {
  for (const DropOut drop_out : kDropOuts) {
    for (const BgNbd& model : {kPublished, BgNbd{.r = 2.0, .alpha = 30.0, .a = 0.2, .b = 9.0}}) {
      const auto textbook = textbook::log_likelihood(exact(model), drop_out, histories_);
      EXPECT_NEAR(log_likelihood(model, drop_out, histories_), static_cast<double>(textbook), 1e-8);
    }
    const auto fit = fit_bg_nbd(histories_, drop_out);
    ASSERT_TRUE(fit && fit->standard_errors);
    const auto errors = textbook::standard_errors<4>(
        [&](const std::array<textbook::Real, 4>& at) { return textbook::log_likelihood(at, drop_out, histories_); },
        fit->parameters.values());
    for (std::size_t i = 0; i < errors.size(); ++i) {
      EXPECT_NEAR(fit->standard_errors->values()[i] / errors[i], 1.0, 1e-3) << BgNbd::kNames[i];
    }
  }
}

// Days instead of weeks: alpha is in days, everything else and the predictions stay.
TEST_F(Cdnow, TheUnitOfTimeMattersNothing) {
  auto days = histories_;
  for (PurchaseHistory& history : days) {
    history.t_x *= 7.0;
    history.T *= 7.0;
  }
  const auto by_week = fit_bg_nbd(histories_, DropOut::AfterRepeats);
  const auto by_day = fit_bg_nbd(days, DropOut::AfterRepeats);
  ASSERT_TRUE(by_week && by_day && by_day->converged);
  EXPECT_NEAR(by_day->parameters.alpha / by_week->parameters.alpha, 7.0, 1e-3);
  EXPECT_NEAR(by_day->parameters.b, by_week->parameters.b, 1e-3);
  EXPECT_NEAR(by_day->log_likelihood, by_week->log_likelihood - 2'457.0 * std::log(7.0), 1e-6);
}

TEST_F(Cdnow, GroupedRowsAreTheSameCustomers) {
  const auto rows = grouped(histories_);
  EXPECT_LT(rows.size(), histories_.size());
  const auto one_by_one = fit_bg_nbd(histories_, DropOut::FromTheFirst);
  const auto together = fit_bg_nbd(rows, DropOut::FromTheFirst);
  ASSERT_TRUE(one_by_one && together);
  EXPECT_NEAR(together->log_likelihood, one_by_one->log_likelihood, 1e-7);
  EXPECT_NEAR(together->parameters.b, one_by_one->parameters.b, 1e-6);
}

TEST(BgNbd, ExpectationsAreThoseOfThePrintedFormula) {
  for (const double a : {0.2, 0.793, 1.7, 4.0}) {
    const BgNbd model{.r = 0.6, .alpha = 4.4, .a = a, .b = 2.4};
    for (const std::int32_t x : {0, 1, 2, 10, 40}) {
      for (const double t : {0.01, 1.0, 39.0, 200.0}) {
        const PurchaseHistory history{.x = x, .t_x = x > 0 ? 30.0 : 0.0, .T = 39.0};
        const auto printed = static_cast<double>(textbook::expected_purchases(exact(model), history, t));
        EXPECT_NEAR(expected_purchases(model, DropOut::AfterRepeats, history, t) / printed, 1.0, 1e-9)
            << "a " << a << ", x " << x << ", t " << t;
      }
    }
  }
}

// MBG/NBD's formulas differ from BG/NBD's by one more chance to drop out.
TEST(MbgNbd, TheFirstPurchaseMayBeTheLast) {
  const BgNbd model{.r = 0.525, .alpha = 6.183, .a = 0.891, .b = 1.614};
  const BgNbd survived{.r = model.r, .alpha = model.alpha, .a = model.a, .b = model.b + 1.0};
  const double stays = model.b / (model.a + model.b);
  EXPECT_NEAR(expected_purchases(model, DropOut::FromTheFirst, 39.0),
              stays * expected_purchases(survived, DropOut::AfterRepeats, 39.0), 1e-12);
  const PurchaseHistory once{.x = 0, .t_x = 0.0, .T = 39.0};
  EXPECT_EQ(probability_alive(model, DropOut::AfterRepeats, once), 1.0);
  const double alive = 1.0 / (1.0 + model.a / model.b * std::pow((6.183 + 39.0) / 6.183, 0.525));
  EXPECT_NEAR(probability_alive(model, DropOut::FromTheFirst, once), alive, 1e-12);
}

// Who buys nothing for t more has the likelihood of having been watched for T + t: the share of the two is the chance.
TEST(BgNbd, WhoBuysNothingMoreHasTheLikelihoodOfTheLongerWait) {
  for (const DropOut drop_out : kDropOuts) {
    for (const PurchaseHistory& history : {PurchaseHistory{.x = 0, .t_x = 0.0, .T = 38.86},
                                           {.x = 2, .t_x = 30.43, .T = 38.86},
                                           {.x = 26, .t_x = 30.86, .T = 31.0},
                                           {.x = 3, .t_x = 1.0, .T = 90.0}}) {
      for (const double t : {0.0, 0.01, 13.0, 400.0}) {
        PurchaseHistory longer = history;
        longer.T += t;
        const textbook::Real none = textbook::likelihood(exact(kPublished), drop_out, longer) /
                                    textbook::likelihood(exact(kPublished), drop_out, history);
        EXPECT_NEAR(probability_of_purchase(kPublished, drop_out, history, t), static_cast<double>(1.0L - none), 1e-12)
            << history.x << " " << t;
      }
    }
  }
}

TEST(BgNbd, ExpectationsHoldForAnyCustomer) {
  double before = 0.0;
  for (const double a : {0.999999, 1.0, 1.000001}) {
    const double expected = expected_purchases({.r = 0.5, .alpha = 5.0, .a = a, .b = 2.0}, DropOut::AfterRepeats, 40.0);
    if (before > 0.0) {
      EXPECT_NEAR(expected, before, 1e-5) << "nothing happens at a = 1";
    }
    before = expected;
  }
  for (const std::int32_t x : {100, 1'000, 20'000}) {
    const PurchaseHistory history{.x = x, .t_x = 51.9, .T = 52.0};
    const double alive = probability_alive(kPublished, DropOut::AfterRepeats, history);
    EXPECT_GE(alive, 0.0);
    EXPECT_LE(alive, 1.0);
    double least = 0.0;
    for (const double t : {0.001, 1.0, 52.0, 5'200.0, 5e6}) {
      const double expected = expected_purchases(kPublished, DropOut::AfterRepeats, history, t);
      EXPECT_TRUE(std::isfinite(expected)) << x << " " << t;
      EXPECT_GT(expected, least) << "more time, more purchases";
      EXPECT_LT(expected, (0.243 + x) / (4.414 + 52.0) * t) << "never more than of somebody who never drops out";
      least = expected;
    }
  }
  // Where the sum hands over to the integral both say the same: the expectation has no step.
  const BgNbd fast{.r = 0.3, .alpha = 1.0, .a = 0.4, .b = 5.0};
  double last = 0.0, last_growth = 1e9;
  for (double t = 120.0; t < 145.0; t += 1.0) {
    const double expected = expected_purchases(fast, DropOut::AfterRepeats, t);
    if (last > 0.0) {
      EXPECT_LT(expected - last, last_growth * (1.0 + 1e-6)) << t;
      EXPECT_GT(expected - last, 0.0) << t;
      last_growth = expected - last;
    }
    last = expected;
  }
  EXPECT_EQ(expected_purchases(kPublished, DropOut::AfterRepeats, 0.0), 0.0);
}

TEST(BgNbd, BadRowsAreNamed) {
  const PurchaseHistory good{.x = 1, .t_x = 2.0, .T = 3.0};
  const auto refused = [&](const PurchaseHistory& bad) {
    const auto fit = fit_bg_nbd(std::array{good, bad}, DropOut::AfterRepeats);
    EXPECT_FALSE(fit);
    if (fit) return std::string();
    EXPECT_EQ(fit.error().kind, ErrorKind::InvalidInput);
    EXPECT_EQ(fit.error().arguments.back(), std::make_pair(std::string("row"), std::string("2")));
    return fit.error().key;
  };
  EXPECT_EQ(refused({.x = -1, .t_x = 0.0, .T = 3.0}), "models.bad_x");
  EXPECT_EQ(refused({.x = kMostPurchases + 1, .t_x = 1.0, .T = 3.0}), "models.bad_x");
  EXPECT_EQ(refused({.x = 1, .t_x = NAN, .T = 3.0}), "models.bad_times");
  EXPECT_EQ(refused({.x = 1, .t_x = 1.0, .T = INFINITY}), "models.bad_times");
  EXPECT_EQ(refused({.x = 1, .t_x = -1.0, .T = 3.0}), "models.bad_times");
  EXPECT_EQ(refused({.x = 1, .t_x = 4.0, .T = 3.0}), "models.last_after_end");
  EXPECT_EQ(refused({.x = 0, .t_x = 1.0, .T = 3.0}), "models.last_without_repeat");

  const auto key_of = [](std::vector<PurchaseHistory> histories) {
    const auto fit = fit_bg_nbd(histories, DropOut::FromTheFirst);
    return fit ? std::string("none") : fit.error().key;
  };
  EXPECT_EQ(key_of({}), "models.no_customers");
  EXPECT_EQ(key_of({{.x = 0, .t_x = 0.0, .T = 3.0}, {.x = 0, .t_x = 0.0, .T = 5.0}}), "models.nobody_repeats");
  EXPECT_EQ(key_of({{.x = 0, .t_x = 0.0, .T = 0.0}}), "models.no_time");
}

TEST(BgNbd, WhatTheDataDoNotTellIsNotCalledFound) {
  const std::vector<std::vector<PurchaseHistory>> crowds{
      {{.x = 1, .t_x = 2.0, .T = 3.0}},                                                     // one customer
      {{.x = 3, .t_x = 9.0, .T = 10.0, .customers = 100'000}},                              // all alike
      {{.x = 1, .t_x = 10.0, .T = 10.0, .customers = 10}},                                  // bought just now
      {{.x = 5, .t_x = 0.0, .T = 10.0, .customers = 10}, {.x = 0, .t_x = 0.0, .T = 0.0}}};  // all on one day
  for (const auto& crowd : crowds) {
    for (const DropOut drop_out : kDropOuts) {
      const auto fit = fit_bg_nbd(crowd, drop_out);
      ASSERT_TRUE(fit) << fit.error().key;
      EXPECT_FALSE(fit->converged) << crowd.front().x;
      EXPECT_TRUE(std::isfinite(fit->log_likelihood));
      for (const double value : fit->parameters.values()) EXPECT_TRUE(std::isfinite(value) && value > 0.0);
      const double alive = probability_alive(fit->parameters, drop_out, crowd.front());
      EXPECT_TRUE(alive >= 0.0 && alive <= 1.0) << alive;
      EXPECT_TRUE(std::isfinite(expected_purchases(fit->parameters, drop_out, crowd.front(), 10.0)));
    }
  }
}

// Crowds of any kind, most of which no model would fit: every search ends, with numbers.
TEST(BgNbd, AnyCrowdEndsWithNumbers) {
  std::mt19937_64 generator(99);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  int converged = 0;
  for (int crowd = 0; crowd < 300; ++crowd) {
    const double scale = std::pow(10.0, 12.0 * unit(generator) - 6.0);  // of time
    const double most = std::pow(10.0, 4.0 * unit(generator));          // purchases
    std::vector<PurchaseHistory> histories{{.x = 1, .t_x = scale * unit(generator), .T = scale}};
    for (int row = static_cast<int>(30.0 * unit(generator)); row > 0; --row) {
      const auto x = static_cast<std::int32_t>(most * std::pow(unit(generator), 3.0));
      const double observed = scale * unit(generator);
      const double last = crowd % 3 == 0 ? observed : observed * unit(generator);
      histories.push_back({x, x > 0 ? last : 0.0, observed, 1 + static_cast<std::int64_t>(100.0 * unit(generator))});
    }
    for (const DropOut drop_out : kDropOuts) {
      const auto fit = fit_bg_nbd(histories, drop_out);
      ASSERT_TRUE(fit) << fit.error().key;
      ASSERT_TRUE(std::isfinite(fit->log_likelihood)) << crowd;
      ASSERT_LE(fit->iterations, 200);
      converged += fit->converged ? 1 : 0;
      if (fit->converged) {
        ASSERT_TRUE(fit->standard_errors);
        for (const double error : fit->standard_errors->values()) ASSERT_TRUE(std::isfinite(error) && error > 0.0);
      }
      for (const Outlook& outlook : outlooks(fit->parameters, drop_out, histories, scale)) {
        ASSERT_TRUE(outlook.alive >= 0.0 && outlook.alive <= 1.0) << crowd;
        ASSERT_TRUE(std::isfinite(outlook.expected_purchases) && outlook.expected_purchases >= 0.0) << crowd;
      }
    }
  }
  EXPECT_GT(converged, 20) << "not all of them are hopeless";
}

}  // namespace
}  // namespace tsuzuku::models
