#include "models/credibility.hpp"

#include <algorithm>

namespace tsuzuku::models {

std::optional<Credibility> credibility(const GroupedSums& sums) {
  if (sums.observations == 0) return std::nullopt;
  const auto observations = static_cast<double>(sums.observations);
  const auto groups = static_cast<double>(sums.groups);
  Credibility found{.mean = sums.total / observations, .k = {}};
  const double spread_of_sizes = observations - static_cast<double>(sums.sizes_squared) / observations;
  if (sums.observations == sums.groups || spread_of_sizes <= 0.0) return found;
  const double inside = std::max(sums.squares - sums.squares_of_totals, 0.0) / (observations - groups);
  const double between =
      (sums.squares_of_totals - sums.total * sums.total / observations - (groups - 1.0) * inside) / spread_of_sizes;
  if (between > 0.0) found.k = inside / between;
  return found;
}

}  // namespace tsuzuku::models
