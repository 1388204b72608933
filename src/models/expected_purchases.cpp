#include "models/expected_purchases.hpp"

#include <algorithm>
#include <boost/math/quadrature/tanh_sinh.hpp>
#include <cmath>

#include "models/special.hpp"

namespace tsuzuku::models {
namespace {

double by_sum(const Alive& customer) {
  constexpr double kPrecision = 1e-12;
  constexpr double kSmallest = -690.0;  // logarithms below this have no exponential worth adding
  const double z = customer.elapsed / (1.0 + customer.elapsed);
  // P(K = j) grows to its peak before it falls: it is carried in logarithms until it is large enough to count.
  double log_probability = -customer.rate_shape * std::log1p(customer.elapsed);
  double probability = std::exp(log_probability);
  double more = -std::expm1(log_probability);  // P(K > j)
  double stays = 1.0;                          // none of the j purchases before was the last
  double sum = 0.0;
  for (double j = 0.0;; j += 1.0) {
    sum += more * stays;
    // From here on P(K = j) falls by this ratio or faster, so the terms left are below a geometric series' sum.
    const double ratio = z * (customer.rate_shape + j) / (j + 1.0);
    const double left = stays * probability * ratio / ((1.0 - ratio) * (1.0 - ratio));
    if (ratio < 1.0 && log_probability > kSmallest && left <= kPrecision * sum) return sum;
    if (log_probability > kSmallest) {
      probability *= ratio;
    } else {
      log_probability += std::log(ratio);
      probability = log_probability > kSmallest ? std::exp(log_probability) : 0.0;
    }
    more = std::max(more - probability, 0.0);
    stays *= (customer.drop_b + j) / (customer.drop_a + customer.drop_b + j);
  }
}

// With dropping out of probability p, (1 - e^(-rate p t)) / p purchases are to be expected, which averages over the
// rate to (1 - (1 + p elapsed)^-rate_shape) / p.
double by_integral(const Alive& customer) {
  const double log_whole = log_beta(customer.drop_a, customer.drop_b);
  const auto at = [&](double p, double to_end) {
    const double rest = to_end < 0.0 ? 1.0 - p : to_end;  // the integrator's exact distance from the nearer end
    const double density = (customer.drop_a - 1.0) * std::log(p) + (customer.drop_b - 1.0) * std::log(rest) - log_whole;
    return std::exp(density) * -std::expm1(-customer.rate_shape * std::log1p(p * customer.elapsed)) / p;
  };
  thread_local boost::math::quadrature::tanh_sinh<double> integrator(15);
  return integrator.integrate(at, 0.0, 1.0, 1e-11);
}

}  // namespace

double expected_while_alive(const Alive& customer) {
  if (customer.elapsed <= 0.0) return 0.0;
  constexpr double kManyTerms = 4'000.0;
  const double terms = (customer.rate_shape + 30.0) * customer.elapsed;
  return terms < kManyTerms ? by_sum(customer) : by_integral(customer);
}

}  // namespace tsuzuku::models
