#pragma once
// A stable draw: the same id under the same name draws the same number on every machine, in every version, for ever.
// Splits and holdouts are made of it, so nothing has to be stored, and a customer stays on their side.
// Frozen: a change would move customers between the arms of running experiments. base_test pins values.

#include <array>
#include <cstdint>
#include <string_view>

#include "base/random.hpp"

namespace tsuzuku {

// What one round of SplitMix64 adds, shifts by and multiplies with.
inline constexpr std::uint64_t kStableIncrement = 0x9E3779B97F4A7C15ULL;
inline constexpr std::array<unsigned, 3> kStableShifts{30, 27, 31};
inline constexpr std::array<std::uint64_t, 2> kStableFactors{0xBF58476D1CE4E5B9ULL, 0x94D049BB133111EBULL};

[[nodiscard]] constexpr std::uint64_t stable_mix(std::uint64_t z) {
  z += kStableIncrement;
  z = (z ^ (z >> kStableShifts[0])) * kStableFactors[0];
  z = (z ^ (z >> kStableShifts[1])) * kStableFactors[1];
  return z ^ (z >> kStableShifts[2]);
}

// FNV-1a, mixed.
[[nodiscard]] constexpr std::uint64_t stable_name_hash(std::string_view name) {
  std::uint64_t text = 0xCBF29CE484222325ULL;
  for (const char c : name) text = (text ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return stable_mix(text);
}

// The hash of the name, mixed with the id. Names that differ in one letter draw independently.
[[nodiscard]] constexpr std::uint64_t stable_hash(std::int64_t id, std::string_view name) {
  return stable_mix(stable_name_hash(name) ^ static_cast<std::uint64_t>(id));
}

// 0 <= slot < slots; slots > 0.
[[nodiscard]] constexpr int stable_slot(std::int64_t id, std::string_view name, int slots) {
  const auto wide = static_cast<Wide>(stable_hash(id, name)) * static_cast<std::uint64_t>(slots);
  return static_cast<int>(wide >> 64U);
}

}  // namespace tsuzuku
