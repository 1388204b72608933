#include "services/ledgers/ledgers.hpp"

#include "base/log.hpp"

namespace tsuzuku::services {
namespace {

Status forget_value(const Result<ledger::Blocks>& result) { return result ? Status{} : fail(result.error()); }

}  // namespace

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

std::filesystem::path Ledgers::file_of(const Shop& shop) const { return folder_ / (shop.id.text() + ".ledger"); }

// Once for each run of the program: later blocks follow from what is held.
void Ledgers::open_file(Entry& entry, const Shop& shop) const {
  if (std::exchange(entry.file_tried, true) || folder_.empty()) return;
  auto file = ledger::File::open(file_of(shop));
  if (file && file->stamp().shop == shop.id.value) {
    entry.file = *std::move(file);
  } else if (!file && file.error().kind != ErrorKind::NotFound) {
    log::warn("ledger_file_useless", {{"shop", shop.id.text()}, {"reason", file.error().key}});
  }
}

void Ledgers::add_from_file(Entry& entry, const Shop& shop, ledger::BlockSet wanted, LoadedBlocks& base) const {
  open_file(entry, shop);
  if (!entry.file || (base.blocks.ledger && base.blocks.ledger != entry.of_file)) return;
  const ledger::FileStamp& stamp = entry.file->stamp();
  // What the shop has moved away from is mended now or never: no block of the file would align with the next ledger.
  if (stamp.data_version != shop.data_version) wanted.add(entry.file->held());
  ledger::Blocks blocks = base.blocks;
  if (const Status loaded = entry.file->load(blocks, wanted); !loaded) {
    log::warn("ledger_file_useless", {{"shop", shop.id.text()}, {"reason", loaded.error().key}});
    entry.file.reset();
    entry.of_file.reset();
    return;
  }
  entry.of_file = blocks.ledger;
  base = {std::move(blocks), stamp.data_version, stamp.people_version, stamp.data_mark};
}

Result<ledger::Blocks> Ledgers::build(Entry& entry, const Shop& shop, ledger::BlockSet wanted) {
  const auto last = entry.holder.get();
  if (last && last->answers(shop, wanted)) return last->blocks;
  LoadedBlocks base = last ? *last : LoadedBlocks{};
  add_from_file(entry, shop, wanted, base);
  TSUZUKU_TRY(loaded, load_blocks(*database_, shop, wanted, &base));
  if (loaded->blocks.ledger != entry.of_file) {
    entry.file.reset();
    entry.of_file.reset();
  }
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
  if (!last) return forget_value(build(*entry, shop, {}));
  LoadedBlocks base = *last;
  base.blocks.touches = nullptr;
  TSUZUKU_TRY(loaded, load_blocks(*database_, shop, last->blocks.held(), &base));
  entry->holder.replace(loaded);
  return {};
}

Status Ledgers::save(const Shop& shop) {
  const auto entry = entry_of(shop.id);
  const std::lock_guard saving(entry->saving);
  const auto held = entry->holder.get();
  if (folder_.empty() || !held || held->data_mark == 0) return {};
  const ledger::FileStamp stamp{.shop = shop.id.value,
                                .data_version = held->data_version,
                                .data_mark = held->data_mark,
                                .people_version = held->people_version};
  const auto there = ledger::File::open(file_of(shop));
  if (there && there->stamp() == stamp && there->held().has(held->blocks.held())) return {};
  return ledger::write_file(file_of(shop), held->blocks, stamp);
}

}  // namespace tsuzuku::services
