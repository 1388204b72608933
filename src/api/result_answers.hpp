#pragma once
// Campaigns and results as docs/api.md tells them.

#include "base/catalogue.hpp"
#include "base/json.hpp"
#include "services/campaigns/campaigns.hpp"
#include "services/results/proposal.hpp"
#include "services/results/results.hpp"

namespace tsuzuku::api {

[[nodiscard]] json::object to_json(const services::Campaign& campaign, const Catalogue& texts);
[[nodiscard]] json::object to_json(const services::ResultReport& report, Currency currency, const Catalogue& texts);
[[nodiscard]] json::object to_json(const services::HoldoutProposal& proposal, Currency currency,
                                   const Catalogue& texts);

}  // namespace tsuzuku::api
