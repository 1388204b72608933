#pragma once
// A disk that is full for as long as this object lives: no file of this process may grow beyond `bytes`. write() then
// fails in the middle, as it does with ENOSPC.

#include <sys/resource.h>

#include <csignal>
#include <cstdint>

namespace tsuzuku::testing_support {

class FullDisk {
 public:
  explicit FullDisk(std::uint64_t bytes) : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, old_handler_);
  }

 private:
  void (*old_handler_)(int);
  rlimit before_{};
};

}  // namespace tsuzuku::testing_support
