#pragma once
// How long contracts held, counted in periods (months, deliveries), as sBG and BdW are fitted to. Cohorts that began at
// different times add up: whoever is still there counts for as long as they were watched.

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.hpp"

namespace tsuzuku::models {

struct Lifetimes {
  // Entry t: contracts that were renewed t - 1 times and ended instead of the next. Entry 0 is not used and is 0.
  std::vector<std::int64_t> ended;
  // Entry t: contracts renewed t times and still there when last seen. Those with t = 0 say nothing.
  std::vector<std::int64_t> kept;
};

// Periods whose renewal was decided for somebody, and by how many: what is left of Lifetimes in the likelihood.
struct Renewals {
  double renewed = 0.0;  // contracts that went on into period t
  double ended = 0.0;    // contracts that ended instead
};

// Entry t of period t from 1 on; entry 0 is empty. InvalidInput "models.negative_count" {period}; "models.nobody_ended"
// when no contract ever ended or none was watched, which any low hazard explains as well as any other.
[[nodiscard]] Result<std::vector<Renewals>> renewals_of(const Lifetimes& lifetimes);

// One cohort as published tables show it: entry t of `survivors` is how many of those of entry 0 are there after t
// periods. InvalidInput "models.no_customers" when it is empty or begins with 0, "models.survivors_grow" {period,
// survivors, before}, "models.negative_count" {period}.
[[nodiscard]] Result<Lifetimes> lifetimes_of(std::span<const std::int64_t> survivors);

}  // namespace tsuzuku::models
