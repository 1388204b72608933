#pragma once
// `tsuzuku check`: does the store agree with itself, and the ledger with the store? Every rule is a query
// (check.sql) that answers with the rows that break it; no rule answers with any on a sound store.

#include <string>
#include <vector>

#include "base/error.hpp"
#include "ledger/ledger.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct CheckFinding {
  std::string rule;  // name of the query, text under "check.<rule>"
  std::int64_t broken = 0;
  std::string example;  // an order or customer id
};

struct CheckReport {
  std::int64_t orders = 0;
  std::int64_t customers = 0;
  std::vector<CheckFinding> findings;  // one per rule, broken = 0 when it holds
  [[nodiscard]] bool sound() const;
};

[[nodiscard]] Result<CheckReport> check_store(sql::Database& database, const Shop& shop);
// Adds the findings "ledger_orders", "ledger_customers" and "ledger_net": the same totals from both sides.
[[nodiscard]] Status check_ledger(sql::Database& database, const Shop& shop, const ledger::Ledger& ledger,
                                  CheckReport& report);

}  // namespace tsuzuku::services
