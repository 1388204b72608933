#pragma once
// Whom nothing reaches, for the page where a shop decides it.

#include "base/error.hpp"
#include "services/holdouts/global_holdouts.hpp"
#include "services/results/proposal.hpp"
#include "services/segments/conditions.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

struct HoldoutReport {
  GlobalHoldout holdout;
  std::int64_t customers = 0;  // held out now
  std::int64_t of = 0;         // customers of the shop with an order
  HoldoutProposal proposal;    // of all of them
};

[[nodiscard]] Result<HoldoutReport> report_holdout(const GlobalHoldouts& holdouts, const Conditions& conditions,
                                                   const Shop& shop, std::int64_t now);

}  // namespace tsuzuku::services
