#include "services/ledgers/snapshot.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tsuzuku::services {
namespace {

struct Versions {
  std::int64_t data = -1;
  std::int64_t people = -1;
  bool merge_same_day = true;
  friend bool operator==(const Versions&, const Versions&) = default;
};

Result<Versions> versions_of(sql::Session& session, const sql::Queries& queries, const Shop& shop) {
  TSUZUKU_TRY(rows, session.rows(queries.get("ledger_versions"), {{"shop_id", shop.id.value}}));
  if (rows.empty()) return Versions{};
  return Versions{sql::integer(rows[0][0]), sql::integer(rows[0][1]), sql::integer(rows[0][2]) != 0};
}

}  // namespace

Result<std::int64_t> mark_of(sql::Session& session, const sql::Queries& queries, const Shop& shop,
                             std::int64_t data_version) {
  TSUZUKU_TRY(rows,
              session.rows(queries.get("ledger_mark"), {{"shop_id", shop.id.value}, {"data_version", data_version}}));
  return rows.empty() ? 0 : sql::integer(rows[0][0]);
}

// Whatever changes a shop's orders or people raises a version in the same transaction: equal versions, equal rows.
Result<Snapshot> Snapshot::open(sql::Database& database, const sql::Queries& queries, const Shop& shop) {
  Snapshot snapshot;
  Versions versions;
  while (snapshot.readers.size() < machine_threads()) {
    const bool is_first = snapshot.readers.empty();
    auto session = is_first ? database.reader() : database.reader_if_free();
    if (!session && !is_first) break;
    if (!session) return fail(std::move(session).error());
    TSUZUKU_TRY(transaction, sql::Transaction::begin(**session));
    TSUZUKU_TRY(seen, versions_of(**session, queries, shop));
    if (is_first) versions = seen;
    if (seen != versions) break;
    snapshot.readers.push_back({*std::move(session), std::move(transaction)});
  }
  snapshot.data_version = versions.data;
  snapshot.people_version = versions.people;
  snapshot.merge_same_day = versions.merge_same_day;
  TSUZUKU_TRY(mark, mark_of(snapshot.first(), queries, shop, versions.data));
  snapshot.data_mark = mark;
  return snapshot;
}

std::vector<CustomerRange> whole_range() {
  return {{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}};
}

std::vector<CustomerRange> ranges_of(std::span<const std::int64_t> ids) {
  std::vector<CustomerRange> ranges;
  ranges.reserve(ids.size());
  for (const std::int64_t id : ids) ranges.push_back({id - 1, id});
  return ranges;
}

std::vector<CustomerRange> cut_into_ranges(std::span<const std::int64_t> customers, std::size_t readers) {
  constexpr std::size_t kRangesPerReader = 8;
  constexpr std::size_t kFewestCustomers = 1'000;
  const std::size_t count =
      readers == 1 ? 1 : std::clamp<std::size_t>(customers.size() / kFewestCustomers, 1, readers * kRangesPerReader);
  std::vector<CustomerRange> ranges;
  std::int64_t after = std::numeric_limits<std::int64_t>::min();
  for (std::size_t n = 1; n < count; ++n) {
    const std::int64_t border = customers[customers.size() * n / count];
    ranges.push_back({after, border});
    after = border;
  }
  ranges.push_back({after, std::numeric_limits<std::int64_t>::max()});
  return ranges;
}

}  // namespace tsuzuku::services
