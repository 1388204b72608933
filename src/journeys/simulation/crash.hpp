#pragma once
// The process dies at a point that a seed chose. What is in memory is gone; what was committed stays.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/random.hpp"

namespace tsuzuku::journeys::simulation {

enum class CrashPoint : std::uint8_t {
  BeforeCommit,    // everything is worked out, nothing is written
  InCommit,        // between two parts of a commit: matters only where the store is not whole (Atomicity)
  AfterCommit,     // written, and nobody in memory knows
  BeforeHandOver,  // claimed, the channel not yet asked
  AfterHandOver,   // the channel has taken the message, its answer is not yet written
  Recovering,      // in the middle of what a restart does
};
inline constexpr int kCrashPoints = 6;

// Thrown through the whole engine: a process that dies does not tidy up.
struct Crash {};

class Crashes {
 public:
  Crashes(std::uint64_t seed, int count, std::int64_t begin, std::int64_t end) : random_(seed) {
    const auto span = static_cast<std::uint64_t>(std::max<std::int64_t>(end - begin, 1));
    for (int i = 0; i < count; ++i) {
      planned_.push_back({begin + static_cast<std::int64_t>(random_.below(span)),
                          static_cast<CrashPoint>(random_.below(kCrashPoints))});
    }
  }

  // Dies here when a crash of this kind is due.
  void point(CrashPoint point, std::int64_t now) {
    const auto due =
        std::ranges::find_if(planned_, [&](const Planned& crash) { return crash.at <= now && crash.point == point; });
    if (due == planned_.end()) return;
    planned_.erase(due);
    ++happened_;
    throw Crash{};
  }

  [[nodiscard]] int happened() const { return happened_; }

 private:
  struct Planned {
    std::int64_t at = 0;
    CrashPoint point = CrashPoint::BeforeCommit;
  };
  Random random_;
  std::vector<Planned> planned_;
  int happened_ = 0;
};

}  // namespace tsuzuku::journeys::simulation
