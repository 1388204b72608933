#pragma once
// A shop whose customers live as the models of silent churn suppose, with parameters that are known: without a contract
// by MBG/NBD and gamma-gamma, with one in cycles of their own that end silently or by word. The same seed gives the
// same shop.

#include <cstdint>

#include "models/bg_nbd.hpp"
#include "models/gamma_gamma.hpp"
#include "tests/cases/shop_rows.hpp"

namespace tsuzuku::cases {

struct ChurnShop {
  std::int64_t customers = 4'000;  // without a contract
  std::int64_t contracts = 0;      // further customers, with one each
  int days = 900;                  // from 2023-01-01; first purchases come evenly until `open_days`
  int open_days = 800;
  models::BgNbd purchases{.r = 0.9, .alpha = 60.0, .a = 0.8, .b = 2.5};  // unit: days
  models::GammaGamma spend{.p = 6.0, .q = 4.0, .v = 2'000.0};            // yen
};

[[nodiscard]] ShopRows churn_shop(std::uint64_t seed, const ChurnShop& shop);

}  // namespace tsuzuku::cases
