#pragma once
// One pass over all orders on several threads. Orders are cut into chunks of fixed size; every thread takes
// the next free one and adds to its own partial result. Partials hold integers only and merging is addition,
// so the result is the same whoever took which chunk.

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>
#include <vector>

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis {

// Large enough that taking a chunk costs nothing, small enough that two threads end together.
inline constexpr std::size_t kOrdersPerChunk = 1U << 16U;

// `work(OrderRange, Partial&)` for every chunk; Partial is copyable and has `merge(const Partial&)`.
template <typename Partial, typename Work>
[[nodiscard]] Partial reduce_orders(const ledger::Ledger& ledger, const Execution& execution, Partial empty,
                                    const Work& work) {
  const std::size_t orders = ledger.order_count();
  const std::size_t chunks = (orders + kOrdersPerChunk - 1) / kOrdersPerChunk;
  const std::size_t wanted = execution.threads != 0 ? execution.threads : std::thread::hardware_concurrency();
  const std::size_t threads = std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(chunks, 1));

  std::vector<Partial> partials(threads - 1, empty);
  std::atomic<std::size_t> next{0};
  const auto take_chunks = [&](Partial& result) {
    Partial mine = std::move(result);  // on this thread's own cache lines
    for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
      const std::size_t begin = chunk * kOrdersPerChunk;
      const std::size_t end = std::min(begin + kOrdersPerChunk, orders);
      work(ledger::OrderRange{static_cast<ledger::OrderIndex>(begin), static_cast<ledger::OrderIndex>(end)}, mine);
    }
    result = std::move(mine);
  };
  {
    std::vector<std::jthread> helpers;
    for (Partial& partial : partials) helpers.emplace_back([&take_chunks, &partial] { take_chunks(partial); });
    take_chunks(empty);
  }
  for (const Partial& partial : partials) empty.merge(partial);
  return empty;
}

}  // namespace tsuzuku::analysis
