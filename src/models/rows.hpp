#pragma once
// A sum over many rows on several threads that is the same to the last bit however many threads there are: rows are cut
// into chunks of fixed size, and the chunks' sums are added in their order.

#include <algorithm>
#include <atomic>
#include <vector>

#include "base/threads.hpp"

namespace tsuzuku::models {

// Small enough that two threads end together, large enough that starting a thread is worth it.
inline constexpr std::size_t kRowsPerChunk = 1U << 14U;

// Calls work(begin, end) for consecutive chunks of 0 … rows - 1 on at most `threads` threads (0 = as many as the
// machine has). `work` must be callable from several threads at once.
template <typename Work>
void for_rows(std::size_t rows, std::size_t threads, const Work& work) {
  const std::size_t chunks = (rows + kRowsPerChunk - 1) / kRowsPerChunk;
  std::atomic<std::size_t> next{0};
  const std::size_t wanted = threads != 0 ? threads : machine_threads();
  on_threads(std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(chunks, 1)), [&](std::size_t) {
    for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
      work(chunk * kRowsPerChunk, std::min(rows, (chunk + 1) * kRowsPerChunk));
    }
  });
}

// The sum of work(begin, end) over all chunks; Sum has operator+=.
template <typename Sum, typename Work>
[[nodiscard]] Sum sum_of_rows(std::size_t rows, std::size_t threads, const Work& work) {
  std::vector<Sum> sums((rows + kRowsPerChunk - 1) / kRowsPerChunk);
  for_rows(rows, threads, [&](std::size_t begin, std::size_t end) { sums[begin / kRowsPerChunk] = work(begin, end); });
  Sum all{};
  for (const Sum& sum : sums) all += sum;
  return all;
}

}  // namespace tsuzuku::models
