#pragma once
// Names that a shop has, for the lists of a form: goods, sources, tags …

#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "ledger/blocks.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// By segments::Field::name_source; those used most come first, at most kKnownNames of each. What the ledger does not
// hold (segments, journeys, campaigns, templates) comes by name. `queries`: services/segments/known_names.sql.
inline constexpr std::size_t kKnownNames = 200;
using KnownNames = std::map<std::string, std::vector<std::string>, std::less<>>;
[[nodiscard]] Result<KnownNames> known_names(sql::Session& session, const sql::Queries& queries, const Shop& shop,
                                             const ledger::Blocks& blocks);

}  // namespace tsuzuku::services
