#pragma once
// Campaigns and results as docs/api.md tells them.

#include "base/catalogue.hpp"
#include "base/json.hpp"
#include "http/message.hpp"
#include "services/campaigns/campaigns.hpp"
#include "services/results/holdout_report.hpp"
#include "services/results/proposal.hpp"
#include "services/results/results.hpp"

namespace tsuzuku::api {

// ?from, to, goal_days.
[[nodiscard]] Result<services::ResultRequest> result_asked_of(const http::Request& request);

[[nodiscard]] json::object to_json(const services::Campaign& campaign, Currency currency, const Catalogue& texts);
[[nodiscard]] json::object to_json(const services::ResultReport& report, Currency currency, const Catalogue& texts);
[[nodiscard]] json::object to_json(const services::HoldoutProposal& proposal, Currency currency,
                                   const Catalogue& texts);
[[nodiscard]] json::object to_json(const services::HoldoutReport& report, Currency currency, const Catalogue& texts);

}  // namespace tsuzuku::api
