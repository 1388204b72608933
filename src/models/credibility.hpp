#pragma once
// How far one group's own mean is to be believed: credibility (Bühlmann and Straub 1970, Mitteilungen der Vereinigung
// schweizerischer Versicherungsmathematiker 70; as in Klugman, Panjer, Willmot, Loss Models, "empirical Bayes, the
// nonparametric case"). The more observations a group has, and the more groups differ beyond what chance inside them
// explains, the less its mean is pulled towards everybody's:
//
//   s^2 = sum_i sum_j (x_ij - mean_i)^2 / (N - I)                          inside the groups
//   a   = (sum_i n_i (mean_i - mean)^2 - (I - 1) s^2) / (N - sum n_i^2 / N)  between them
//   expected_i = (k mean + sum_j x_ij) / (k + n_i),   k = s^2 / a
//
// No distribution is supposed. It is the best estimate that is linear in the observations.

#include <cstdint>
#include <optional>

namespace tsuzuku::models {

// Sums over groups, each of at least one observation.
struct GroupedSums {
  std::int64_t groups = 0;         // I
  std::int64_t observations = 0;   // N
  std::int64_t sizes_squared = 0;  // sum of n_i^2
  double total = 0.0;              // of all observations
  double squares = 0.0;            // of all observations
  double squares_of_totals = 0.0;  // sum over groups of (sum of its observations)^2 / n_i
};

struct Credibility {
  double mean = 0.0;        // of all observations
  std::optional<double> k;  // observations after which own and common mean weigh the same; nothing: no group is told
                            // apart from the others, or none has two observations to tell it by

  // REQUIRES: observations >= 0, of that sum.
  [[nodiscard]] double expected(std::int64_t observations, double total) const {
    return k && observations > 0 ? (*k * mean + total) / (*k + static_cast<double>(observations)) : mean;
  }
};

// Nothing without observations.
[[nodiscard]] std::optional<Credibility> credibility(const GroupedSums& sums);

}  // namespace tsuzuku::models
