#pragma once
// What conditions (docs/segments.md) say about the customers of a shop: of all of them on the ledger, of one freshly
// from the store, right before something is done on the strength of it.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "segments/evaluate.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// What the ledger answered, with the blocks that it was asked of: CustomerSet's indexes are theirs.
struct Fulfilled {
  ledger::Blocks blocks;
  segments::CustomerSet customers;
};

// Each question of a condition with its answer for one customer. Facts of the store are read once, at the first
// customer. Not thread safe.
class Explainer {
 public:
  [[nodiscard]] Result<std::vector<segments::LeafAnswer>> answers(ledger::CustomerIndex customer);

 private:
  friend class Conditions;
  Explainer(std::unique_ptr<segments::ExternalFacts> facts, const segments::Checked& condition, ledger::Blocks blocks,
            Day as_of)
      : facts_(std::move(facts)), condition_(&condition), blocks_(std::move(blocks)), as_of_(as_of) {}

  std::unique_ptr<segments::ExternalFacts> facts_;
  const segments::Checked* condition_;
  ledger::Blocks blocks_;
  Day as_of_;
};

// Not owned: database, shops and ledgers outlive it. Thread safe.
class Conditions {
 public:
  [[nodiscard]] static Result<Conditions> open(sql::Database& database, const Shops& shops, Ledgers& ledgers);

  // Why it cannot be asked of this shop: the errors of segments/text.hpp and check.hpp; those of the store.
  [[nodiscard]] std::optional<Error> problem(ShopId shop, std::string_view text) const;
  // Of one customer, by the store as `session` sees it, at the end of the shop's day of `now`. Inside the caller's
  // transaction or without one. A customer that the shop does not have fulfils nothing.
  [[nodiscard]] Result<bool> holds(sql::Session& session, ShopId shop, CustomerId customer, std::string_view text,
                                   std::int64_t now) const;
  // Of all, by the ledger; ascending.
  [[nodiscard]] Result<std::vector<CustomerId>> members(ShopId shop, std::string_view text, Day as_of) const;

  // Parsed and checked with the segments of the shop; `own_name`: of the segment that it is the condition of.
  [[nodiscard]] Result<segments::Checked> check(const Shop& shop, std::string_view text,
                                                std::string_view own_name = {}) const;
  [[nodiscard]] Result<segments::Checked> check(const Shop& shop, segments::Condition condition,
                                                std::string_view own_name = {}) const;
  // Somebody who is typing rather sees the last built ledger than waits; work that acts on the answer waits.
  enum class Freshness { LastBuilt, Current };
  [[nodiscard]] Result<Fulfilled> ask(const Shop& shop, const segments::Checked& condition, Day as_of,
                                      Freshness freshness) const;
  // For one customer after another, of the blocks that ask() gave; the condition must outlive it.
  [[nodiscard]] Explainer explainer(const Shop& shop, const segments::Checked& condition, ledger::Blocks blocks,
                                    Day as_of) const;
  // Names that nothing in the shop has.
  [[nodiscard]] std::vector<std::string> unknown_names(const segments::Checked& condition, const ledger::Blocks& blocks,
                                                       Day as_of) const;
  // The day that it is in the shop at `now`.
  [[nodiscard]] Result<Day> today(const Shop& shop, std::int64_t now) const;

 private:
  Conditions(sql::Database& database, const Shops& shops, Ledgers& ledgers, sql::Queries queries)
      : database_(&database), shops_(&shops), ledgers_(&ledgers), queries_(std::move(queries)) {}

  [[nodiscard]] Result<Shop> shop_in(sql::Session& session, ShopId shop) const;
  [[nodiscard]] segments::Surroundings surroundings(sql::Session& session, const Shop& shop,
                                                    std::string_view own_name) const;

  sql::Database* database_;
  const Shops* shops_;
  Ledgers* ledgers_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
