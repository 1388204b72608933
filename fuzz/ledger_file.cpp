// The file of a ledger: no bytes, with right checksums or wrong ones, lead outside of what is there.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "ledger/file.hpp"

namespace {

struct alignas(64) Line {
  std::byte bytes[64];
};

void use(std::span<const std::byte> bytes) {
  using tsuzuku::ledger::Block;
  const auto file = tsuzuku::ledger::File::of_bytes(bytes, nullptr);
  tsuzuku::ledger::Blocks blocks;
  if (!file || !file->load(blocks, {Block::Lines, Block::Subscriptions, Block::People, Block::Facts, Block::Touches}) ||
      !blocks.lines) {
    return;
  }
  const auto& ledger = *blocks.ledger;
  volatile std::size_t sum = 0;
  for (tsuzuku::ledger::OrderIndex order = 0; order < ledger.order_count(); ++order) {
    sum = sum + ledger.sources()[ledger.columns().source[order]].size();
    const auto lines = blocks.lines->lines_of(order);
    for (auto line = lines.begin; line < lines.end; ++line)
      sum = sum + blocks.lines->products().codes[blocks.lines->product()[line]].size();
  }
  const auto& returns = ledger.returns();
  for (std::size_t at = 0; at < returns.order.size(); ++at) {
    // What analyses take for granted: a day not before the order's, and a product that lines know.
    const std::vector<char> days(returns.day[at] - ledger.columns().day[returns.order[at]] + std::size_t{1});
    sum = sum + days.size() + name_of(returns.reason[at]).size() +
          blocks.lines->products().codes[returns.product[at]].size();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<Line> lines(size / sizeof(Line) + 1);
  std::memcpy(lines.data(), data, size);
  const std::span<std::byte> bytes(reinterpret_cast<std::byte*>(lines.data()), size);
  use(bytes);
  tsuzuku::ledger::reseal_for_tests(bytes);
  use(bytes);
  return 0;
}
