#include "app/workers/segment_worker.hpp"

#include <algorithm>
#include <utility>

#include "base/log.hpp"

namespace tsuzuku::app {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kLookEvery{5'000};
constexpr int kRestPerWork = 9;  // at most a tenth of the time

}  // namespace

SegmentWorker::SegmentWorker(services::SegmentMembers& members, std::function<std::int64_t()> now)
    : members_(&members), now_(std::move(now)), worker_("segments", [this] { return work(); }) {}

milliseconds SegmentWorker::work() {
  const auto begun = std::chrono::steady_clock::now();
  const auto done = members_->work_once(now_());
  if (!done) log::error("segments_failed", {{"reason", done.error().key}});
  const auto took = std::chrono::ceil<milliseconds>(std::chrono::steady_clock::now() - begun);
  return std::max(kLookEvery, kRestPerWork * took);
}

}  // namespace tsuzuku::app
