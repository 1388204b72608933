#pragma once
// From one moment of the store to each block. Private to this folder.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
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

// Of a shop as a whole, or of nothing but some ranges of it (a patch): customers and sales without customer in them.
using Extent = std::optional<std::span<const CustomerRange>>;

// Those of the extent; of a whole shop as many as keep the readers busy.
[[nodiscard]] inline std::vector<CustomerRange> ranges_in(Extent extent, std::span<const std::int64_t> customers,
                                                          std::size_t readers) {
  return extent ? std::vector(extent->begin(), extent->end()) : cut_into_ranges(customers, readers);
}

// Calls `visit(cursor)` for each row of a query over (shop_id, after, upto), range after range.
template <typename Visit>
[[nodiscard]] Status for_each_row(sql::Session& session, const sql::Query& query, const Shop& shop, Extent extent,
                                  const Visit& visit) {
  const std::vector<CustomerRange> ranges = extent ? std::vector(extent->begin(), extent->end()) : whole_range();
  for (const CustomerRange& range : ranges) {
    TSUZUKU_TRY(cursor,
                session.stream(query, {{"shop_id", shop.id.value}, {"after", range.after}, {"upto", range.upto}}));
    for (;;) {
      TSUZUKU_TRY(more, cursor->next());
      if (!more) break;
      visit(*cursor);
    }
  }
  return {};
}

[[nodiscard]] Result<std::shared_ptr<const ledger::Ledger>> load_orders(Snapshot& snapshot, const sql::Queries& queries,
                                                                        const Shop& shop, Extent extent = {});
struct LoadedProducts {
  std::unordered_map<std::int64_t, ledger::ProductIndex> index;  // by id
  ledger::Products list;

  [[nodiscard]] ledger::ProductIndex find(std::int64_t id) const {
    const auto found = index.find(id);
    return found == index.end() ? 0 : found->second;
  }
};
// By id: every block of one moment has the same products under the same indexes.
[[nodiscard]] Result<LoadedProducts> load_products(sql::Session& session, const sql::Queries& queries,
                                                   const Shop& shop);

// The others align with `ledger`, which must be of the same moment.
[[nodiscard]] Result<std::shared_ptr<const ledger::Lines>> load_lines(Snapshot& snapshot, const sql::Queries& queries,
                                                                      const Shop& shop, const ledger::Ledger& ledger,
                                                                      Extent extent = {});
[[nodiscard]] Result<std::shared_ptr<const ledger::Subscriptions>> load_subscriptions(Snapshot& snapshot,
                                                                                      const sql::Queries& queries,
                                                                                      const Shop& shop,
                                                                                      const ledger::Ledger& ledger,
                                                                                      Extent extent = {});
[[nodiscard]] Result<std::shared_ptr<const ledger::People>> load_people(Snapshot& snapshot, const sql::Queries& queries,
                                                                        const Shop& shop, const ledger::Ledger& ledger);
[[nodiscard]] Result<std::shared_ptr<const ledger::Facts>> load_facts(Snapshot& snapshot, const sql::Queries& queries,
                                                                      const Shop& shop);
[[nodiscard]] Result<std::shared_ptr<const ledger::Touches>> load_touches(Snapshot& snapshot,
                                                                          const sql::Queries& queries, const Shop& shop,
                                                                          const ledger::Ledger& ledger);

}  // namespace tsuzuku::services
