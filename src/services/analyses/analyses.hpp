#pragma once
// Questions to a shop: its current ledger, asked by name, with customers named where the asker may see them. Terms of
// profit that the asker does not tell are those that the shop keeps; the result says whose they are.

#include <memory>
#include <string>

#include "analysis/analysis.hpp"
#include "analysis/table.hpp"
#include "services/analyses/kept_answers.hpp"
#include "services/analyses/profit_terms.hpp"
#include "services/customers/customers.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

class Analyses {
 public:
  // Not owned: both outlive it.
  [[nodiscard]] static Result<Analyses> open(sql::Database& database, Ledgers& ledgers);

  [[nodiscard]] ProfitTermsBook& profit_terms() { return profit_terms_; }

  // A table with a customer_id column gets customer_number and customer_name beside it.
  [[nodiscard]] Result<analysis::Table> run(const Shop& shop, const std::string& name,
                                            const analysis::RawArguments& arguments, PersonalData personal_data) const;

  // Once the shop has a new ledger: answers one question that people asked of the one before, so that the next who asks
  // finds the answer. False: there is none left.
  [[nodiscard]] Result<bool> renew_one(const Shop& shop) const;

  // The customers behind a cell of `name`, with the reason; page from 1.
  [[nodiscard]] Result<analysis::Table> customers(const Shop& shop, const std::string& name,
                                                  const analysis::RawArguments& arguments, const analysis::Cell& cell,
                                                  int page, int page_size, PersonalData personal_data) const;

 private:
  Analyses(sql::Database& database, Ledgers& ledgers, ProfitTermsBook profit_terms)
      : database_(&database), ledgers_(&ledgers), profit_terms_(std::move(profit_terms)) {}

  // ShopProfitTerms::fill.
  struct Asked {
    analysis::RawArguments arguments;
    std::optional<analysis::Phrase> terms;
  };
  [[nodiscard]] Result<Asked> with_terms(const Shop& shop, const std::string& name,
                                         const analysis::RawArguments& arguments) const;
  // Without names of customers.
  [[nodiscard]] Result<analysis::Table> answer(const Shop& shop, const std::string& name,
                                               const analysis::RawArguments& arguments) const;
  [[nodiscard]] Status add_names(const Shop& shop, analysis::Table& table, PersonalData personal_data) const;
  sql::Database* database_;
  Ledgers* ledgers_;
  ProfitTermsBook profit_terms_;
  std::shared_ptr<KeptAnswers> answers_ = std::make_shared<KeptAnswers>();
};

}  // namespace tsuzuku::services
