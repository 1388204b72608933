#pragma once
// Runs journeys while the server is up: one thread hears and wakes, the other counts the members of entry conditions,
// which takes longer the larger the shop is.

#include <functional>

#include "app/workers/worker.hpp"
#include "services/journeys/engine.hpp"

namespace tsuzuku::app {

class JourneyWorker {
 public:
  // The engine outlives it. Works from now on; looks once a second by itself, so whoever does not call wake() is heard
  // then. `now`: UTC seconds.
  JourneyWorker(services::JourneyEngine& engine, std::function<std::int64_t()> now);

  // Something has happened, or was started: look at once. From any thread.
  void wake();
  void stop();

 private:
  services::JourneyEngine* engine_;
  std::function<std::int64_t()> now_;
  Worker hearing_;
  Worker counting_;
};

}  // namespace tsuzuku::app
