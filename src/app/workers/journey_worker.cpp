#include "app/workers/journey_worker.hpp"

#include <chrono>
#include <utility>

#include "base/log.hpp"

namespace tsuzuku::app {
namespace {

using namespace std::chrono_literals;

constexpr auto kLookEvery = 1s;
constexpr auto kCountEvery = 5s;  // the engine itself knows when a count is old
constexpr auto kAfterTrouble = 5s;

// How long to rest after that.
std::chrono::milliseconds rest_after(const Result<services::WorkDone>& done, std::chrono::milliseconds rest) {
  if (!done) {
    log::error("journeys_failed", {{"reason", done.error().key}});
    return kAfterTrouble;
  }
  for (const services::FailedTurn& failed : done->failed) {
    log::error("journey_turn_failed", {{"customer", failed.customer.text()}, {"reason", failed.error.key}});
  }
  return done->more ? 0ms : rest;
}

}  // namespace

JourneyWorker::JourneyWorker(services::JourneyEngine& engine, std::function<std::int64_t()> now)
    : engine_(&engine),
      now_(std::move(now)),
      hearing_("journeys", [this] { return rest_after(engine_->work_once(now_()), kLookEvery); }),
      counting_("journey_members", [this] { return rest_after(engine_->watch_once(now_()), kCountEvery); }) {}

void JourneyWorker::wake() {
  hearing_.wake();
  counting_.wake();
}

void JourneyWorker::stop() {
  hearing_.stop();
  counting_.stop();
}

}  // namespace tsuzuku::app
