#pragma once
// One pass over all orders on several threads. Orders are cut into chunks of fixed size; every thread takes
// the next free one and adds to its own partial result. Partials hold integers only and merging is addition,
// so the result is the same whoever took which chunk.

#include <algorithm>
#include <atomic>
#include <utility>
#include <vector>

#include "analysis/analysis.hpp"
#include "base/threads.hpp"

namespace tsuzuku::analysis {

// Large enough that taking a chunk costs nothing, small enough that two threads end together.
inline constexpr std::size_t kOrdersPerChunk = 1U << 16U;

// `work(OrderRange, Partial&)` for every chunk; Partial is copyable and has `merge(const Partial&)`.
template <typename Partial, typename Work>
[[nodiscard]] Partial reduce_orders(const ledger::Ledger& ledger, const Execution& execution, Partial empty,
                                    const Work& work) {
  const std::size_t orders = ledger.order_count();
  const std::size_t chunks = (orders + kOrdersPerChunk - 1) / kOrdersPerChunk;
  const std::size_t wanted = execution.threads != 0 ? execution.threads : machine_threads();
  const std::size_t threads = std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(chunks, 1));

  std::vector<Partial> partials(threads, std::move(empty));
  std::atomic<std::size_t> next{0};
  on_threads(threads, [&](std::size_t thread) {
    Partial mine = std::move(partials[thread]);  // on this thread's own cache lines
    for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
      const std::size_t begin = chunk * kOrdersPerChunk;
      const std::size_t end = std::min(begin + kOrdersPerChunk, orders);
      work(ledger::OrderRange{static_cast<ledger::OrderIndex>(begin), static_cast<ledger::OrderIndex>(end)}, mine);
    }
    partials[thread] = std::move(mine);
  });
  Partial& all = partials.front();
  for (std::size_t thread = 1; thread < threads; ++thread) all.merge(partials[thread]);
  return std::move(all);
}

}  // namespace tsuzuku::analysis
