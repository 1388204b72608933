#pragma once
// The chain from the first purchase to the twelfth and on, with what each link carries: how many customers come to it
// in a month, how many go on, what a purchase there is worth. weakest_link ranks the links, planner moves them.
//
//   p(n)   share of the matured that made purchase n + 1 within the window (as in `stages`)
//   v(n)   mean value of purchase n: money of its orders by the chosen layer, less what came back of them
//   V(n)   value from purchase n on: v(n) + p(n) V(n + 1); for the last link, which stands for itself and all later
//          ones, v / (1 - p)
//
// The variance of V follows by the delta method, all p and v taken as independent.

#include <cstdint>
#include <vector>

#include "analysis/common/left_out.hpp"
#include "analysis/common/profit.hpp"
#include "base/random.hpp"

namespace tsuzuku::analysis::weakest_link {

inline constexpr int kLinks = 12;
inline constexpr double kDaysPerMonth = 365.25 / 12.0;
inline constexpr double kTailRateMost = 0.99;  // a shop whose oldest customers all went on is not worth the infinite

// window_days, layer, flow_days, and those of profit.
[[nodiscard]] std::vector<Parameter> parameters();

struct Link {
  std::int64_t purchases = 0;  // with number n
  std::int64_t flow = 0;       // of these in the last flow_days
  std::int64_t matured = 0;
  std::int64_t continued = 0;
  Money value = 0;  // sum over purchases
  Wide squares = 0;

  void merge(const Link& other);
  // 0 where nobody matured.
  [[nodiscard]] double rate() const;
  [[nodiscard]] double rate_variance() const;
  [[nodiscard]] double mean_value() const;
  [[nodiscard]] double value_variance() const;  // of the mean
};

struct Chain {
  std::vector<Link> links;  // kLinks of them
  int flow_days = 0;        // as many as were asked for, or as the shop is old
  Money uncosted = 0;
  std::vector<LeftOut> left_out;

  [[nodiscard]] double per_month(const Link& link) const;
};
[[nodiscard]] Chain count_chain(const Scope& scope, const Arguments& arguments, const Execution& execution);

struct Worth {
  double value = 0.0;
  double variance = 0.0;
};
// V(1) ... V(kLinks), and as the last element V after the last link, which is that of the last one.
[[nodiscard]] std::vector<Worth> worths_of(const std::vector<Link>& links);
// The same with other rates; no variance.
[[nodiscard]] std::vector<double> values_at(const std::vector<Link>& links, const std::vector<double>& rates);

}  // namespace tsuzuku::analysis::weakest_link
