#pragma once
// The same work on several threads at once.

#include <algorithm>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace tsuzuku {

// As many as the machine runs at once; at least one.
[[nodiscard]] inline std::size_t machine_threads() { return std::max(1U, std::thread::hardware_concurrency()); }

// Calls work(0) … work(count - 1), each on a thread of its own, the first on the caller's, and returns when all have
// ended. What one of them throws is thrown again here.
template <typename Work>
void on_threads(std::size_t count, const Work& work) {
  std::vector<std::exception_ptr> thrown(count);
  const auto guarded = [&](std::size_t n) noexcept {
    try {
      work(n);
    } catch (...) {
      thrown[n] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> helpers;
    helpers.reserve(count);
    for (std::size_t n = 1; n < count; ++n) helpers.emplace_back(guarded, n);
    if (count > 0) guarded(0);
  }
  for (const std::exception_ptr& problem : thrown) {
    if (problem) std::rethrow_exception(problem);
  }
}

}  // namespace tsuzuku
