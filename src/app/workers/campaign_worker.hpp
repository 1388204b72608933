#pragma once
// Plans campaigns while the server is up.

#include <functional>

#include "app/workers/worker.hpp"
#include "services/campaigns/planner.hpp"

namespace tsuzuku::app {

class CampaignWorker {
 public:
  // The planner outlives it. Works from now on; looks every few seconds by itself. `now`: UTC seconds.
  CampaignWorker(services::CampaignPlanner& planner, std::function<std::int64_t()> now);

  // One was fixed or cancelled: look at once. From any thread.
  void wake() { worker_.wake(); }
  void stop() { worker_.stop(); }

 private:
  [[nodiscard]] std::chrono::milliseconds work();

  services::CampaignPlanner* planner_;
  std::function<std::int64_t()> now_;
  Worker worker_;
};

}  // namespace tsuzuku::app
