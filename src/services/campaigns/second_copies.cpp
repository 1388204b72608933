// One copy for one address.

#include <algorithm>
#include <utility>

#include "base/stable_hash.hpp"
#include "services/campaigns/reach.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kCustomersAtOnce = 1'000;
constexpr int kNeverBought = -1;

// By the hash of the address: two of a million addresses share one of 64 bits once in forty million shops.
using Housed = std::pair<std::uint64_t, std::int64_t>;  // address, customer

// Of those customers who share theirs with another; sorted by address, then customer.
Result<std::vector<Housed>> shared_addresses(sql::Session& session, const sql::Query& query, ShopId shop,
                                             const channels::Channel& channel,
                                             std::span<const std::int64_t> customers) {
  std::vector<Housed> all;
  all.reserve(customers.size());
  {
    TSUZUKU_TRY(rows, session.stream(
                          query, {{"shop_id", shop.value}, {"first", customers.front()}, {"last", customers.back()}}));
    auto next = customers.begin();
    for (;;) {
      TSUZUKU_TRY(more, rows->next());
      if (!more) break;
      const std::int64_t customer = rows->integer(0);
      while (next != customers.end() && *next < customer) ++next;
      if (next == customers.end()) break;
      if (*next != customer) continue;
      if (const auto address = channel.address_of(rows->text(1))) {
        all.emplace_back(stable_name_hash(*address), customer);
      }
    }
  }
  std::ranges::sort(all);
  std::vector<Housed> shared;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool as_before = i > 0 && all[i - 1].first == all[i].first;
    const bool as_next = i + 1 < all.size() && all[i + 1].first == all[i].first;
    if (as_before || as_next) shared.push_back(all[i]);
  }
  return shared;
}

int last_bought(const ledger::Ledger& ledger, std::int64_t customer) {
  const auto index = ledger.find_customer(customer);
  if (!index) return kNeverBought;
  const ledger::Columns& columns = ledger.columns();
  const ledger::OrderRange orders = ledger.orders_of(*index);
  for (ledger::OrderIndex order = orders.end; order > orders.begin; --order) {
    const bool purchase = (columns.flags[order - 1] & ledger::kPurchaseFlag) != 0;
    if (purchase && columns.cancelled[order - 1] == ledger::kNever) return columns.day[order - 1];
  }
  return kNeverBought;
}

}  // namespace

Result<std::vector<std::int64_t>> Reaching::second_copies(sql::Session& session, const Shop& shop,
                                                          const channels::Channel& channel,
                                                          const ledger::Ledger& ledger,
                                                          std::span<const std::int64_t> customers) const {
  std::vector<std::int64_t> copies;
  if (customers.empty()) return copies;
  TSUZUKU_TRY(housed, shared_addresses(session, queries_.get("addresses_of_shop"), shop.id, channel, customers));
  // Whoever cannot be reached takes no copy from anybody.
  std::vector<Housed> reachable;
  for (std::size_t begin = 0; begin < housed.size(); begin += kCustomersAtOnce) {
    const auto batch = std::span(housed).subspan(begin, std::min(kCustomersAtOnce, housed.size() - begin));
    std::vector<std::int64_t> ids;
    for (const Housed& one : batch) ids.push_back(one.second);
    TSUZUKU_TRY(reached, of(session, shop, channel, {}, ids));
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (reached[i] == Reach::Sendable || reached[i] == Reach::GlobalHoldout) reachable.push_back(batch[i]);
    }
  }
  for (auto first = reachable.begin(); first != reachable.end();) {
    const auto end = std::find_if(first, reachable.end(), [&](const Housed& one) { return one.first != first->first; });
    const auto gets_it = std::max_element(first, end, [&](const Housed& a, const Housed& b) {
      return last_bought(ledger, a.second) < last_bought(ledger, b.second);
    });
    for (auto one = first; one != end; ++one) {
      if (one != gets_it) copies.push_back(one->second);
    }
    first = end;
  }
  std::ranges::sort(copies);
  return copies;
}

}  // namespace tsuzuku::services
