#pragma once
// From the blocks of an earlier version of a shop to those of the present one, without reading the whole shop again.

#include <optional>

#include "services/ledgers/load_blocks.hpp"
#include "services/ledgers/loaders.hpp"

namespace tsuzuku::services {

// The ledger, and the lines and subscriptions that `last` has, as loading them anew would give them. Nothing when that
// is not known to hold (a version in between was not noted, the store is another one, kinds of products changed) or
// when too much changed for it to be quicker.
[[nodiscard]] Result<std::optional<ledger::Blocks>> mend(Snapshot& snapshot, const sql::Queries& queries,
                                                         const Shop& shop, const LoadedBlocks& last);

}  // namespace tsuzuku::services
