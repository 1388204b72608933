#pragma once
// Makes journals of a shop's months.

#include <optional>

#include "services/accounting/journal.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct JournalQuestion {
  std::optional<YearMonth> month;  // as report_days() takes them
  std::optional<Day> as_of;
  Grain grain = Grain::Day;
  bool charges = true;  // shipping and payment fees too
  Accounts accounts = {};
};

class Journals {
 public:
  [[nodiscard]] static Result<Journals> open(sql::Database& database, Ledgers& ledgers);

  // Errors: those of report_days().
  [[nodiscard]] Result<Journal> make(const Shop& shop, const JournalQuestion& question) const;

 private:
  Journals(sql::Database& database, Ledgers& ledgers, sql::Queries queries)
      : database_(&database), ledgers_(&ledgers), queries_(std::move(queries)) {}
  [[nodiscard]] Result<std::vector<DayCharges>> charges(const Shop& shop, YearMonth month, Day as_of) const;
  sql::Database* database_;
  Ledgers* ledgers_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
