#pragma once
// Orders told by a program as they happen, instead of by file: read by the same rules (intake/told_order.hpp), written
// at once, and told to journeys. What one shop is told on one day stands among its imports as one of profile "api".

#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "intake/told_order.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

inline constexpr std::string_view kApiProfile = "api";
inline constexpr std::size_t kOrdersAtOnce = 1'000;

struct RefusedOrder {
  std::size_t position = 0;  // from 1, among those that were told
  std::string number;        // as far as it was told
  intake::OrderRefusal why;
};

struct Received {
  std::int64_t orders_new = 0;
  std::int64_t orders_changed = 0;
  std::int64_t orders_same = 0;
  std::vector<RefusedOrder> refused;  // the others are taken all the same
};

class ReceivedOrders {
 public:
  [[nodiscard]] static Result<ReceivedOrders> open(sql::Database& database, IdMaker& ids);

  // One transaction. The same order told again changes nothing; of one told twice at once the later one stands. Usage
  // "received.none", "received.too_many" {limit}; Unavailable "sql.busy" while an import writes for longer than a
  // program waits: nothing was taken, and it may be told again. Thread safe.
  [[nodiscard]] Result<Received> take(const Shop& shop, std::span<const json::object> orders, std::int64_t now) const;

 private:
  ReceivedOrders(sql::Database& database, IdMaker& ids, sql::Queries queries)
      : database_(&database), ids_(&ids), queries_(std::move(queries)) {}
  [[nodiscard]] Result<ImportId> import_of_day(sql::Session& session, const Shop& shop, std::int64_t now) const;

  sql::Database* database_;
  IdMaker* ids_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
