#pragma once
// Where readers get the current copy of something from. Readers never wait for a build: they copy a pointer, and keep
// what it points to alive for as long as they use it.

#include <memory>
#include <mutex>
#include <utility>

namespace tsuzuku::ledger {

template <typename T>
class Holder {
 public:
  // Null until the first one was put in.
  [[nodiscard]] std::shared_ptr<const T> get() const {
    const std::lock_guard lock(mutex_);
    return current_;
  }
  // The old one is freed outside the lock, by whoever lets go of it last.
  void replace(std::shared_ptr<const T> next) {
    const std::lock_guard lock(mutex_);
    current_.swap(next);
  }

 private:
  mutable std::mutex mutex_;  // std::atomic<shared_ptr> of GCC 12 is not understood by ThreadSanitizer
  std::shared_ptr<const T> current_;
};

}  // namespace tsuzuku::ledger
