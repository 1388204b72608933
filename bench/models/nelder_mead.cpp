#include "bench/models/nelder_mead.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/special.hpp"

namespace tsuzuku::bench {
namespace {

using Values = std::array<double, 4>;  // logarithms of r, alpha, a, b

double log_likelihood(const Values& logs, std::span<const models::PurchaseHistory> histories) {
  const double r = std::exp(logs[0]), alpha = std::exp(logs[1]), a = std::exp(logs[2]), b = std::exp(logs[3]);
  const double constant = r * logs[1] - models::log_gamma(r);
  const double of_beta = models::log_beta(a, b);
  double sum = 0.0;
  for (const models::PurchaseHistory& row : histories) {
    const double x = row.x;
    const double alive = models::log_beta(a, b + x) - of_beta - (r + x) * std::log(alpha + row.T);
    double both = alive;
    if (row.x > 0) {
      const double gone = models::log_beta(a + 1.0, b + x - 1.0) - of_beta - (r + x) * std::log(alpha + row.t_x);
      both = std::max(alive, gone) + std::log1p(std::exp(-std::abs(alive - gone)));
    }
    sum += static_cast<double>(row.customers) * (constant + models::log_gamma(r + x) + both);
  }
  return sum;
}

struct Corner {
  Values at{};
  double loss = 0.0;
};

}  // namespace

SimplexFit fit_by_simplex(std::span<const models::PurchaseHistory> histories) {
  constexpr int kMostEvaluations = 2'000;
  int evaluations = 0;
  const auto corner = [&](const Values& at) {
    ++evaluations;
    return Corner{at, -log_likelihood(at, histories)};
  };
  std::array<Corner, 5> simplex;
  simplex[0] = corner({});
  for (std::size_t i = 0; i < 4; ++i) {
    Values at{};
    at[i] = 1.0;
    simplex[i + 1] = corner(at);
  }
  while (evaluations < kMostEvaluations) {
    std::ranges::sort(simplex, {}, &Corner::loss);
    if (simplex[4].loss - simplex[0].loss < 1e-8 * simplex[0].loss) break;
    // The worst corner is moved along its line through the middle of the others.
    const auto moved = [&](double factor) {
      Values at{};
      for (std::size_t i = 0; i < 4; ++i) {
        double middle = 0.0;
        for (std::size_t c = 0; c < 4; ++c) middle += simplex[c].at[i] / 4.0;
        at[i] = middle + factor * (simplex[4].at[i] - middle);
      }
      return corner(at);
    };
    const Corner reflected = moved(-1.0);
    if (reflected.loss < simplex[0].loss) {
      const Corner expanded = moved(-2.0);
      simplex[4] = expanded.loss < reflected.loss ? expanded : reflected;
      continue;
    }
    if (reflected.loss < simplex[3].loss) {
      simplex[4] = reflected;
      continue;
    }
    const Corner contracted = moved(reflected.loss < simplex[4].loss ? -0.5 : 0.5);
    if (contracted.loss < std::min(reflected.loss, simplex[4].loss)) {
      simplex[4] = contracted;
      continue;
    }
    for (std::size_t c = 1; c < simplex.size(); ++c) {
      Values at{};
      for (std::size_t i = 0; i < 4; ++i) at[i] = (simplex[c].at[i] + simplex[0].at[i]) / 2.0;
      simplex[c] = corner(at);
    }
  }
  std::ranges::sort(simplex, {}, &Corner::loss);
  Values best = simplex[0].at;
  for (double& value : best) value = std::exp(value);
  return {models::BgNbd::of(best), -simplex[0].loss, evaluations};
}

}  // namespace tsuzuku::bench
