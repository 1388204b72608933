#pragma once
// What a shop takes for granted where the profit of an order is not told: its own terms of profit. Analyses are asked
// with them unless whoever asks tells others. A shop that keeps none has the defaults of analysis/common/profit.hpp,
// whose bounds hold here, too.

#include <optional>

#include "analysis/arguments.hpp"
#include "analysis/table.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct ShopProfitTerms {
  std::int64_t margin_percent = 0;
  std::int64_t shipping_cost = 0;  // in major units of the shop's currency, as analyses take it
  std::int64_t payment_fee_permille = 0;
  std::optional<std::int64_t> changed_at;  // nothing: the shop keeps none, these are the defaults

  [[nodiscard]] static bool are_taken_by(const analysis::Descriptor& analysis);
  // Tells an analysis those of them that it takes and `arguments` does not tell. The assumption that says whose they
  // are ("terms_of_shop", "terms_default"); nothing where none had to be filled in.
  [[nodiscard]] std::optional<analysis::Phrase> fill(const analysis::Descriptor& analysis,
                                                     analysis::RawArguments& arguments) const;
  [[nodiscard]] bool says_the_same_as(const ShopProfitTerms& other) const {
    return margin_percent == other.margin_percent && shipping_cost == other.shipping_cost &&
           payment_fee_permille == other.payment_fee_permille;
  }
};

// Not owned: the database outlives it. Thread safe.
class ProfitTermsBook {
 public:
  [[nodiscard]] static Result<ProfitTermsBook> open(sql::Database& database);
  [[nodiscard]] static ShopProfitTerms defaults();

  [[nodiscard]] Result<ShopProfitTerms> of(ShopId shop) const;
  // True when it changed: a shop may keep what the defaults say as its own. `changed_at` is not asked.
  // Usage "profit_terms.out_of_bounds" {name, value, minimum, maximum}.
  [[nodiscard]] Result<bool> keep(ShopId shop, const ShopProfitTerms& terms, std::optional<StaffId> staff,
                                  std::int64_t now);
  // The defaults stand again. True when the shop kept any.
  [[nodiscard]] Result<bool> forget(ShopId shop);

 private:
  ProfitTermsBook(sql::Database& database, sql::Queries queries) : database_(&database), queries_(std::move(queries)) {}
  sql::Database* database_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
