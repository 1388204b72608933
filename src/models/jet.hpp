#pragma once
// A number that carries its first and second derivatives by N parameters. A log likelihood written once in jets gives
// gradient and observed information without a derivative written by hand, exact to rounding.

#include <array>
#include <cmath>
#include <cstddef>

#include "models/special.hpp"

namespace tsuzuku::models {

template <std::size_t N>
struct Jet {
  double value = 0.0;
  std::array<double, N> first{};
  std::array<double, N*(N + 1) / 2> second{};  // lower triangle, row by row

  Jet() = default;
  Jet(double constant) : value(constant) {}  // NOLINT(google-explicit-constructor): constants mix freely with jets

  // Parameter number n at `at`: its derivative by itself is 1.
  [[nodiscard]] static Jet parameter(std::size_t n, double at) {
    Jet jet(at);
    jet.first[n] = 1.0;
    return jet;
  }
  // Where the second derivative by i and j lies; REQUIRES: i >= j.
  [[nodiscard]] static constexpr std::size_t place(std::size_t i, std::size_t j) { return i * (i + 1) / 2 + j; }

  Jet& operator+=(const Jet& other) {
    value += other.value;
    for (std::size_t i = 0; i < N; ++i) first[i] += other.first[i];
    for (std::size_t i = 0; i < second.size(); ++i) second[i] += other.second[i];
    return *this;
  }
  Jet& operator*=(double factor) {
    value *= factor;
    for (double& one : first) one *= factor;
    for (double& one : second) one *= factor;
    return *this;
  }

  friend Jet operator+(Jet a, const Jet& b) { return a += b; }
  friend Jet operator-(Jet a, Jet b) { return a += (b *= -1.0); }
  friend Jet operator*(Jet a, double factor) { return a *= factor; }
  friend Jet operator*(double factor, Jet a) { return a *= factor; }
  friend Jet operator*(const Jet& a, const Jet& b) {
    Jet product = a * b.value + b * a.value;
    product.value = a.value * b.value;
    for (std::size_t i = 0; i < N; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        product.second[place(i, j)] += a.first[i] * b.first[j] + a.first[j] * b.first[i];
      }
    }
    return product;
  }
};

// f(x), where f and its first two derivatives at x.value are given.
template <std::size_t N>
[[nodiscard]] Jet<N> chained(const Jet<N>& x, double f, double f1, double f2) {
  Jet<N> result(f);
  for (std::size_t i = 0; i < N; ++i) {
    result.first[i] = f1 * x.first[i];
    for (std::size_t j = 0; j <= i; ++j) {
      const std::size_t place = Jet<N>::place(i, j);
      result.second[place] = f1 * x.second[place] + f2 * x.first[i] * x.first[j];
    }
  }
  return result;
}

template <std::size_t N>
[[nodiscard]] Jet<N> exp(const Jet<N>& x) {
  const double f = std::exp(x.value);
  return chained(x, f, f, f);
}

template <std::size_t N>
[[nodiscard]] Jet<N> log(const Jet<N>& x) {
  return chained(x, std::log(x.value), 1.0 / x.value, -1.0 / (x.value * x.value));
}

template <std::size_t N>
[[nodiscard]] Jet<N> log_gamma(const Jet<N>& x) {
  return chained(x, log_gamma(x.value), digamma(x.value), trigamma(x.value));
}

template <std::size_t N>
[[nodiscard]] Jet<N> log_beta(const Jet<N>& a, const Jet<N>& b) {
  return log_gamma(a) + log_gamma(b) - log_gamma(a + b);
}

// ln(1 - e^x) for x < 0: the probability of the contrary, in logarithms.
template <std::size_t N>
[[nodiscard]] Jet<N> log_of_rest(const Jet<N>& x) {
  const double rest = -std::expm1(x.value);
  const double odds = std::exp(x.value) / rest;
  return chained(x, std::log(rest), -odds, -odds / rest);
}

// ln(e^a + e^b) without overflow.
template <std::size_t N>
[[nodiscard]] Jet<N> log_of_sum(const Jet<N>& a, const Jet<N>& b) {
  if (a.value < b.value) return log_of_sum(b, a);
  const Jet<N> difference = b - a;
  const double ratio = std::exp(difference.value);
  const double share = ratio / (1.0 + ratio);
  return a + chained(difference, std::log1p(ratio), share, share * (1.0 - share));
}

}  // namespace tsuzuku::models
