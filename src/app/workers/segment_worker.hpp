#pragma once
// Keeps the members of segments up to date while the server is up.

#include <chrono>
#include <functional>

#include "app/workers/worker.hpp"
#include "services/segments/members.hpp"

namespace tsuzuku::app {

class SegmentWorker {
 public:
  // The members outlive it. Works from now on; looks every few seconds by itself, and rests some times what the last
  // look took: of a large shop whose orders keep coming each look counts everybody. `now`: UTC seconds.
  SegmentWorker(services::SegmentMembers& members, std::function<std::int64_t()> now);

  // A segment was made or changed: look at once. From any thread.
  void wake() { worker_.wake(); }
  void stop() { worker_.stop(); }

 private:
  [[nodiscard]] std::chrono::milliseconds work();

  services::SegmentMembers* members_;
  std::function<std::int64_t()> now_;
  Worker worker_;
};

}  // namespace tsuzuku::app
