#pragma once
// The ledger of each shop and its further blocks. The first one comes from the shop's file, when there is a good one,
// else from the store; whenever the shop has moved on the next one follows from the last, or is built anew. Readers
// keep what they hold; the next is made aside and swapped.

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "ledger/blocks.hpp"
#include "ledger/file.hpp"
#include "ledger/holder.hpp"
#include "services/ledgers/load_blocks.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

class Ledgers {
 public:
  // `folder`: of the files, which must exist; empty: there are none.
  explicit Ledgers(sql::Database& database, std::filesystem::path folder = {})
      : database_(&database), folder_(std::move(folder)) {}

  // The ledger of the shop's current data version. Thread safe: while one thread builds, others of the same
  // shop get the last one when there is one, else wait.
  [[nodiscard]] Result<std::shared_ptr<const ledger::Ledger>> get(const Shop& shop);
  // The same with further blocks, which align with it; more may be held than was wanted.
  [[nodiscard]] Result<ledger::Blocks> get(const Shop& shop, ledger::BlockSet wanted);
  // The same for work that must not miss what is already in the store: waits for the thread that builds.
  [[nodiscard]] Result<ledger::Blocks> get_current(const Shop& shop, ledger::BlockSet wanted);
  // Makes the ledger of the shop's current data version now, in the calling thread, and with it the blocks that
  // somebody has asked for before. What was sent to customers is read again in any case: no version tells of it.
  [[nodiscard]] Status refresh(const Shop& shop);
  // Writes what is held into the shop's file, unless that is what lies there. Nobody waits for it. Without a folder, or
  // before anybody asked for the ledger, nothing. Errors of ledger::write_file: life goes on without the file.
  [[nodiscard]] Status save(const Shop& shop);

 private:
  struct Entry {
    std::mutex building;
    ledger::Holder<LoadedBlocks> holder;
    std::mutex saving;
    // Of whoever holds `building`.
    bool file_tried = false;
    std::optional<ledger::File> file;
    std::shared_ptr<const ledger::Ledger> of_file;  // made of it
  };
  [[nodiscard]] std::shared_ptr<Entry> entry_of(ShopId shop);
  [[nodiscard]] std::filesystem::path file_of(const Shop& shop) const;
  void open_file(Entry& entry, const Shop& shop) const;
  // Adds to `base` (empty, or what is held) what the shop's file has of `wanted`. REQUIRES: as build().
  void add_from_file(Entry& entry, const Shop& shop, ledger::BlockSet wanted, LoadedBlocks& base) const;
  // REQUIRES: the caller holds entry.building.
  [[nodiscard]] Result<ledger::Blocks> build(Entry& entry, const Shop& shop, ledger::BlockSet wanted);

  sql::Database* database_;
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::map<std::int64_t, std::shared_ptr<Entry>> entries_;
};

}  // namespace tsuzuku::services
