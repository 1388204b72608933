#pragma once
// A stable draw: the same id under the same name draws the same number on every machine, in every version, for ever.
// Splits and holdouts are made of it, so nothing has to be stored, and a customer stays on their side.
// Frozen: a change would move customers between the arms of running experiments. base_test pins values.

#include <cstdint>
#include <string_view>

#include "base/random.hpp"

namespace tsuzuku {

// FNV-1a of the name, mixed with the id by two rounds of SplitMix64. Names that differ in one letter draw
// independently.
[[nodiscard]] constexpr std::uint64_t stable_hash(std::int64_t id, std::string_view name) {
  constexpr auto mix = [](std::uint64_t z) {
    z += 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  };
  std::uint64_t text = 0xCBF29CE484222325ULL;
  for (const char c : name) text = (text ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return mix(mix(text) ^ static_cast<std::uint64_t>(id));
}

// 0 <= slot < slots; slots > 0.
[[nodiscard]] constexpr int stable_slot(std::int64_t id, std::string_view name, int slots) {
  const auto wide = static_cast<Wide>(stable_hash(id, name)) * static_cast<std::uint64_t>(slots);
  return static_cast<int>(wide >> 64U);
}

}  // namespace tsuzuku
