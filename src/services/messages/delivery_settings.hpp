#pragma once
// Quiet hours and frequency caps of a shop.

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "journeys/delivery_rules.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Until a shop says otherwise: no advertising from 21:00 to 8:00, three messages in seven days.
[[nodiscard]] journeys::DeliveryRules default_delivery_rules();

// Not owned: the database outlives it. Thread safe.
class DeliverySettings {
 public:
  [[nodiscard]] static Result<DeliverySettings> open(sql::Database& database);

  [[nodiscard]] Result<journeys::DeliveryRules> of(ShopId shop) const;
  // `rules` as journeys write them: {"quiet_hours":[…],"caps":[…]}. InvalidInput with the first problem.
  [[nodiscard]] Result<journeys::DeliveryRules> save(ShopId shop, const json::object& rules, std::int64_t now);

 private:
  DeliverySettings(sql::Database& database, sql::Queries queries)
      : database_(&database), queries_(std::move(queries)) {}
  sql::Database* database_;
  sql::Queries queries_;
};

[[nodiscard]] json::object to_json(const journeys::DeliveryRules& rules);

}  // namespace tsuzuku::services
