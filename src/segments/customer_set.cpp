#include "segments/customer_set.hpp"

namespace tsuzuku::segments {

CustomerSet CustomerSet::of(const ledger::Ledger& ledger, std::span<const std::int64_t> ids) {
  CustomerSet set(ledger.customer_count());
  for (const std::int64_t id : ids) {
    if (const auto customer = ledger.find_customer(id)) set.add(*customer);
  }
  return set;
}

std::int64_t CustomerSet::count() const {
  std::int64_t count = 0;
  for (const std::uint64_t word : words_) count += std::popcount(word);
  return count;
}

std::vector<std::int64_t> CustomerSet::ids(const ledger::Ledger& ledger) const {
  std::vector<std::int64_t> ids;
  ids.reserve(static_cast<std::size_t>(count()));
  for_each([&](ledger::CustomerIndex customer) { ids.push_back(ledger.customer_ids()[customer]); });
  return ids;
}

}  // namespace tsuzuku::segments
