// Jets against differences, and the search on functions whose maximum is known.
#include "models/newton.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string_view>

namespace tsuzuku::models {
namespace {

using Two = Jet<2>;
using Formula = std::function<Two(const Two&, const Two&)>;

TEST(Jet, DerivativesAreThoseOfDifferences) {
  const std::array<Formula, 7> formulas{
      [](const Two& x, const Two& y) { return exp(x * 0.3) * y - 2.0 * x; },
      [](const Two& x, const Two& y) { return log(x + y) * log(y); },
      [](const Two& x, const Two& y) { return log_gamma(x * y) - log_gamma(x); },
      [](const Two& x, const Two& y) { return log_beta(x, y + Two(3.0)); },
      [](const Two& x, const Two& y) { return log_of_rest(Two(-0.1) - x * y); },
      [](const Two& x, const Two& y) { return log_of_sum(x * 2.0, y * y); },
      [](const Two& x, const Two& y) { return log_of_sum(y * y, x * 2.0); },
  };
  for (std::size_t f = 0; f < formulas.size(); ++f) {
    for (const auto& [x, y] : {std::pair(0.4, 1.7), std::pair(2.5, 0.6), std::pair(7.0, 3.0)}) {
      const auto at = [&](double by_x, double by_y) {
        return formulas[f](Two::parameter(0, x + by_x), Two::parameter(1, y + by_y));
      };
      constexpr double kStep = 1e-5;
      const Two here = at(0.0, 0.0);
      const Two left = at(-kStep, 0.0), right = at(kStep, 0.0), below = at(0.0, -kStep), above = at(0.0, kStep);
      const double scale = 1.0 + std::abs(here.value);
      EXPECT_NEAR(here.first[0], (right.value - left.value) / (2.0 * kStep), 1e-7 * scale) << f;
      EXPECT_NEAR(here.first[1], (above.value - below.value) / (2.0 * kStep), 1e-7 * scale) << f;
      EXPECT_NEAR(here.second[Two::place(0, 0)], (right.first[0] - left.first[0]) / (2.0 * kStep), 1e-6 * scale) << f;
      EXPECT_NEAR(here.second[Two::place(1, 0)], (above.first[0] - below.first[0]) / (2.0 * kStep), 1e-6 * scale) << f;
      EXPECT_NEAR(here.second[Two::place(1, 1)], (above.first[1] - below.first[1]) / (2.0 * kStep), 1e-6 * scale) << f;
    }
  }
}

TEST(Jet, LogarithmsOfSumsDoNotOverflow) {
  EXPECT_DOUBLE_EQ(log_of_sum(Two(-2'000.0), Two(-2'000.0)).value, -2'000.0 + std::log(2.0));
  EXPECT_DOUBLE_EQ(log_of_sum(Two(-1e6), Two(5.0)).value, 5.0);
}

TEST(Symmetric, EigenvaluesRebuildTheMatrix) {
  const Matrix<3> matrix{{{4.0, -2.0, 0.5}, {-2.0, 1.0, 3.0}, {0.5, 3.0, -5.0}}};
  const Eigen<3> axes = eigen(matrix);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      double rebuilt = 0.0, product = 0.0;
      for (std::size_t k = 0; k < 3; ++k) {
        rebuilt += axes.values[k] * axes.vectors[k][i] * axes.vectors[k][j];
        product += axes.vectors[i][k] * axes.vectors[j][k];
      }
      EXPECT_NEAR(rebuilt, matrix[i][j], 1e-13);
      EXPECT_NEAR(product, i == j ? 1.0 : 0.0, 1e-13) << "axes of length 1, at right angles";
    }
  }
  EXPECT_FALSE(cholesky(matrix)) << "one eigenvalue is negative";
  const Matrix<2> positive{{{2.0, 1.0}, {1.0, 3.0}}};
  const auto solution = solved(*cholesky(positive), {4.0, 7.0});
  EXPECT_NEAR(solution[0], 1.0, 1e-14);
  EXPECT_NEAR(solution[1], 2.0, 1e-14);
}

struct Pair {
  static constexpr std::array<std::string_view, 2> kNames{"x", "y"};
  double x = 1.0, y = 1.0;
  [[nodiscard]] std::array<double, 2> values() const { return {x, y}; }
  [[nodiscard]] static Pair of(const std::array<double, 2>& v) { return {v[0], v[1]}; }
};

// -(ln x - 3)^2 / 2 - 100 (ln y - ln x ^2)^2: a bent valley in logarithms, top at ln x = 3, ln y = 9.
TEST(Newton, FindsTheTopOfABentRidge) {
  const auto ridge = [](const std::array<double, 2>& at) {
    const Two u = log(Two::parameter(0, at[0])), v = log(Two::parameter(1, at[1]));
    const Two off = u - Two(3.0), apart = v - u * u;
    return off * off * -0.5 - 100.0 * (apart * apart);
  };
  const auto fit = maximised(ridge, Pair{});
  EXPECT_TRUE(fit.converged);
  EXPECT_NEAR(std::log(fit.parameters.x), 3.0, 1e-4);
  EXPECT_NEAR(std::log(fit.parameters.y), 9.0, 1e-3);
  ASSERT_TRUE(fit.standard_errors);
  EXPECT_NEAR(fit.standard_errors->x / fit.parameters.x, 1.0, 1e-3) << "curvature 1 along ln x at the best y";
}

// cos u + cos v begins between four tops, at a place curved upwards in both directions: the search climbs one of them.
TEST(Newton, LeavesAValley) {
  const auto waves = [](const std::array<double, 2>& at) {
    const Two u = log(Two::parameter(0, at[0])), v = log(Two::parameter(1, at[1]));
    return chained(u, std::cos(u.value), -std::sin(u.value), -std::cos(u.value)) +
           chained(v, std::cos(v.value), -std::sin(v.value), -std::cos(v.value));
  };
  const auto fit = maximised(waves, Pair{.x = std::exp(3.0), .y = std::exp(-3.1)});
  EXPECT_TRUE(fit.converged);
  EXPECT_NEAR(fit.log_likelihood, 2.0, 1e-8);
}

// Counts with a Poisson distribution: estimate and standard error are in every textbook.
TEST(Newton, StandardErrorsOfTheTextbook) {
  constexpr double kCount = 50.0, kSum = 120.0;
  const auto poisson = [](const std::array<double, 2>& at) {
    const Two x = Two::parameter(0, at[0]), y = Two::parameter(1, at[1]);
    return kSum * log(x) - kCount * x + 30.0 * log(y) - 10.0 * y;
  };
  const auto fit = maximised(poisson, Pair{});
  EXPECT_TRUE(fit.converged);
  EXPECT_NEAR(fit.parameters.x, 2.4, 1e-5);
  EXPECT_NEAR(fit.parameters.y, 3.0, 1e-5);
  ASSERT_TRUE(fit.standard_errors);
  EXPECT_NEAR(fit.standard_errors->x, std::sqrt(2.4 / kCount), 1e-5);
  EXPECT_NEAR(fit.standard_errors->y, std::sqrt(3.0 / 10.0), 1e-5);
}

TEST(Newton, WhatHasNoTopIsNotConverged) {
  const auto rising = [](const std::array<double, 2>& at) {
    return log(Two::parameter(0, at[0])) - Two::parameter(1, at[1]);
  };
  const auto flat = [](const std::array<double, 2>& at) {
    const Two sum = log(Two::parameter(0, at[0])) + log(Two::parameter(1, at[1]));
    return sum * sum * -1.0;
  };
  const auto nowhere = [](const std::array<double, 2>&) { return Two(NAN); };
  for (const auto& fit : {maximised(rising, Pair{}), maximised(flat, Pair{}), maximised(nowhere, Pair{})}) {
    EXPECT_FALSE(fit.converged);
    EXPECT_FALSE(fit.standard_errors);
    EXPECT_TRUE(std::isfinite(fit.parameters.x) && std::isfinite(fit.parameters.y));
  }
}

// A wall: beyond x = 2 there is no likelihood. The search stops in front of it and says so.
TEST(Newton, StepsOverAnEdgeAreNotTaken) {
  const auto walled = [](const std::array<double, 2>& at) {
    const Two y = log(Two::parameter(1, at[1]));
    return at[0] > 2.0 ? Two(NAN) : log(Two::parameter(0, at[0])) - y * y;
  };
  const auto fit = maximised(walled, Pair{.x = 1.0, .y = 3.0});
  EXPECT_LE(fit.parameters.x, 2.0);
  EXPECT_FALSE(fit.converged);
}

}  // namespace
}  // namespace tsuzuku::models
