#pragma once
// From one moment of the store to each block. Private to this folder.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "ledger/blocks.hpp"
#include "services/ledgers/snapshot.hpp"

namespace tsuzuku::services {

// (customer, subscription) of every subscription of the shop, ascending: the n-th of a customer is what orders and the
// block of subscriptions call n.
using SubscriptionKeys = std::vector<std::pair<std::int64_t, std::int64_t>>;

// Tells for orders that come by ascending customer which of the customer's own subscriptions they belong to.
class SubscriptionNumbers {
 public:
  explicit SubscriptionNumbers(const SubscriptionKeys& keys) : keys_(keys) {}
  // From 1; 0 when it is not the customer's, ledger::kSubscriptionMax when it is that or a later one.
  [[nodiscard]] std::uint8_t operator()(std::int64_t customer, std::int64_t subscription);

 private:
  std::span<const SubscriptionKeys::value_type> keys_;
  std::size_t at_ = 0;  // where the customer asked last begins
};

// Null is no day.
[[nodiscard]] std::optional<Day> day_of(std::int64_t value);

[[nodiscard]] Result<std::shared_ptr<const ledger::Ledger>> load_orders(Snapshot& snapshot, const sql::Queries& queries,
                                                                        const Shop& shop);
// The others align with `ledger`, which must be of the same moment.
[[nodiscard]] Result<std::shared_ptr<const ledger::Lines>> load_lines(Snapshot& snapshot, const sql::Queries& queries,
                                                                      const Shop& shop, const ledger::Ledger& ledger);
[[nodiscard]] Result<std::shared_ptr<const ledger::Subscriptions>> load_subscriptions(Snapshot& snapshot,
                                                                                      const sql::Queries& queries,
                                                                                      const Shop& shop,
                                                                                      const ledger::Ledger& ledger);
[[nodiscard]] Result<std::shared_ptr<const ledger::People>> load_people(Snapshot& snapshot, const sql::Queries& queries,
                                                                        const Shop& shop, const ledger::Ledger& ledger);

}  // namespace tsuzuku::services
