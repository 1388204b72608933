#include "services/ledgers/ledgers.hpp"

#include "services/ledgers/load_ledger.hpp"

namespace tsuzuku::services {

std::shared_ptr<Ledgers::Entry> Ledgers::entry_of(ShopId shop) {
  const std::lock_guard lock(mutex_);
  auto& entry = entries_[shop.value];
  if (!entry) entry = std::make_shared<Entry>();
  return entry;
}

Status Ledgers::build(sql::Database& database, const Shop& shop, Entry& entry) {
  TSUZUKU_TRY(built, load_ledger(database, shop));
  entry.holder.replace(built);
  entry.version = shop.data_version;
  return {};
}

Result<std::shared_ptr<const ledger::Ledger>> Ledgers::get(const Shop& shop) {
  const auto entry = entry_of(shop.id);
  if (entry->is_current(shop)) return entry->holder.get();
  std::unique_lock building(entry->building, std::try_to_lock);
  if (!building) {
    if (auto last = entry->holder.get()) return last;
    building.lock();
  }
  if (!entry->is_current(shop)) TSUZUKU_CHECK(build(*database_, shop, *entry));
  return entry->holder.get();
}

Status Ledgers::refresh(const Shop& shop) {
  const auto entry = entry_of(shop.id);
  const std::lock_guard building(entry->building);
  return build(*database_, shop, *entry);
}

}  // namespace tsuzuku::services
