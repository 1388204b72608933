#pragma once
// Maximum likelihood by Newton's method on the logarithms of the parameters, which keeps them positive and makes their
// scale (days or weeks, yen or thousands) matter nothing. Where the likelihood is curved upwards along some direction,
// the step goes up there as far as it would go down a valley of the same curvature; a step that does not raise the
// likelihood is shortened. With two to four parameters the second derivatives cost little more than the first and save
// most of the passes over the customers that a search by gradients would take.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

#include "models/fit.hpp"
#include "models/jet.hpp"
#include "models/symmetric.hpp"

namespace tsuzuku::models {

// A search for the maximum of one log likelihood, which is a function of N positive parameters and gives a Jet<N> by
// them. It may give no number where it cannot be computed: no step leads there.
template <std::size_t N, typename LogLikelihood>
class NewtonSearch {
 public:
  using Values = std::array<double, N>;

  NewtonSearch(const LogLikelihood& log_likelihood, const Values& middle, const Values& start)
      : log_likelihood_(log_likelihood), middle_(logs(middle)), here_(at(logs(start))) {}

  // Goes on until no step is worth it, at most `kSteps` of them.
  void run() {
    for (iterations_ = 0; iterations_ < kSteps && std::isfinite(here_.likelihood.value); ++iterations_) {
      if (gain_of_newton_step() < kWorthless || !step()) return;
    }
  }

  template <typename Model>
  [[nodiscard]] Fit<Model> result() const {
    const Values values = parameters(here_.logs);
    Fit<Model> fit{Model::of(values), std::nullopt, here_.likelihood.value, false, iterations_};
    const auto factor = cholesky(information(here_));
    if (at_bound() || !factor) return fit;
    Values errors{};
    bool determined = true;
    for (std::size_t i = 0; i < N; ++i) {
      Values unit{};
      unit[i] = 1.0;
      const double of_log = std::sqrt(solved(*factor, unit)[i]);
      errors[i] = values[i] * of_log;
      determined = determined && of_log < kUnknown;
    }
    fit.standard_errors = Model::of(errors);
    fit.converged = determined && gain_of_newton_step() < kWorthless;
    return fit;
  }

 private:
  static constexpr int kSteps = 200;
  static constexpr int kShortenings = 25;           // of one step, to a quarter each
  static constexpr int kIdleSteps = 5;              // in a row that raise the likelihood by no more than rounding
  static constexpr double kWorthless = 1e-9;        // of log likelihood
  static constexpr double kLongestStep = 2.0;       // of a logarithm
  static constexpr double kUnknown = 10.0;          // standard error of a logarithm
  static constexpr double kRounding = 1e-13;        // of a log likelihood, which is a sum over all customers
  static constexpr double kLeastCurvature = 1e-12;  // of the largest; below it is rounding
  static constexpr double kBound = 12.0;

  struct Point {
    Values logs{};
    Jet<N> likelihood;  // derivatives by the logarithms
  };

  static Values logs(Values values) {
    for (double& value : values) value = std::log(value);
    return values;
  }
  static Values parameters(Values logs) {
    for (double& value : logs) value = std::exp(value);
    return logs;
  }
  Point at(const Values& logs) const {
    const Values values = parameters(logs);
    Point point{logs, log_likelihood_(values)};
    Jet<N>& jet = point.likelihood;
    for (std::size_t i = 0; i < N; ++i) {
      for (std::size_t j = 0; j <= i; ++j) jet.second[Jet<N>::place(i, j)] *= values[i] * values[j];
      jet.first[i] *= values[i];
      jet.second[Jet<N>::place(i, i)] += jet.first[i];
    }
    return point;
  }

  static Matrix<N> information(const Point& point) {
    Matrix<N> matrix{};
    for (std::size_t i = 0; i < N; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        matrix[i][j] = matrix[j][i] = -point.likelihood.second[Jet<N>::place(i, j)];
      }
    }
    return matrix;
  }

  [[nodiscard]] bool at_bound(std::size_t i) const { return std::abs(here_.logs[i] - middle_[i]) > kBound - 1e-9; }
  [[nodiscard]] bool at_bound() const {
    for (std::size_t i = 0; i < N; ++i) {
      if (at_bound(i)) return true;
    }
    return false;
  }
  // A parameter at its bound that wants to go further stays where it is, as if it were none.
  [[nodiscard]] bool held(std::size_t i) const {
    return at_bound(i) && here_.likelihood.first[i] * (here_.logs[i] - middle_[i]) > 0.0;
  }

  // The observed information and the slope of those parameters that are not held.
  struct Surface {
    Matrix<N> information;
    Values slope;
  };
  [[nodiscard]] Surface surface() const {
    Surface surface{information(here_), here_.likelihood.first};
    for (std::size_t i = 0; i < N; ++i) {
      if (!held(i)) continue;
      surface.slope[i] = 0.0;
      for (std::size_t j = 0; j < N; ++j) surface.information[i][j] = surface.information[j][i] = i == j ? 1.0 : 0.0;
    }
    return surface;
  }

  // Half the Newton decrement; infinite where the likelihood is not curved downwards.
  [[nodiscard]] double gain_of_newton_step() const {
    const auto [information, slope] = surface();
    const auto factor = cholesky(information);
    if (!factor) return INFINITY;
    const Values step = solved(*factor, slope);
    double gain = 0.0;
    for (std::size_t i = 0; i < N; ++i) gain += 0.5 * step[i] * slope[i];
    return gain;
  }

  // Newton's step; where it would lead to no top, that with every curvature turned downwards.
  [[nodiscard]] Values uphill() const {
    const auto [information, slope] = surface();
    if (const auto factor = cholesky(information)) return solved(*factor, slope);
    const Eigen<N> axes = eigen(information);
    double largest = 0.0;
    for (const double value : axes.values) largest = std::max(largest, std::abs(value));
    Values step{};
    for (std::size_t k = 0; k < N; ++k) {
      double along = 0.0;
      for (std::size_t i = 0; i < N; ++i) along += axes.vectors[k][i] * slope[i];
      along /= std::max({std::abs(axes.values[k]), kLeastCurvature * largest, 1e-300});
      for (std::size_t i = 0; i < N; ++i) step[i] += along * axes.vectors[k][i];
    }
    return step;
  }

  // Where `share` of the step leads, no further than the bounds.
  [[nodiscard]] Values moved(Values step, double share) const {
    for (std::size_t i = 0; i < N; ++i) {
      step[i] = std::clamp(here_.logs[i] + share * step[i], middle_[i] - kBound, middle_[i] + kBound);
    }
    return step;
  }

  // One step that does not lower the likelihood; false when there is none or they have come to nothing.
  bool step() {
    const Values whole = uphill();
    double longest = 0.0;
    for (const double one : whole) longest = std::max(longest, std::abs(one));
    double share = longest > kLongestStep ? kLongestStep / longest : 1.0;
    const double rounding = kRounding * std::abs(here_.likelihood.value);
    for (int shortenings = 0; shortenings < kShortenings; ++shortenings, share /= 4.0) {
      const Point there = at(moved(whole, share));
      const double gain = there.likelihood.value - here_.likelihood.value;
      if (!std::isfinite(there.likelihood.value) || gain < -rounding) continue;
      idle_ = gain > rounding ? 0 : idle_ + 1;
      here_ = there;
      return idle_ < kIdleSteps;
    }
    return false;
  }

  const LogLikelihood& log_likelihood_;
  Values middle_;  // of the bounds, in logarithms
  Point here_;
  int idle_ = 0;
  int iterations_ = 0;
};

// The parameters that make the log likelihood largest, within a factor of e^12 of those in the `middle` (positive),
// sought from `start`, which lies within it.
template <typename Model, typename LogLikelihood>
[[nodiscard]] Fit<Model> maximised(const LogLikelihood& log_likelihood, const Model& middle, const Model& start) {
  NewtonSearch<Model::kNames.size(), LogLikelihood> search(log_likelihood, middle.values(), start.values());
  search.run();
  return search.template result<Model>();
}

template <typename Model, typename LogLikelihood>
[[nodiscard]] Fit<Model> maximised(const LogLikelihood& log_likelihood, const Model& start) {
  return maximised(log_likelihood, start, start);
}

}  // namespace tsuzuku::models
