#include "base/id.hpp"

#include <algorithm>

namespace tsuzuku {
namespace {
constexpr std::int64_t kEpochMs = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
constexpr int kNodeBits = 3;
constexpr int kCounterBits = 18;
}  // namespace

IdMaker::IdMaker(std::function<std::int64_t()> now_ms, unsigned node)
    : now_ms_(std::move(now_ms)), node_(static_cast<std::int64_t>(node & 7U)) {}

std::int64_t IdMaker::next() {
  const std::lock_guard lock(mutex_);
  // A clock set back, or more than 2^18 ids in one millisecond, borrows from the next millisecond:
  // order and uniqueness matter more than the exact time in an id.
  const std::int64_t now = std::max<std::int64_t>(now_ms_() - kEpochMs, 1);
  if (now > last_ms_) {
    last_ms_ = now;
    counter_ = 0;
  } else if (++counter_ == (std::int64_t{1} << kCounterBits)) {
    ++last_ms_;
    counter_ = 0;
  }
  return (last_ms_ << (kNodeBits + kCounterBits)) | (node_ << kCounterBits) | counter_;
}

}  // namespace tsuzuku
