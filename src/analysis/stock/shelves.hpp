#pragma once
// Which days of a period a product was watched, and on which of them there was nothing of it.

#include <optional>
#include <vector>

#include "ledger/facts.hpp"

namespace tsuzuku::analysis::stock {

struct Shelf {
  Day counted;  // the last time by the end of the period
  std::int64_t on_hand = 0;
  // Days since 1970-01-01, both ends inclusive.
  int first = 0;
  int last = 0;
  struct Gap {
    int first = 0;
    int last = 0;
  };
  std::vector<Gap> empty;  // ascending, within first..last

  [[nodiscard]] std::int64_t days() const { return last - first + 1; }
  [[nodiscard]] std::int64_t empty_days() const;
  // Watched on the day, and something was there.
  [[nodiscard]] bool stocked(int day) const;
};

// By ProductIndex; nothing for a product not counted by the end of the period, or a period that ends before it begins.
[[nodiscard]] std::vector<std::optional<Shelf>> shelves_of(const ledger::Facts& facts, int from, int to);

}  // namespace tsuzuku::analysis::stock
