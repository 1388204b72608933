#include "app/workers/campaign_worker.hpp"

#include <utility>

#include "base/log.hpp"

namespace tsuzuku::app {
namespace {

using namespace std::chrono_literals;
constexpr auto kLookEvery = 5s;
constexpr auto kAfterTrouble = 30s;

}  // namespace

CampaignWorker::CampaignWorker(services::CampaignPlanner& planner, std::function<std::int64_t()> now)
    : planner_(&planner), now_(std::move(now)), worker_("campaigns", [this] { return work(); }) {}

std::chrono::milliseconds CampaignWorker::work() {
  const auto done = planner_->work_once(now_());
  if (!done) {
    log::error("campaigns_failed", {{"reason", done.error().key}});
    return kAfterTrouble;
  }
  for (const auto& [campaign, error] : done->failed) {
    log::error("campaign_failed", {{"campaign", campaign.text()}, {"reason", error.key}});
  }
  if (!done->failed.empty()) return kAfterTrouble;
  return done->more ? 0ms : std::chrono::milliseconds(kLookEvery);
}

}  // namespace tsuzuku::app
