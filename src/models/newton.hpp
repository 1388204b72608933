#pragma once
// Maximum likelihood by Newton's method on the logarithms of the parameters, which keeps them positive and makes their
// scale (days or weeks, yen or thousands) matter nothing. Where the likelihood is not curved downwards, or a step does
// not raise it, the step is damped (Levenberg 1944, Marquardt 1963). With two to four parameters the second derivatives
// cost little more than the first and save most of the passes over the customers that a search by gradients would take.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

#include "models/fit.hpp"
#include "models/jet.hpp"

namespace tsuzuku::models {

// Square matrix, symmetric, row by row.
template <std::size_t N>
using Matrix = std::array<std::array<double, N>, N>;

// Lower Cholesky factor; nothing when the matrix is not positive definite.
template <std::size_t N>
[[nodiscard]] std::optional<Matrix<N>> cholesky(const Matrix<N>& matrix) {
  constexpr double kRounding = 1e-13;  // a pivot lost to rounding is none
  Matrix<N> factor{};
  for (std::size_t i = 0; i < N; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= factor[i][k] * factor[j][k];
      if (i != j) {
        factor[i][j] = sum / factor[j][j];
      } else if (sum > kRounding * std::abs(matrix[i][i])) {
        factor[i][i] = std::sqrt(sum);
      } else {
        return std::nullopt;  // not-a-numbers end here too
      }
    }
  }
  return factor;
}

template <std::size_t N>
[[nodiscard]] std::array<double, N> solved(const Matrix<N>& factor, std::array<double, N> right) {
  for (std::size_t i = 0; i < N; ++i) {
    for (std::size_t k = 0; k < i; ++k) right[i] -= factor[i][k] * right[k];
    right[i] /= factor[i][i];
  }
  for (std::size_t i = N; i-- > 0;) {
    for (std::size_t k = i + 1; k < N; ++k) right[i] -= factor[k][i] * right[k];
    right[i] /= factor[i][i];
  }
  return right;
}

// A search for the maximum of one log likelihood, which is a function of N positive parameters and gives a Jet<N> by
// them. It may give no number where it cannot be computed: no step leads there.
template <std::size_t N, typename LogLikelihood>
class NewtonSearch {
 public:
  using Values = std::array<double, N>;

  NewtonSearch(const LogLikelihood& log_likelihood, const Values& start)
      : log_likelihood_(log_likelihood), start_(logs(start)), here_(at(start_)) {}

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
  static constexpr int kRefusals = 40;           // steps in a row that do not raise the likelihood
  static constexpr double kWorthless = 1e-9;     // of log likelihood
  static constexpr double kLongestStep = 2.0;    // of a logarithm
  static constexpr double kUnknown = 10.0;       // standard error of a logarithm
  static constexpr double kRounding = 1e-13;     // of a log likelihood, which is a sum over all customers
  static constexpr double kLeastDamping = 1e-4;  // of the largest curvature
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

  [[nodiscard]] bool at_bound(std::size_t i) const { return std::abs(here_.logs[i] - start_[i]) >= kBound; }
  [[nodiscard]] bool at_bound() const {
    for (std::size_t i = 0; i < N; ++i) {
      if (at_bound(i)) return true;
    }
    return false;
  }
  // A parameter at its bound that wants to go further stays where it is, as if it were none.
  [[nodiscard]] bool held(std::size_t i) const {
    return at_bound(i) && here_.likelihood.first[i] * (here_.logs[i] - start_[i]) > 0.0;
  }

  // What the step would be that is right for a parabola, `damping` added to every curvature.
  [[nodiscard]] std::optional<Values> newton_step(double damping) const {
    Matrix<N> matrix = information(here_);
    Values slope = here_.likelihood.first;
    for (std::size_t i = 0; i < N; ++i) {
      matrix[i][i] += damping;
      if (!held(i)) continue;
      slope[i] = 0.0;
      for (std::size_t j = 0; j < N; ++j) matrix[i][j] = matrix[j][i] = i == j ? 1.0 : 0.0;
    }
    const auto factor = cholesky(matrix);
    if (!factor) return std::nullopt;
    return solved(*factor, slope);
  }

  // Half the Newton decrement; infinite where the likelihood is not curved downwards.
  [[nodiscard]] double gain_of_newton_step() const {
    const auto step = newton_step(0.0);
    if (!step) return INFINITY;
    double gain = 0.0;
    for (std::size_t i = 0; i < N; ++i) gain += held(i) ? 0.0 : 0.5 * (*step)[i] * here_.likelihood.first[i];
    return gain;
  }

  [[nodiscard]] Values moved(Values step) const {
    double longest = 0.0;
    for (const double one : step) longest = std::max(longest, std::abs(one));
    const double share = longest > kLongestStep ? kLongestStep / longest : 1.0;
    for (std::size_t i = 0; i < N; ++i) {
      step[i] = std::clamp(here_.logs[i] + share * step[i], start_[i] - kBound, start_[i] + kBound);
    }
    return step;
  }

  // One step that raises the likelihood; false when there is none.
  bool step() {
    double curvature = 0.0;
    for (std::size_t i = 0; i < N; ++i) {
      curvature = std::max(curvature, std::abs(here_.likelihood.second[Jet<N>::place(i, i)]));
    }
    for (int refusals = 0; refusals < kRefusals; ++refusals) {
      if (const auto step = newton_step(damping_)) {
        const Point there = at(moved(*step));
        const double least = here_.likelihood.value - kRounding * std::abs(here_.likelihood.value);
        if (std::isfinite(there.likelihood.value) && there.likelihood.value >= least) {
          here_ = there;
          damping_ = damping_ > kLeastDamping * curvature ? damping_ / 10.0 : 0.0;
          return true;
        }
      }
      damping_ = std::max(damping_ * 10.0, kLeastDamping * std::max(curvature, 1e-300));
    }
    return false;
  }

  const LogLikelihood& log_likelihood_;
  Values start_;  // logarithms, the middle of the bounds
  Point here_;
  double damping_ = 0.0;
  int iterations_ = 0;
};

// The parameters that make the log likelihood largest, sought from `start` (positive) within a factor of e^12 of it.
template <typename Model, typename LogLikelihood>
[[nodiscard]] Fit<Model> maximised(const LogLikelihood& log_likelihood, const Model& start) {
  NewtonSearch<Model::kNames.size(), LogLikelihood> search(log_likelihood, start.values());
  search.run();
  return search.template result<Model>();
}

}  // namespace tsuzuku::models
