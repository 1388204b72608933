#pragma once
// BG/NBD as packages fit it: the log likelihood as printed in the paper, row by row with the gamma function, made
// largest by Nelder and Mead's simplex (1965) in logarithms of the parameters, on one thread.

#include <span>

#include "models/bg_nbd.hpp"

namespace tsuzuku::bench {

struct SimplexFit {
  models::BgNbd parameters;
  double log_likelihood = 0.0;
  int evaluations = 0;
};

// BG/NBD, until the simplex spans less than 1e-8 of the log likelihood. REQUIRES: rows that a fit would take.
[[nodiscard]] SimplexFit fit_by_simplex(std::span<const models::PurchaseHistory> histories);

}  // namespace tsuzuku::bench
