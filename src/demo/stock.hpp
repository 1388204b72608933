#pragma once
// What the demo shop has in its store room: filled up every four weeks, empty in the weeks of a shortage.

#include <cstdint>

#include "base/day.hpp"
#include "base/error.hpp"
#include "demo/demo.hpp"
#include "demo/goods.hpp"

namespace tsuzuku::demo {

struct StockRoom {
  std::uint64_t seed = 1;
  Day first;
  Day last;
  std::int64_t orders = 0;  // of the whole time: a larger shop keeps more
};

// Of each product that is sold: a count a week, and one on each day on which a shortage begins (0) or is over.
[[nodiscard]] Status tell_stock(const StockRoom& room, const Shortages& shortages, const StockSink& sink);

}  // namespace tsuzuku::demo
