#pragma once
// Ids by the 64-bit hash of a key, 16 bytes a slot, for millions of keys that are not worth keeping as text.
// Two keys of the same hash are one: with ten million of them the odds are one in a hundred thousand.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace tsuzuku::services {

class HashedIds {
 public:
  // Keeps the first id of a hash.
  void add(std::uint64_t hash, std::int64_t id) {
    if ((size_ + 1) * 4 > slots_.size() * 3) grow();
    Slot& slot = find_slot(slots_, hash);
    if (slot.used()) return;
    slot = {hash, id};
    ++size_;
  }
  [[nodiscard]] std::optional<std::int64_t> find(std::uint64_t hash) {
    if (slots_.empty()) return std::nullopt;
    const Slot& slot = find_slot(slots_, hash);
    return slot.used() ? std::optional(slot.id) : std::nullopt;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::int64_t id = 0;  // ids are made by the program and never 0
    [[nodiscard]] bool used() const { return id != 0; }
  };

  // Where the hash is, or belongs: the table always has free slots, and their number is a power of two.
  static Slot& find_slot(std::vector<Slot>& slots, std::uint64_t hash) {
    const std::size_t mask = slots.size() - 1;
    std::size_t at = static_cast<std::size_t>(hash) & mask;
    while (slots[at].used() && slots[at].hash != hash) at = (at + 1) & mask;
    return slots[at];
  }

  void grow() {
    constexpr std::size_t kFirstSlots = 1'024;
    std::vector<Slot> larger(slots_.empty() ? kFirstSlots : slots_.size() * 2);
    for (const Slot& slot : slots_) {
      if (slot.used()) find_slot(larger, slot.hash) = slot;
    }
    slots_ = std::move(larger);
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace tsuzuku::services
