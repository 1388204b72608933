#pragma once
// Random draws that give the same value on every machine: only + - * / on doubles, which IEEE 754 fixes to
// the last bit (unlike std::lognormal_distribution and its kin, or log and exp of different libraries).
// Never draw twice within the arguments of one call or the operands of one sum: compilers differ in their order.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/random.hpp"

namespace tsuzuku::demo {

// A distribution drawn by its quantiles: N knots at equal steps of probability, straight lines between them.
template <std::size_t N>
struct Quantiles {
  static_assert(N >= 2);
  std::array<double, N> knots;

  // 0 <= share < 1
  [[nodiscard]] double at(double share) const {
    const double position = share * static_cast<double>(N - 1);
    const auto left = static_cast<std::size_t>(position);
    const double rest = position - static_cast<double>(left);
    return knots[left] + (knots[left + 1] - knots[left]) * rest;
  }
  [[nodiscard]] double draw(Random& random) const { return at(random.unit()); }
  // Rounded down: {1, 4} gives 1, 2, 3 equally often.
  [[nodiscard]] int draw_whole(Random& random) const { return static_cast<int>(draw(random)); }
};
template <typename... Doubles>
Quantiles(Doubles...) -> Quantiles<sizeof...(Doubles)>;

// first <= value <= last
[[nodiscard]] inline int between(Random& random, int first, int last) {
  return first + static_cast<int>(random.below(static_cast<std::uint64_t>(last - first + 1)));
}

// Index of one of `items`, each as likely as its `.weight` says.
template <typename Item>
[[nodiscard]] std::size_t pick_weighted(Random& random, std::span<const Item> items) {
  double total = 0;
  for (const Item& item : items) total += item.weight;
  double target = random.unit() * total;
  for (std::size_t index = 0; index + 1 < items.size(); ++index) {
    if (target < items[index].weight) return index;
    target -= items[index].weight;
  }
  return items.size() - 1;
}

// A generator of its own for part `part` of what `seed` makes; streams of different parts do not overlap.
[[nodiscard]] inline Random stream_of(std::uint64_t seed, std::uint64_t part) {
  Random parts(part);
  Random mixed(seed ^ parts.next());
  return Random(mixed.next());
}

}  // namespace tsuzuku::demo
