#pragma once
// A ledger with those of its further blocks that somebody needs. They align: one moment of the store, the same orders
// and customers under the same indexes.

#include <initializer_list>
#include <memory>

#include "ledger/facts.hpp"
#include "ledger/ledger.hpp"
#include "ledger/lines.hpp"
#include "ledger/people.hpp"
#include "ledger/subscriptions.hpp"
#include "ledger/touches.hpp"

namespace tsuzuku::ledger {

enum class Block : unsigned { Lines = 1, Subscriptions = 2, People = 4, Facts = 8, Touches = 16 };

class BlockSet {
 public:
  constexpr BlockSet() = default;
  constexpr BlockSet(std::initializer_list<Block> blocks) {
    for (const Block block : blocks) add(block);
  }
  constexpr void add(Block block) { bits_ |= static_cast<unsigned>(block); }
  constexpr void add(BlockSet others) { bits_ |= others.bits_; }
  [[nodiscard]] constexpr bool has(Block block) const { return (bits_ & static_cast<unsigned>(block)) != 0; }
  [[nodiscard]] constexpr bool has(BlockSet others) const { return (bits_ & others.bits_) == others.bits_; }
  friend constexpr bool operator==(BlockSet, BlockSet) = default;

 private:
  unsigned bits_ = 0;
};

struct Blocks {
  std::shared_ptr<const Ledger> ledger;          // never null
  std::shared_ptr<const Lines> lines = nullptr;  // where nobody asked for it, like the others
  std::shared_ptr<const Subscriptions> subscriptions = nullptr;
  std::shared_ptr<const People> people = nullptr;
  std::shared_ptr<const Facts> facts = nullptr;
  std::shared_ptr<const Touches> touches = nullptr;

  [[nodiscard]] BlockSet held() const {
    BlockSet held;
    if (lines) held.add(Block::Lines);
    if (subscriptions) held.add(Block::Subscriptions);
    if (people) held.add(Block::People);
    if (facts) held.add(Block::Facts);
    if (touches) held.add(Block::Touches);
    return held;
  }
};

// The ledger alone, which stays the caller's and must outlive what is returned.
[[nodiscard]] inline Blocks borrowed(const Ledger& ledger) {
  return {.ledger = std::shared_ptr<const Ledger>(std::shared_ptr<void>(), &ledger)};
}

}  // namespace tsuzuku::ledger
