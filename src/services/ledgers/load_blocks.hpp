#pragma once
// The way from the store to a ledger with its further blocks.

#include <memory>

#include "base/error.hpp"
#include "ledger/blocks.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Blocks and the versions of the shop they were made of.
struct LoadedBlocks {
  ledger::Blocks blocks;
  std::int64_t data_version = -1;
  std::int64_t people_version = -1;
  std::int64_t data_mark = 0;  // of the data version; 0: nobody noted it, and nothing can follow from these blocks

  // At least as new as the caller's knowledge of the shop, in all that is wanted.
  [[nodiscard]] bool answers(const Shop& shop, ledger::BlockSet wanted) const {
    return blocks.held().has(wanted) && data_version >= shop.data_version &&
           (!wanted.has(ledger::Block::People) || people_version >= shop.people_version);
  }
};

// The ledger, as load_ledger() loads it, and of the further blocks those that are wanted, all of one moment. Of `last`
// (may be null) everything is kept that is still of that moment; where few customers changed since then, the rest
// follows from it (mend.hpp).
[[nodiscard]] Result<std::shared_ptr<const LoadedBlocks>> load_blocks(sql::Database& database, const Shop& shop,
                                                                      ledger::BlockSet wanted,
                                                                      const LoadedBlocks* last);

}  // namespace tsuzuku::services
