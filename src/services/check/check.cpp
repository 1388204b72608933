#include "services/check/check.hpp"

#include <algorithm>

#include "services/query_files.hpp"

namespace tsuzuku::services {

bool CheckReport::sound() const {
  return std::ranges::all_of(findings, [](const CheckFinding& finding) { return finding.broken == 0; });
}

Result<CheckReport> check_store(sql::Database& database, const Shop& shop) {
  TSUZUKU_TRY(queries, queries_of("services/check/check.sql", database.dialect()));
  TSUZUKU_TRY(session, database.reader());
  const sql::Parameters parameters = {{"shop_id", shop.id.value}};
  CheckReport report;
  for (const sql::Query& query : queries.all()) {
    if (!query.name.starts_with("rule_")) continue;
    TSUZUKU_TRY(rows, query.parameters.empty() ? session->rows(query) : session->rows(query, parameters));
    report.findings.push_back({query.name.substr(5), sql::integer(rows[0][0]), sql::text(rows[0][1])});
  }
  TSUZUKU_TRY(totals, session->rows(queries.get("totals"), parameters));
  TSUZUKU_TRY(customers, session->rows(queries.get("total_customers"), parameters));
  report.orders = sql::integer(totals[0][0]);
  report.customers = sql::integer(customers[0][0]);
  return report;
}

Status check_ledger(sql::Database& database, const Shop& shop, const ledger::Ledger& ledger, CheckReport& report) {
  TSUZUKU_TRY(queries, queries_of("services/check/check.sql", database.dialect()));
  TSUZUKU_TRY(session, database.reader());
  TSUZUKU_TRY(totals, session->rows(queries.get("totals"), {{"shop_id", shop.id.value}}));
  const auto compare = [&](std::string rule, std::int64_t stored, std::int64_t in_ledger) {
    const std::int64_t distance = stored > in_ledger ? stored - in_ledger : in_ledger - stored;
    report.findings.push_back({std::move(rule), distance, std::to_string(stored) + " / " + std::to_string(in_ledger)});
  };
  Money net = 0;
  for (const std::int32_t amount : ledger.columns().net_before_returns) net += amount;
  for (const std::int32_t amount : ledger.returns().amount) net -= amount;
  compare("ledger_orders", sql::integer(totals[0][0]), static_cast<std::int64_t>(ledger.order_count()));
  compare("ledger_customers", report.customers, static_cast<std::int64_t>(ledger.customer_count()));
  compare("ledger_net", sql::integer(totals[0][1]), net);
  return {};
}

}  // namespace tsuzuku::services
