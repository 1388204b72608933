#pragma once
// Shops made by chance, small and nasty: many orders on one day, cancellations, returns (some dated before
// their order), sales without customer, credits, gifts, several sources, goods without a known cost, subscriptions
// with gaps. The same seed gives the same shop.

#include <cstdint>

#include "tests/cases/shop_rows.hpp"

namespace tsuzuku::cases {

struct ShopSize {
  std::int64_t orders = 1'000;
  std::int64_t customers = 200;
  int days = 700;  // from 2024-01-01
};

[[nodiscard]] ShopRows random_shop(std::uint64_t seed, const ShopSize& size);

}  // namespace tsuzuku::cases
