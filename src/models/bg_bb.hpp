#pragma once
// BG/BB (Fader, Hardie, Shang 2010, Marketing Science 29(6)): who buys at discrete opportunities, as at a yearly
// appeal, a monthly sale, every delivery. While alive a customer takes each opportunity with a probability of their
// own, Beta(alpha, beta) over customers, and before each is gone for good with a probability of their own, Beta(gamma,
// delta). BG/NBD is what it comes to when opportunities are many and small.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/error.hpp"
#include "models/fit.hpp"

namespace tsuzuku::models {

// Of n opportunities after the first purchase x were taken, the last of them the t_x-th. Equal customers share a row: a
// fit takes as long as there are different ones, of which there are at most n (n + 1) / 2 + 1 for each n.
struct OpportunityHistory {
  std::int32_t x = 0;    // 0 … t_x
  std::int32_t t_x = 0;  // 0 … n; 0 when x is 0 and only then
  std::int32_t n = 0;    // 1 … kMostOpportunities
  std::int64_t customers = 1;
};

inline constexpr std::int32_t kMostOpportunities = 1'000;

// InvalidInput "models.bad_opportunities" {x, t_x, n}.
[[nodiscard]] Status check(const OpportunityHistory& history);

struct BgBb {
  static constexpr std::array<std::string_view, 4> kNames{"alpha", "beta", "gamma", "delta"};

  double alpha = 1.0;
  double beta = 1.0;
  double gamma = 1.0;
  double delta = 1.0;

  [[nodiscard]] std::array<double, 4> values() const { return {alpha, beta, gamma, delta}; }
  [[nodiscard]] static BgBb of(const std::array<double, 4>& v) { return {v[0], v[1], v[2], v[3]}; }
};

// Errors: "models.no_customers", "models.nobody_repeats", or what check() says with {row} added, counted from 1.
[[nodiscard]] Result<Fit<BgBb>> fit_bg_bb(std::span<const OpportunityHistory> histories);

// That the customer is still there at opportunity n + 1, 0-1.
[[nodiscard]] double probability_alive(const BgBb& model, const OpportunityHistory& history);

// Opportunities taken among the first `opportunities` after the first purchase of somebody new.
[[nodiscard]] double expected_purchases(const BgBb& model, std::int32_t opportunities);

// The same among the next `opportunities` of a customer of whom this is known.
[[nodiscard]] double expected_purchases(const BgBb& model, const OpportunityHistory& history,
                                        std::int32_t opportunities);

}  // namespace tsuzuku::models
