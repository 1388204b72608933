#pragma once
// How many contracts are renewed, and for how long: sBG (Fader and Hardie 2007, Journal of Interactive Marketing 21(1))
// and BdW (Fader, Hardie, Liu, Davin, Steenburgh 2018, Journal of Interactive Marketing 43).
//
// Every contract ends at each renewal with a probability of its own, Beta(alpha, beta) over contracts. Those with a
// high one go first, so the rate of those who renew rises although nobody changes. BdW lets everybody's own probability
// rise (c > 1) or fall (c < 1) with time, too; c = 1 is sBG.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "models/fit.hpp"
#include "models/lifetimes.hpp"

namespace tsuzuku::models {

struct Sbg {
  static constexpr std::array<std::string_view, 2> kNames{"alpha", "beta"};

  double alpha = 1.0;
  double beta = 1.0;

  [[nodiscard]] std::array<double, 2> values() const { return {alpha, beta}; }
  [[nodiscard]] static Sbg of(const std::array<double, 2>& v) { return {v[0], v[1]}; }
};

struct Bdw {
  static constexpr std::array<std::string_view, 3> kNames{"alpha", "beta", "c"};

  double alpha = 1.0;
  double beta = 1.0;
  double c = 1.0;

  [[nodiscard]] std::array<double, 3> values() const { return {alpha, beta, c}; }
  [[nodiscard]] static Bdw of(const std::array<double, 3>& v) { return {v[0], v[1], v[2]}; }
};

// Errors: those of renewals_of(). Not converged: one period only, everybody ended at once, or contracts too much alike
// to show that they differ.
[[nodiscard]] Result<Fit<Sbg>> fit_sbg(const Lifetimes& lifetimes);
[[nodiscard]] Result<Fit<Bdw>> fit_bdw(const Lifetimes& lifetimes);

// Whether BdW's third parameter is worth it, by the likelihood ratio (chi square, one degree of freedom).
struct LikelihoodRatio {
  double statistic = 0.0;  // twice the log likelihood gained; 0 or more
  double p_value = 1.0;    // so large a gain would be as likely if c were 1
};
[[nodiscard]] LikelihoodRatio against_sbg(const Fit<Bdw>& bdw, const Fit<Sbg>& sbg);

// The share of contracts still there after `t` periods, 0-1; 1 for t <= 0.
[[nodiscard]] double survival(const Sbg& model, std::int64_t t);
[[nodiscard]] double survival(const Bdw& model, std::int64_t t);

// Of those who renewed `t` - 1 times, the share that does so again; t >= 1.
[[nodiscard]] double retention_rate(const Sbg& model, std::int64_t t);
[[nodiscard]] double retention_rate(const Bdw& model, std::int64_t t);

// Renewals to be expected of a contract that was renewed `renewed` times and stands before the next, within the next
// `periods`; both >= 0.
template <typename Model>
[[nodiscard]] double expected_renewals(const Model& model, std::int64_t renewed, std::int64_t periods) {
  double stays = 1.0, sum = 0.0;
  for (std::int64_t k = 1; k <= periods; ++k) sum += stays *= retention_rate(model, renewed + k);
  return sum;
}

// The same for ever, the k-th renewal from now worth 1 / (1 + discount)^k (discount per period, above 0): what remains
// of the contract, in renewals of today. Relative error below 1e-9.
template <typename Model>
[[nodiscard]] double discounted_renewals(const Model& model, std::int64_t renewed, double discount) {
  constexpr double kPrecision = 1e-10;
  const double today = 1.0 / (1.0 + discount);
  double worth = 1.0, sum = 0.0;
  for (std::int64_t k = 1;; ++k) {
    worth *= today * retention_rate(model, renewed + k);
    sum += worth;
    // Every later renewal is worth at most `today` of the one before.
    if (worth * today <= kPrecision * (1.0 - today) * sum) return sum;
  }
}

}  // namespace tsuzuku::models
