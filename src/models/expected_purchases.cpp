#include "models/expected_purchases.hpp"

#include <algorithm>
#include <cmath>

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
// rate to (1 - (1 + p elapsed)^-rate_shape) / p. Its mean over p is taken in x = ln(p / (1 - p)), where the integrand
// is smooth and falls exponentially on both sides, so that equal steps over the whole line are exact to rounding
// (Trefethen and Weideman 2014); where it falls like e^(a x) or e^(-b x) and nothing else, the steps left are a
// geometric series. Dividing by the same sum of the density saves its constant.
class MeanOverDropOut {
 public:
  explicit MeanOverDropOut(const Alive& customer)
      : customer_(customer), a_(customer.drop_a), b_(customer.drop_b), mode_(std::log(a_ / b_)) {
    const double spread = std::sqrt(1.0 / a_ + 1.0 / b_);
    step_ = std::min(0.125, spread / 4.0);
    farthest_left_ = -kFar - std::log1p((customer.rate_shape + 1.0) * customer.elapsed + b_);
    farthest_right_ = kFar + std::log1p(a_);
  }

  double operator()() {
    add(mode_, 1.0);
    for (double x = mode_ - step_;; x -= step_) {
      if (x < farthest_left_) {
        add(x, 1.0 / -std::expm1(-a_ * step_));
        break;
      }
      // The expectation grows to the left, at most like 1 / p.
      if (log_density(x) + mode_ - x < -kFar) break;
      add(x, 1.0);
    }
    for (double x = mode_ + step_;; x += step_) {
      if (x > farthest_right_) {
        add(x, 1.0 / -std::expm1(-b_ * step_));
        break;
      }
      if (log_density(x) < -kFar) break;
      add(x, 1.0);
    }
    return sum_ / density_;
  }

 private:
  static constexpr double kFar = 36.0;  // e^-36 is below rounding

  // Of x, but for its constant, relative to the mode.
  [[nodiscard]] double log_density(double x) const {
    const double log_p = x > 0.0 ? -std::log1p(std::exp(-x)) : x - std::log1p(std::exp(x));
    return a_ * (log_p - log_p_of_mode_) + b_ * (log_p - x - log_p_of_mode_ + mode_);
  }

  void add(double x, double terms) {
    const double p = 1.0 / (1.0 + std::exp(-x));
    const double weight = terms * std::exp(log_density(x));
    density_ += weight;
    sum_ += weight * -std::expm1(-customer_.rate_shape * std::log1p(p * customer_.elapsed)) / p;
  }

  Alive customer_;
  double a_, b_, mode_;
  double log_p_of_mode_ = std::log(a_ / (a_ + b_));
  double step_ = 0.0, farthest_left_ = 0.0, farthest_right_ = 0.0;
  double sum_ = 0.0, density_ = 0.0;
};

}  // namespace

double expected_while_alive(const Alive& customer) {
  if (customer.elapsed <= 0.0) return 0.0;
  constexpr double kManyTerms = 4'000.0;
  const double terms = (customer.rate_shape + 30.0) * customer.elapsed;
  return terms < kManyTerms ? by_sum(customer) : MeanOverDropOut(customer)();
}

}  // namespace tsuzuku::models
