#include "models/bg_bb.hpp"

#include <algorithm>
#include <cmath>

#include "models/newton.hpp"
#include "models/special.hpp"

namespace tsuzuku::models {
namespace {

// ln of the likelihood of one customer: alive at the end, or gone before opportunity t_x + i + 1 for one of i = 0 …
//   B(alpha+x, beta+n-x) B(gamma, delta+n) + sum B(alpha+x, beta+t_x-x+i) B(gamma+1, delta+t_x+i),
// over B(alpha, beta) B(gamma, delta). Number is double or a Jet of them.
template <typename Number>
struct Parameters {
  Number alpha, beta, gamma, delta;
};

template <typename Number>
Number log_alive(const Parameters<Number>& at, const OpportunityHistory& history) {
  return log_beta(at.alpha + Number(history.x), at.beta + Number(history.n - history.x)) +
         log_beta(at.gamma, at.delta + Number(history.n));
}

double log_of_sum(double a, double b) { return std::max(a, b) + std::log1p(std::exp(-std::abs(a - b))); }

template <typename Number>
Number log_likelihood_of(const Parameters<Number>& at, const OpportunityHistory& history) {
  Number sum = log_alive(at, history);
  for (std::int32_t last = history.t_x; last < history.n; ++last) {
    sum = log_of_sum(sum, log_beta(at.alpha + Number(history.x), at.beta + Number(last - history.x)) +
                              log_beta(at.gamma + Number(1), at.delta + Number(last)));
  }
  return sum - log_beta(at.alpha, at.beta) - log_beta(at.gamma, at.delta);
}

class BgBbLikelihood {
 public:
  explicit BgBbLikelihood(std::span<const OpportunityHistory> histories) : histories_(histories) {}

  Jet<4> operator()(const std::array<double, 4>& values) const {
    const Parameters<Jet<4>> at{Jet<4>::parameter(0, values[0]), Jet<4>::parameter(1, values[1]),
                                Jet<4>::parameter(2, values[2]), Jet<4>::parameter(3, values[3])};
    Jet<4> sum;
    for (const OpportunityHistory& history : histories_) {
      sum += static_cast<double>(history.customers) * log_likelihood_of(at, history);
    }
    return sum;
  }

 private:
  std::span<const OpportunityHistory> histories_;
};

Parameters<double> plain(const BgBb& model) { return {model.alpha, model.beta, model.gamma, model.delta}; }

}  // namespace

Status check(const OpportunityHistory& history) {
  const auto& [x, t_x, n, customers] = history;
  const bool possible =
      x >= 0 && x <= t_x && t_x <= n && n >= 1 && n <= kMostOpportunities && customers >= 1 && (x == 0) == (t_x == 0);
  if (possible) return {};
  return fail(ErrorKind::InvalidInput, "models.bad_opportunities",
              {{"x", std::to_string(x)}, {"t_x", std::to_string(t_x)}, {"n", std::to_string(n)}});
}

Result<Fit<BgBb>> fit_bg_bb(std::span<const OpportunityHistory> histories) {
  if (histories.empty()) return fail(ErrorKind::InvalidInput, "models.no_customers");
  bool repeats = false;
  for (std::size_t row = 0; row < histories.size(); ++row) {
    if (auto valid = check(histories[row]); !valid) {
      Error error = std::move(valid).error();
      error.arguments.emplace_back("row", std::to_string(row + 1));
      return fail(std::move(error));
    }
    repeats = repeats || histories[row].x > 0;
  }
  if (!repeats) return fail(ErrorKind::InvalidInput, "models.nobody_repeats");
  return maximised(BgBbLikelihood(histories), BgBb{});
}

double probability_alive(const BgBb& model, const OpportunityHistory& history) {
  const Parameters<double> at = plain(model);
  const double log_alive_now = log_alive(at, history) - log_beta(at.alpha, at.beta) - log_beta(at.gamma, at.delta);
  // Alive at n, and not gone before n + 1 either.
  const double stays = (model.delta + history.n) / (model.gamma + model.delta + history.n);
  return std::exp(log_alive_now - log_likelihood_of(at, history)) * stays;
}

double expected_purchases(const BgBb& model, std::int32_t opportunities) {
  return expected_purchases(model, OpportunityHistory{}, opportunities);
}

double expected_purchases(const BgBb& model, const OpportunityHistory& history, std::int32_t opportunities) {
  double there = probability_alive(model, history), sum = 0.0;
  for (std::int32_t k = 1; k <= opportunities; ++k) {
    sum += there;
    const double passed = model.delta + history.n + k;
    there *= passed / (model.gamma + passed);
  }
  return sum * (model.alpha + history.x) / (model.alpha + model.beta + history.n);
}

}  // namespace tsuzuku::models
