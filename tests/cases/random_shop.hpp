#pragma once
// Shops made by chance, small and nasty: many orders on one day, cancellations, returns (some dated before
// their order), sales without customer, credits, gifts, several sources. The same seed gives the same shop.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ledger/builder.hpp"
#include "ledger/ledger.hpp"

namespace tsuzuku::cases {

struct ShopRows {
  std::int64_t customers = 0;  // ids 1..customers
  std::vector<ledger::OrderRow> orders;
  std::vector<ledger::ReturnRow> returns;
  std::vector<std::string> sources;
  Currency currency{"JPY", 0};
  bool merge_same_day = true;
};

struct ShopSize {
  std::int64_t orders = 1'000;
  std::int64_t customers = 200;
  int days = 700;  // from 2024-01-01
};

[[nodiscard]] ShopRows random_shop(std::uint64_t seed, const ShopSize& size);
[[nodiscard]] std::shared_ptr<const ledger::Ledger> ledger_of(const ShopRows& shop);

}  // namespace tsuzuku::cases
