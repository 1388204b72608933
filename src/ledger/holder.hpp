#pragma once
// Where readers get the current ledger from. Readers never wait for a build: they copy a pointer, and keep
// that ledger alive for as long as they use it.

#include <memory>
#include <mutex>
#include <utility>

#include "ledger/ledger.hpp"

namespace tsuzuku::ledger {

class LedgerHolder {
 public:
  // Null until the first ledger was put in.
  [[nodiscard]] std::shared_ptr<const Ledger> get() const {
    const std::lock_guard lock(mutex_);
    return current_;
  }
  // The old ledger is freed outside the lock, by whoever lets go of it last.
  void replace(std::shared_ptr<const Ledger> next) {
    const std::lock_guard lock(mutex_);
    current_.swap(next);
  }

 private:
  mutable std::mutex mutex_;  // std::atomic<shared_ptr> of GCC 12 is not understood by ThreadSanitizer
  std::shared_ptr<const Ledger> current_;
};

}  // namespace tsuzuku::ledger
