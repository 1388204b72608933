#include "services/ledgers/ledgers.hpp"

namespace tsuzuku::services {

std::shared_ptr<Ledgers::Entry> Ledgers::entry_of(ShopId shop) {
  const std::lock_guard lock(mutex_);
  auto& entry = entries_[shop.value];
  if (!entry) entry = std::make_shared<Entry>();
  return entry;
}

Result<ledger::Blocks> Ledgers::get(const Shop& shop, ledger::BlockSet wanted) {
  const auto entry = entry_of(shop.id);
  if (const auto last = entry->holder.get(); last && last->answers(shop, wanted)) return last->blocks;
  std::unique_lock building(entry->building, std::try_to_lock);
  if (!building) {
    if (const auto last = entry->holder.get(); last && last->blocks.held().has(wanted)) return last->blocks;
    building.lock();
  }
  return build(*entry, shop, wanted);
}

Result<ledger::Blocks> Ledgers::get_current(const Shop& shop, ledger::BlockSet wanted) {
  const auto entry = entry_of(shop.id);
  const std::lock_guard building(entry->building);
  return build(*entry, shop, wanted);
}

Result<ledger::Blocks> Ledgers::build(Entry& entry, const Shop& shop, ledger::BlockSet wanted) {
  const auto last = entry.holder.get();
  if (last && last->answers(shop, wanted)) return last->blocks;
  TSUZUKU_TRY(loaded, load_blocks(*database_, shop, wanted, last.get()));
  entry.holder.replace(loaded);
  return loaded->blocks;
}

Result<std::shared_ptr<const ledger::Ledger>> Ledgers::get(const Shop& shop) {
  TSUZUKU_TRY(blocks, get(shop, {}));
  return blocks.ledger;
}

Status Ledgers::refresh(const Shop& shop) {
  const auto entry = entry_of(shop.id);
  const std::lock_guard building(entry->building);
  const auto last = entry->holder.get();
  TSUZUKU_TRY(loaded, load_blocks(*database_, shop, last ? last->blocks.held() : ledger::BlockSet{}, nullptr));
  entry->holder.replace(loaded);
  return {};
}

}  // namespace tsuzuku::services
