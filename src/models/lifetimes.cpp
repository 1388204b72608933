#include "models/lifetimes.hpp"

#include <algorithm>

namespace tsuzuku::models {
namespace {

std::unexpected<Error> negative(std::size_t period) {
  return fail(ErrorKind::InvalidInput, "models.negative_count", {{"period", std::to_string(period)}});
}

std::int64_t entry(const std::vector<std::int64_t>& counts, std::size_t t) { return t < counts.size() ? counts[t] : 0; }

}  // namespace

Result<std::vector<Renewals>> renewals_of(const Lifetimes& lifetimes) {
  std::vector<Renewals> renewals(std::max(lifetimes.ended.size(), lifetimes.kept.size()));
  double beyond = 0.0;  // contracts that went on into the period
  bool ended = false;
  for (std::size_t t = renewals.size(); t-- > 0;) {
    const std::int64_t left = entry(lifetimes.ended, t), kept = entry(lifetimes.kept, t);
    if (left < 0 || kept < 0 || (t == 0 && left > 0)) return negative(t);
    if (t == 0) break;
    beyond += static_cast<double>(kept);
    renewals[t] = {.renewed = beyond, .ended = static_cast<double>(left)};
    beyond += static_cast<double>(left);
    ended = ended || left > 0;
  }
  if (!ended) return fail(ErrorKind::InvalidInput, "models.nobody_ended");
  return renewals;
}

Result<Lifetimes> lifetimes_of(std::span<const std::int64_t> survivors) {
  if (survivors.empty() || survivors.front() == 0) return fail(ErrorKind::InvalidInput, "models.no_customers");
  Lifetimes lifetimes{.ended = std::vector<std::int64_t>(survivors.size()),
                      .kept = std::vector<std::int64_t>(survivors.size())};
  for (std::size_t t = 0; t < survivors.size(); ++t) {
    if (survivors[t] < 0) return negative(t);
    if (t == 0) continue;
    if (survivors[t] > survivors[t - 1]) {
      return fail(ErrorKind::InvalidInput, "models.survivors_grow",
                  {{"period", std::to_string(t)},
                   {"survivors", std::to_string(survivors[t])},
                   {"before", std::to_string(survivors[t - 1])}});
    }
    lifetimes.ended[t] = survivors[t - 1] - survivors[t];
  }
  lifetimes.kept.back() = survivors.back();
  return lifetimes;
}

}  // namespace tsuzuku::models
