#pragma once
// The way from the store to a ledger.

#include <memory>

#include "base/error.hpp"
#include "ledger/ledger.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Streams one shop out of the store, as it is at one moment, through as many sessions as the machine has cores and the
// database has free. Errors: those of the database and of ledger::Builder, with the order's number.
[[nodiscard]] Result<std::shared_ptr<const ledger::Ledger>> load_ledger(sql::Database& database, const Shop& shop);

}  // namespace tsuzuku::services
