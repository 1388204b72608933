#include "analysis/stock/shelves.hpp"

#include <algorithm>

namespace tsuzuku::analysis::stock {
namespace {

std::optional<Shelf> shelf_of(std::span<const ledger::StockLevel> levels, int from, int to) {
  const auto after = std::ranges::upper_bound(levels, Day{to}, {}, &ledger::StockLevel::day);
  const auto known = levels.first(static_cast<std::size_t>(after - levels.begin()));
  if (known.empty()) return std::nullopt;
  Shelf shelf{.counted = known.back().day,
              .on_hand = known.back().on_hand,
              .first = std::max(from, known.front().day.value),
              .last = to,
              .empty = {}};
  if (shelf.first > shelf.last) return std::nullopt;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i].on_hand > 0) continue;
    const int until = i + 1 < known.size() ? known[i + 1].day.value - 1 : to;
    const Shelf::Gap gap{std::max(known[i].day.value, shelf.first), until};
    if (gap.first <= gap.last) shelf.empty.push_back(gap);
  }
  return shelf;
}

}  // namespace

std::int64_t Shelf::empty_days() const {
  std::int64_t sum = 0;
  for (const Gap& gap : empty) sum += gap.last - gap.first + 1;
  return sum;
}

bool Shelf::stocked(int day) const {
  if (day < first || day > last) return false;
  const auto gap = std::ranges::lower_bound(empty, day, {}, &Gap::last);
  return gap == empty.end() || day < gap->first;
}

std::vector<std::optional<Shelf>> shelves_of(const ledger::Facts& facts, int from, int to) {
  std::vector<std::optional<Shelf>> shelves(facts.products().codes.size());
  for (std::size_t i = 0; i < shelves.size(); ++i) {
    shelves[i] = shelf_of(facts.stock_of(static_cast<ledger::ProductIndex>(i)), from, to);
  }
  return shelves;
}

}  // namespace tsuzuku::analysis::stock
