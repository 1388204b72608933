#pragma once
// Words that staff, journeys and imports hang on customers. Journeys are told of each that comes or goes.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct CustomerTag {
  std::string name;
  std::int64_t added_at = 0;
  std::string origin;  // "staff", "journey", "import"

  friend bool operator==(const CustomerTag&, const CustomerTag&) = default;
};

struct TagCount {
  std::string name;
  std::int64_t customers = 0;

  friend bool operator==(const TagCount&, const TagCount&) = default;
};

// Not owned: database and ids outlive it.
class CustomerTags {
 public:
  [[nodiscard]] static Result<CustomerTags> open(sql::Database& database, IdMaker& ids);

  // Every tag of the shop, by name.
  [[nodiscard]] Result<std::vector<TagCount>> all(ShopId shop) const;
  // By name.
  [[nodiscard]] Result<std::vector<CustomerTag>> of(CustomerId customer) const;
  // Names are taken in half width (NFKC) without blanks at their ends. A tag the customer has already stays as it is.
  // Usage "customers.tag_empty", "customers.tag_too_long" (limits::kTagBytes).
  [[nodiscard]] Status add(ShopId shop, CustomerId customer, std::string_view name, std::string_view origin,
                           std::int64_t now);
  // The same inside the transaction of whoever adds it; touch_shop_people (shops.hpp) is the caller's.
  [[nodiscard]] Status add(sql::Session& session, ShopId shop, CustomerId customer, std::string_view name,
                           std::string_view origin, std::int64_t now) const;
  // Nothing happens when the customer does not have it.
  [[nodiscard]] Status remove(ShopId shop, CustomerId customer, std::string_view name, std::int64_t now);
  [[nodiscard]] Status remove(sql::Session& session, ShopId shop, CustomerId customer, std::string_view name,
                              std::int64_t now) const;

 private:
  CustomerTags(sql::Database& database, IdMaker& ids, sql::Queries queries)
      : database_(&database), ids_(&ids), queries_(std::move(queries)) {}
  sql::Database* database_;
  IdMaker* ids_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
