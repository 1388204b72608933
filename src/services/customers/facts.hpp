#pragma once
// What the list of customers shows and is sorted by, of every customer of a ledger on a day: one pass over the orders,
// with the same meaning of purchase, sales and as-of as every analysis (analysis/common/walk.hpp).

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "base/day.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "ledger/ledger.hpp"

namespace tsuzuku::services {

struct CustomerFacts {
  std::shared_ptr<const ledger::Ledger> ledger;
  std::optional<Day> as_of;  // nothing for a shop without orders of which no day was asked
  // By ledger::CustomerIndex.
  std::vector<std::uint32_t> purchases;
  std::vector<std::uint16_t> first_day;  // of a purchase; ledger::kNever without one
  std::vector<std::uint16_t> last_day;
  std::vector<Money> sales;  // net, of all orders
};

// Without `as_of` the last day that is known.
[[nodiscard]] CustomerFacts count_customer_facts(std::shared_ptr<const ledger::Ledger> ledger,
                                                 std::optional<Day> as_of);

// Keeps the newest facts of each shop, so that paging and typing ask for nothing twice. Thread safe.
class CustomerFactsHolder {
 public:
  [[nodiscard]] std::shared_ptr<const CustomerFacts> get(ShopId shop, std::shared_ptr<const ledger::Ledger> ledger,
                                                         std::optional<Day> as_of);

 private:
  struct Kept {
    std::optional<Day> asked;
    std::shared_ptr<const CustomerFacts> facts;
  };
  std::mutex mutex_;
  std::map<std::int64_t, Kept> kept_;
};

}  // namespace tsuzuku::services
