#include "app/workers/worker.hpp"

#include <exception>

#include "base/log.hpp"

namespace tsuzuku::app {
namespace {

constexpr std::chrono::seconds kRestAfterFailure{10};

}  // namespace

Worker::Worker(std::string name, Work work)
    : name_(std::move(name)), work_(std::move(work)), thread_([this] { run(); }) {}

Worker::~Worker() { stop(); }

void Worker::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void Worker::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Worker::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    woken_ = false;
    lock.unlock();
    std::chrono::milliseconds rest = kRestAfterFailure;
    try {
      rest = work_();
    } catch (const std::exception& error) {
      log::error("worker_failed", {{"worker", name_}, {"reason", error.what()}});
    }
    lock.lock();
    changed_.wait_for(lock, rest, [this] { return woken_ || stopping_; });
  }
}

}  // namespace tsuzuku::app
