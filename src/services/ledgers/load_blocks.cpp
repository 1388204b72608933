#include "services/ledgers/load_blocks.hpp"

#include <utility>

#include "services/ledgers/load_ledger.hpp"
#include "services/ledgers/loaders.hpp"
#include "services/ledgers/mend.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

// What of `last` is as it would be loaded now.
ledger::Blocks kept(const LoadedBlocks* last, const Snapshot& snapshot) {
  if (last == nullptr || !last->blocks.ledger || last->data_version != snapshot.data_version ||
      last->data_mark != snapshot.data_mark) {
    return {};
  }
  ledger::Blocks blocks = last->blocks;
  if (last->people_version != snapshot.people_version) blocks.people = nullptr;
  return blocks;
}

}  // namespace

Result<std::shared_ptr<const LoadedBlocks>> load_blocks(sql::Database& database, const Shop& shop,
                                                        ledger::BlockSet wanted, const LoadedBlocks* last) {
  TSUZUKU_TRY(queries, queries_of("services/ledgers/ledgers.sql", database.dialect()));
  TSUZUKU_TRY(snapshot, Snapshot::open(database, queries, shop));
  ledger::Blocks blocks = kept(last, snapshot);
  if (!blocks.ledger && last != nullptr && last->blocks.ledger) {
    TSUZUKU_TRY(mended, mend(snapshot, queries, shop, *last));
    if (mended) blocks = *std::move(mended);
  }
  if (!blocks.ledger) {
    TSUZUKU_TRY(ledger, load_orders(snapshot, queries, shop));
    blocks.ledger = std::move(ledger);
  }
  if (wanted.has(ledger::Block::Lines) && !blocks.lines) {
    TSUZUKU_TRY(lines, load_lines(snapshot, queries, shop, *blocks.ledger));
    blocks.lines = std::move(lines);
  }
  if (wanted.has(ledger::Block::Subscriptions) && !blocks.subscriptions) {
    TSUZUKU_TRY(subscriptions, load_subscriptions(snapshot, queries, shop, *blocks.ledger));
    blocks.subscriptions = std::move(subscriptions);
  }
  if (wanted.has(ledger::Block::People) && !blocks.people) {
    TSUZUKU_TRY(people, load_people(snapshot, queries, shop, *blocks.ledger));
    blocks.people = std::move(people);
  }
  if (wanted.has(ledger::Block::Facts) && !blocks.facts) {
    TSUZUKU_TRY(facts, load_facts(snapshot, queries, shop));
    blocks.facts = std::move(facts);
  }
  if (wanted.has(ledger::Block::Touches) && !blocks.touches) {
    TSUZUKU_TRY(touches, load_touches(snapshot, queries, shop, *blocks.ledger));
    blocks.touches = std::move(touches);
  }
  return std::make_shared<const LoadedBlocks>(
      LoadedBlocks{std::move(blocks), snapshot.data_version, snapshot.people_version, snapshot.data_mark});
}

Result<std::shared_ptr<const ledger::Ledger>> load_ledger(sql::Database& database, const Shop& shop) {
  TSUZUKU_TRY(loaded, load_blocks(database, shop, {}, nullptr));
  return loaded->blocks.ledger;
}

}  // namespace tsuzuku::services
