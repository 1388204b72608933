#pragma once
// What a sender did, counted by all of its threads.

#include <cstdint>
#include <mutex>
#include <string>
#include <utility>

namespace tsuzuku::services {

struct SendingDone {
  std::int64_t sent = 0;
  std::int64_t later = 0;    // "later" or the connection broke: planned again
  std::int64_t refused = 0;  // for good
  std::int64_t in_doubt = 0;
  std::int64_t skipped = 0;     // must not go
  std::int64_t given_back = 0;  // had no turn
  std::int64_t moved = 0;       // by quiet hours and caps
  std::int64_t dropped = 0;     // the same
  std::string closed;           // why the channel could not be reached, when nothing went out at last
  [[nodiscard]] bool idle() const {
    return sent + later + refused + in_doubt + skipped + given_back + moved + dropped == 0;
  }
};

// Safe for threads.
class SendingTally {
 public:
  void count(std::int64_t SendingDone::* what, std::int64_t many = 1) {
    const std::lock_guard lock(mutex_);
    done_.*what += many;
  }
  void closed(std::string why) {
    const std::lock_guard lock(mutex_);
    done_.closed = std::move(why);
  }
  [[nodiscard]] std::string why_closed() const {
    const std::lock_guard lock(mutex_);
    return done_.closed;
  }
  // What was counted since the last call.
  [[nodiscard]] SendingDone take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(done_, {});
  }

 private:
  mutable std::mutex mutex_;
  SendingDone done_;
};

}  // namespace tsuzuku::services
