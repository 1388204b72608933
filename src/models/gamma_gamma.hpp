#pragma once
// How much a customer's purchase is worth: the gamma-gamma model (Fader, Hardie, Lee 2005, JMR 42(4); Fader and Hardie
// 2013, note 025). Values of one customer's purchases are Gamma(p, nu) around a mean of their own, and nu is Gamma(q,
// v) over customers, so a customer's mean is pulled towards everybody's the more, the fewer purchases stand behind it.
//
// It supposes that who buys often does not buy dearer or cheaper: correlation() says how far that holds. Customers who
// bought once stay in the purchase model and are left out here.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "models/fit.hpp"

namespace tsuzuku::models {

// x purchases of mean value z; whether x counts all or, as in the paper, repeat purchases only is the caller's choice.
struct SpendHistory {
  std::int32_t x = 0;  // above 0
  double z = 0.0;      // above 0, any currency
  std::int64_t customers = 1;
};

// InvalidInput "models.bad_spend" {x, z}.
[[nodiscard]] Status check(const SpendHistory& history);

struct GammaGamma {
  static constexpr std::array<std::string_view, 3> kNames{"p", "q", "v"};

  double p = 1.0;
  double q = 1.0;
  double v = 1.0;  // unit of money

  [[nodiscard]] std::array<double, 3> values() const { return {p, q, v}; }
  [[nodiscard]] static GammaGamma of(const std::array<double, 3>& values) { return {values[0], values[1], values[2]}; }
};

// Errors: "models.no_customers", or what check() says with {row} added, counted from 1. Not converged: everybody spends
// the same, or too few customers. The same bits for any number of `threads` (0 = all of the machine).
[[nodiscard]] Result<Fit<GammaGamma>> fit_gamma_gamma(std::span<const SpendHistory> histories, std::size_t threads = 0);

// The log likelihood that the fit makes largest. REQUIRES: valid histories.
[[nodiscard]] double log_likelihood(const GammaGamma& model, std::span<const SpendHistory> histories);

// The mean value of a purchase to be expected of a customer of whom x purchases of mean value z are known; with x = 0
// (z does not matter) that of a new customer, p v / (q - 1). Nothing where the model has no mean: p x + q <= 1.
[[nodiscard]] std::optional<double> expected_spend(const GammaGamma& model, std::int32_t x, double z);

// Pearson's correlation of x and z over customers; nothing when one of them is the same for everybody.
[[nodiscard]] std::optional<double> correlation(std::span<const SpendHistory> histories);

}  // namespace tsuzuku::models
