#pragma once
// The ledger of each shop, built from the store when first asked for and again whenever the shop's data
// version has moved on. Readers keep the one they hold; the next one is built aside and swapped.

#include <atomic>
#include <map>
#include <memory>
#include <mutex>

#include "base/error.hpp"
#include "ledger/holder.hpp"
#include "ledger/ledger.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

class Ledgers {
 public:
  explicit Ledgers(sql::Database& database) : database_(&database) {}

  // The ledger of the shop's current data version. Thread safe: while one thread builds, others of the same
  // shop get the last one when there is one, else wait.
  [[nodiscard]] Result<std::shared_ptr<const ledger::Ledger>> get(const Shop& shop);
  // Builds the ledger now, in the calling thread.
  [[nodiscard]] Status refresh(const Shop& shop);

 private:
  struct Entry {
    std::mutex building;
    ledger::LedgerHolder holder;
    std::atomic<std::int64_t> version = -1;  // of the ledger in the holder, or of the one before it
    [[nodiscard]] bool is_current(const Shop& shop) const { return version >= shop.data_version; }
  };
  [[nodiscard]] std::shared_ptr<Entry> entry_of(ShopId shop);
  [[nodiscard]] static Status build(sql::Database& database, const Shop& shop, Entry& entry);

  sql::Database* database_;
  std::mutex mutex_;
  std::map<std::int64_t, std::shared_ptr<Entry>> entries_;
};

}  // namespace tsuzuku::services
