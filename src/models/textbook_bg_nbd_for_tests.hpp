#pragma once
// BG/NBD and MBG/NBD by the formulas as printed, in long double, and customers drawn from them: another way to the
// numbers of bg_nbd.hpp.

#include <array>
#include <cmath>
#include <functional>
#include <random>
#include <span>
#include <vector>

#include "models/bg_nbd.hpp"

namespace tsuzuku::models::textbook {

using Real = long double;

inline Real ln_beta(Real a, Real b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); }

// Fader, Hardie, Lee 2005, equation 6; Batislam, Denizel, Filiztekin 2007 for MBG/NBD.
inline Real likelihood(const std::array<Real, 4>& at, DropOut drop_out, const PurchaseHistory& row) {
  const auto [r, alpha, a, b] = at;
  const auto x = static_cast<Real>(row.x);
  const Real purchases = std::exp(std::lgamma(r + x) - std::lgamma(r)) * std::pow(alpha, r);
  const Real alive = std::pow(alpha + static_cast<Real>(row.T), -(r + x));
  const Real gone = std::pow(alpha + static_cast<Real>(row.t_x), -(r + x));
  if (drop_out == DropOut::FromTheFirst) {
    return purchases * (std::exp(ln_beta(a, b + x + 1) - ln_beta(a, b)) * alive +
                        std::exp(ln_beta(a + 1, b + x) - ln_beta(a, b)) * gone);
  }
  const Real last = row.x > 0 ? std::exp(ln_beta(a + 1, b + x - 1) - ln_beta(a, b)) * gone : 0.0L;
  return purchases * (std::exp(ln_beta(a, b + x) - ln_beta(a, b)) * alive + last);
}

inline Real log_likelihood(const std::array<Real, 4>& at, DropOut drop_out, std::span<const PurchaseHistory> rows) {
  Real sum = 0;
  for (const PurchaseHistory& row : rows) {
    sum += static_cast<Real>(row.customers) * std::log(likelihood(at, drop_out, row));
  }
  return sum;
}

// Gauss's 2F1 by its series; |z| < 1.
inline Real hypergeometric(Real a, Real b, Real c, Real z) {
  Real term = 1, sum = 1;
  for (int k = 0; k < 100'000 && std::abs(term) > 1e-21L * std::abs(sum); ++k) {
    const auto n = static_cast<Real>(k);
    term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
    sum += term;
  }
  return sum;
}

// Equation 10 of the paper. REQUIRES: a is not 1.
inline Real expected_purchases(const std::array<Real, 4>& at, const PurchaseHistory& row, Real t) {
  const auto [r, alpha, a, b] = at;
  const auto x = static_cast<Real>(row.x), end = alpha + static_cast<Real>(row.T);
  const Real whole = hypergeometric(r + x, b + x, a + b + x - 1, t / (end + t));
  const Real expected = (a + b + x - 1) / (a - 1) * (1 - std::pow(end / (end + t), r + x) * whole);
  const Real odds = row.x > 0 ? a / (b + x - 1) * std::pow(end / (alpha + static_cast<Real>(row.t_x)), r + x) : 0.0L;
  return expected / (1 + odds);
}

// Standard errors from second differences of a log likelihood, inverted by Gauss and Jordan.
template <std::size_t N>
std::array<double, N> standard_errors(const std::function<Real(const std::array<Real, N>&)>& log_likelihood,
                                      const std::array<double, N>& at) {
  std::array<Real, N> centre{};
  for (std::size_t i = 0; i < N; ++i) centre[i] = static_cast<Real>(at[i]);
  std::array<std::array<Real, 2 * N>, N> rows{};
  const auto moved = [&](std::size_t i, Real by_i, std::size_t j, Real by_j) {
    auto values = centre;
    values[i] += by_i * centre[i];
    values[j] += by_j * centre[j];
    return log_likelihood(values);
  };
  constexpr Real kStep = 1e-3L;
  for (std::size_t i = 0; i < N; ++i) {
    for (std::size_t j = 0; j < N; ++j) {
      rows[i][j] = -(moved(i, kStep, j, kStep) - moved(i, kStep, j, -kStep) - moved(i, -kStep, j, kStep) +
                     moved(i, -kStep, j, -kStep)) /
                   (4 * kStep * centre[i] * kStep * centre[j]);
    }
    rows[i][N + i] = 1;
  }
  for (std::size_t pivot = 0; pivot < N; ++pivot) {
    const Real by = rows[pivot][pivot];
    for (Real& cell : rows[pivot]) cell /= by;
    for (std::size_t i = 0; i < N; ++i) {
      if (i == pivot) continue;
      const Real times = rows[i][pivot];
      for (std::size_t k = 0; k < 2 * N; ++k) rows[i][k] -= times * rows[pivot][k];
    }
  }
  std::array<double, N> errors{};
  for (std::size_t i = 0; i < N; ++i) errors[i] = static_cast<double>(std::sqrt(rows[i][N + i]));
  return errors;
}

// Customers as the model says they live, first seen at even distances over `arrivals` before the end of observation.
struct Crowd {
  BgNbd model;
  DropOut drop_out = DropOut::AfterRepeats;
  double longest = 52.0;   // time observed, of those who came first
  double shortest = 26.0;  // of those who came last
};

template <typename Generator>
PurchaseHistory drawn(const Crowd& crowd, double observed, Generator& generator) {
  std::gamma_distribution<double> rates(crowd.model.r, 1.0 / crowd.model.alpha);
  std::gamma_distribution<double> of_a(crowd.model.a, 1.0), of_b(crowd.model.b, 1.0);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  const double rate = std::max(rates(generator), 1e-300);
  const double leaving = of_a(generator), staying = of_b(generator);
  const double drops = leaving / (leaving + staying);
  PurchaseHistory history{.x = 0, .t_x = 0.0, .T = observed};
  if (crowd.drop_out == DropOut::FromTheFirst && unit(generator) < drops) return history;
  std::exponential_distribution<double> waits(rate);
  for (double now = waits(generator); now <= observed; now += waits(generator)) {
    ++history.x;
    history.t_x = now;
    if (unit(generator) < drops) break;
  }
  return history;
}

inline std::vector<PurchaseHistory> drawn(const Crowd& crowd, std::size_t customers, std::uint64_t seed) {
  std::mt19937_64 generator(seed);
  std::vector<PurchaseHistory> histories;
  histories.reserve(customers);
  for (std::size_t i = 0; i < customers; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(customers);
    histories.push_back(drawn(crowd, crowd.longest + share * (crowd.shortest - crowd.longest), generator));
  }
  return histories;
}

}  // namespace tsuzuku::models::textbook
