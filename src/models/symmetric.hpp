#pragma once
// Symmetric matrices of a few rows: Cholesky's factor and Jacobi's eigenvalues.

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

namespace tsuzuku::models {

template <std::size_t N>
using Matrix = std::array<std::array<double, N>, N>;  // row by row

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

// x of M x = right, where M = factor times its transpose.
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

template <std::size_t N>
struct Eigen {
  std::array<double, N> values{};
  Matrix<N> vectors{};  // vectors[k] belongs to values[k]
};

// By Jacobi's rotations (1846), each of which makes one element 0 until all outside the diagonal are.
template <std::size_t N>
[[nodiscard]] Eigen<N> eigen(Matrix<N> matrix) {
  constexpr int kSweeps = 30;
  Eigen<N> result;
  for (std::size_t i = 0; i < N; ++i) result.vectors[i][i] = 1.0;
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (std::size_t p = 0; p < N; ++p) {
      for (std::size_t q = p + 1; q < N; ++q) {
        if (matrix[p][q] == 0.0) continue;
        const double half = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
        const double tangent = (half >= 0.0 ? 1.0 : -1.0) / (std::abs(half) + std::hypot(half, 1.0));
        const double cosine = 1.0 / std::hypot(tangent, 1.0), sine = tangent * cosine;
        const auto rotate = [&](double& a, double& b) {
          const double old = a;
          a = cosine * a - sine * b;
          b = sine * old + cosine * b;
        };
        for (std::size_t k = 0; k < N; ++k) rotate(matrix[k][p], matrix[k][q]);
        for (std::size_t k = 0; k < N; ++k) rotate(matrix[p][k], matrix[q][k]);
        for (std::size_t k = 0; k < N; ++k) rotate(result.vectors[p][k], result.vectors[q][k]);
        matrix[p][q] = matrix[q][p] = 0.0;
      }
    }
  }
  for (std::size_t i = 0; i < N; ++i) result.values[i] = matrix[i][i];
  return result;
}

}  // namespace tsuzuku::models
