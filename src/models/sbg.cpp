#include "models/sbg.hpp"

#include <algorithm>
#include <cmath>

#include "models/newton.hpp"
#include "models/special.hpp"

namespace tsuzuku::models {
namespace {

// The rate of renewal into period t is (beta + t - 1) / (alpha + beta + t - 1), so the likelihood is one of coins.
class SbgLikelihood {
 public:
  explicit SbgLikelihood(std::span<const Renewals> renewals) : renewals_(renewals) {}

  Jet<2> operator()(const std::array<double, 2>& values) const {
    const auto alpha = Jet<2>::parameter(0, values[0]);
    const auto beta = Jet<2>::parameter(1, values[1]);
    Jet<2> sum;
    for (std::size_t t = 1; t < renewals_.size(); ++t) {
      const auto& [renewed, ended] = renewals_[t];
      const Jet<2> stays = beta + Jet<2>(static_cast<double>(t) - 1.0);
      sum += renewed * log(stays) + ended * log(alpha) - (renewed + ended) * log(stays + alpha);
    }
    return sum;
  }

 private:
  std::span<const Renewals> renewals_;
};

// ln of B(alpha, beta + t^c) but for what does not depend on t.
template <typename Number>
Number log_reach(const Number& alpha, const Number& beta, const Number& power) {
  return log_gamma(beta + power) - log_gamma(alpha + beta + power);
}

class BdwLikelihood {
 public:
  explicit BdwLikelihood(std::span<const Renewals> renewals) : renewals_(renewals) {}

  Jet<3> operator()(const std::array<double, 3>& values) const {
    const auto alpha = Jet<3>::parameter(0, values[0]);
    const auto beta = Jet<3>::parameter(1, values[1]);
    const auto c = Jet<3>::parameter(2, values[2]);
    Jet<3> sum, before = log_reach(alpha, beta, Jet<3>(0.0));
    for (std::size_t t = 1; t < renewals_.size(); ++t) {
      const auto& [renewed, ended] = renewals_[t];
      const Jet<3> now = log_reach(alpha, beta, exp(c * std::log(static_cast<double>(t))));
      const Jet<3> log_rate = now - before;
      if (renewed > 0.0) sum += renewed * log_rate;
      if (ended > 0.0) sum += ended * log_of_rest(log_rate);
      before = now;
    }
    return sum;
  }

 private:
  std::span<const Renewals> renewals_;
};

}  // namespace

Result<Fit<Sbg>> fit_sbg(const Lifetimes& lifetimes) {
  TSUZUKU_TRY(renewals, renewals_of(lifetimes));
  return maximised(SbgLikelihood(renewals), Sbg{});
}

Result<Fit<Bdw>> fit_bdw(const Lifetimes& lifetimes) {
  TSUZUKU_TRY(renewals, renewals_of(lifetimes));
  // From sBG, so that the third parameter can only gain.
  const Sbg sbg = maximised(SbgLikelihood(renewals), Sbg{}).parameters;
  return maximised(BdwLikelihood(renewals), Bdw{.alpha = sbg.alpha, .beta = sbg.beta, .c = 1.0});
}

LikelihoodRatio against_sbg(const Fit<Bdw>& bdw, const Fit<Sbg>& sbg) {
  const double statistic = std::max(2.0 * (bdw.log_likelihood - sbg.log_likelihood), 0.0);
  return {.statistic = statistic, .p_value = std::erfc(std::sqrt(statistic / 2.0))};
}

double survival(const Sbg& model, std::int64_t t) { return survival(Bdw{model.alpha, model.beta, 1.0}, t); }

double survival(const Bdw& model, std::int64_t t) {
  if (t <= 0) return 1.0;
  const double power = std::pow(static_cast<double>(t), model.c);
  return std::exp(log_reach(model.alpha, model.beta, power) - log_reach(model.alpha, model.beta, 0.0));
}

double retention_rate(const Sbg& model, std::int64_t t) {
  const double stays = model.beta + static_cast<double>(t) - 1.0;
  return stays / (model.alpha + stays);
}

double retention_rate(const Bdw& model, std::int64_t t) {
  const auto power = [&](std::int64_t period) { return std::pow(static_cast<double>(period), model.c); };
  return std::exp(log_reach(model.alpha, model.beta, power(t)) - log_reach(model.alpha, model.beta, power(t - 1)));
}

}  // namespace tsuzuku::models
