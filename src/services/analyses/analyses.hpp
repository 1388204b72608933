#pragma once
// Questions to a shop: its current ledger, asked by name, with customers named where the asker may see them.

#include <memory>
#include <string>

#include "analysis/analysis.hpp"
#include "analysis/table.hpp"
#include "services/analyses/answers.hpp"
#include "services/customers/customers.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

class Analyses {
 public:
  Analyses(sql::Database& database, Ledgers& ledgers) : database_(&database), ledgers_(&ledgers) {}

  // A table with a customer_id column gets customer_number and customer_name beside it.
  [[nodiscard]] Result<analysis::Table> run(const Shop& shop, const std::string& name,
                                            const analysis::RawArguments& arguments, PersonalData personal_data) const;

  // The customers behind a cell of `name`, with the reason; page from 1.
  [[nodiscard]] Result<analysis::Table> customers(const Shop& shop, const std::string& name,
                                                  const analysis::RawArguments& arguments, const analysis::Cell& cell,
                                                  int page, int page_size, PersonalData personal_data) const;

 private:
  // Without names of customers.
  [[nodiscard]] Result<analysis::Table> answer(const Shop& shop, const std::string& name,
                                               const analysis::RawArguments& arguments) const;
  [[nodiscard]] Status add_names(const Shop& shop, analysis::Table& table, PersonalData personal_data) const;
  sql::Database* database_;
  Ledgers* ledgers_;
  std::shared_ptr<Answers> answers_ = std::make_shared<Answers>();
};

}  // namespace tsuzuku::services
