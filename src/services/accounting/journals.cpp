#include "services/accounting/journals.hpp"

#include <algorithm>

#include "services/query_files.hpp"
#include "services/reports/days.hpp"

namespace tsuzuku::services {

Result<Journals> Journals::open(sql::Database& database, Ledgers& ledgers) {
  TSUZUKU_TRY(queries, queries_of("services/accounting/accounting.sql", database.dialect()));
  return Journals(database, ledgers, std::move(queries));
}

Result<Journal> Journals::make(const Shop& shop, const JournalQuestion& question) const {
  // Not the ledger of before while the next one is made: charges are read from the store as it is now.
  TSUZUKU_TRY(blocks, ledgers_->get_current(shop, {}));
  const auto& ledger = blocks.ledger;
  TSUZUKU_TRY(days, report_days(question.month, question.as_of, ledger->last_known_day(), ledger->first_day()));
  std::vector<DayCharges> charged;
  if (question.charges) {
    TSUZUKU_TRY(found, charges(shop, days.month, days.as_of));
    charged = std::move(found);
  }
  const auto facts = analysis::net_sales::facts_by_day(*ledger, days.month, days.as_of);
  return book({.month = days.month, .as_of = days.as_of, .currency = shop.currency, .grain = question.grain}, facts,
              charged, question.accounts);
}

Result<std::vector<DayCharges>> Journals::charges(const Shop& shop, YearMonth month, Day as_of) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("charges_by_day"),
                                  {{"shop_id", shop.id.value},
                                   {"from_day", std::int64_t{first_day(month).value}},
                                   // Orders after the as-of day do not exist.
                                   {"to_day", std::int64_t{std::min(last_day(month), as_of).value}},
                                   {"as_of", std::int64_t{as_of.value}}}));
  std::vector<DayCharges> charges;
  for (const sql::Row& row : rows) {
    charges.push_back({.day = Day{static_cast<std::int32_t>(sql::integer(row[0]))},
                       .payment_method = sql::text(row[1]),
                       .shipping = sql::integer(row[2]),
                       .fees = sql::integer(row[3])});
  }
  return charges;
}

}  // namespace tsuzuku::services
