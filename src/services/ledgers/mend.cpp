#include "services/ledgers/mend.hpp"

#include <algorithm>
#include <utility>

#include "ledger/splice.hpp"

namespace tsuzuku::services {
namespace {

using Changed = std::optional<std::vector<std::int64_t>>;  // ascending

// Who changed after the version of `last`; nothing when that is not known.
Result<Changed> changed_since(Snapshot& snapshot, const sql::Queries& queries, const Shop& shop,
                              const LoadedBlocks& last) {
  sql::Session& session = snapshot.first();
  if (last.data_mark == 0 || last.data_version > snapshot.data_version) return Changed();
  TSUZUKU_TRY(mark, mark_of(session, queries, shop, last.data_version));
  if (mark != last.data_mark) return Changed();
  const sql::Parameters versions = {
      {"shop_id", shop.id.value}, {"after", last.data_version}, {"upto", snapshot.data_version}};
  TSUZUKU_TRY(noted, session.rows(queries.get("ledger_noted_versions"), versions));
  if (sql::integer(noted[0][0]) != snapshot.data_version - last.data_version) return Changed();
  TSUZUKU_TRY(rows, session.rows(queries.get("ledger_changes"), versions));
  std::vector<std::int64_t> ids;
  for (const sql::Row& row : rows) {
    const std::int64_t id = sql::integer(row[0]);
    if (id == kEverybodyChanged) return Changed();
    if (id != kNobodyChanged) ids.push_back(id);
  }
  if (ids.size() > DataChange::kMostCustomers) return Changed();
  return ids;
}

}  // namespace

Result<std::optional<ledger::Blocks>> mend(Snapshot& snapshot, const sql::Queries& queries, const Shop& shop,
                                           const LoadedBlocks& last) {
  using Mended = std::optional<ledger::Blocks>;
  TSUZUKU_TRY(changed, changed_since(snapshot, queries, shop, last));
  if (!changed) return Mended();
  const std::vector<CustomerRange> ranges = ranges_of(*changed);
  TSUZUKU_TRY(patch, load_orders(snapshot, queries, shop, ranges));
  if (!ledger::can_splice(*last.blocks.ledger, *patch)) return Mended();
  const ledger::Splice splice(*last.blocks.ledger, *patch, *changed);
  ledger::Blocks mended{.ledger = splice.ledger()};
  if (last.blocks.lines) {
    TSUZUKU_TRY(lines, load_lines(snapshot, queries, shop, *patch, ranges));
    if (ledger::can_splice(last.blocks.lines->products(), lines->products()))
      mended.lines = splice.lines(*last.blocks.lines, *lines);
  }
  if (last.blocks.subscriptions) {
    TSUZUKU_TRY(subscriptions, load_subscriptions(snapshot, queries, shop, *patch, ranges));
    mended.subscriptions = splice.subscriptions(*last.blocks.subscriptions, *subscriptions);
  }
  return mended;
}

}  // namespace tsuzuku::services
