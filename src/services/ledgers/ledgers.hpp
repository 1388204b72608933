#pragma once
// The ledger of each shop and its further blocks, built from the store when first asked for and again whenever the
// shop has moved on. Readers keep what they hold; the next is built aside and swapped.

#include <map>
#include <memory>
#include <mutex>

#include "base/error.hpp"
#include "ledger/blocks.hpp"
#include "ledger/holder.hpp"
#include "services/ledgers/load_blocks.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

class Ledgers {
 public:
  explicit Ledgers(sql::Database& database) : database_(&database) {}

  // The ledger of the shop's current data version. Thread safe: while one thread builds, others of the same
  // shop get the last one when there is one, else wait.
  [[nodiscard]] Result<std::shared_ptr<const ledger::Ledger>> get(const Shop& shop);
  // The same with further blocks, which align with it; more may be held than was wanted.
  [[nodiscard]] Result<ledger::Blocks> get(const Shop& shop, ledger::BlockSet wanted);
  // The same for work that must not miss what is already in the store: waits for the thread that builds.
  [[nodiscard]] Result<ledger::Blocks> get_current(const Shop& shop, ledger::BlockSet wanted);
  // Builds the ledger now, in the calling thread, and with it the blocks that somebody has asked for before.
  [[nodiscard]] Status refresh(const Shop& shop);

 private:
  struct Entry {
    std::mutex building;
    ledger::Holder<LoadedBlocks> holder;
  };
  [[nodiscard]] std::shared_ptr<Entry> entry_of(ShopId shop);
  // REQUIRES: the caller holds entry.building.
  [[nodiscard]] Result<ledger::Blocks> build(Entry& entry, const Shop& shop, ledger::BlockSet wanted);

  sql::Database* database_;
  std::mutex mutex_;
  std::map<std::int64_t, std::shared_ptr<Entry>> entries_;
};

}  // namespace tsuzuku::services
