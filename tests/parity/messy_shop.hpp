#pragma once
// A demo shop with everything that goes wrong, the same in two stores: orders cancelled, returned before and after,
// merged on one day, of gifts only, paid late or never; people of whom little is known; words of consent, tags,
// subscriptions, touches, journeys and lists that the generator does not tell.

#include <string>
#include <vector>

#include "base/id.hpp"
#include "ledger/blocks.hpp"
#include "segments/sql.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::parity {

inline constexpr std::int64_t kMessyNow = 1'790'000'000;

class MessyShop {
 public:
  [[nodiscard]] static Result<std::unique_ptr<MessyShop>> make(sql::Database& database, std::int64_t orders,
                                                               bool merge_same_day);

  [[nodiscard]] const services::Shop& shop() const { return shop_; }
  [[nodiscard]] Result<ledger::Blocks> blocks() const;
  // Ids that a translation answers with; `more` are the integer parameters beside :shop_id.
  [[nodiscard]] Result<std::vector<std::int64_t>> ids(const segments::SqlText& sql, sql::Parameters more = {}) const;
  [[nodiscard]] Result<std::vector<sql::Row>> rows(const segments::SqlText& sql, sql::Parameters more = {}) const;
  [[nodiscard]] segments::SqlSettings settings(Day as_of) const;

 private:
  explicit MessyShop(sql::Database& database) : database_(&database), ids_([] { return kMessyNow * 1'000; }) {}
  [[nodiscard]] Status fill(std::int64_t orders, bool merge_same_day);
  [[nodiscard]] Status make_a_mess();

  sql::Database* database_;
  IdMaker ids_;
  services::Shop shop_;
};

}  // namespace tsuzuku::parity
