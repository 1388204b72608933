#pragma once
// Keys with which programs outside (a cart, a warehouse) tell one shop its orders, and nothing else. A key is shown
// once, when it is made; only its hash is stored.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "services/staff/secrets.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct ShopKey {
  std::int64_t id = 0;
  std::string name;
  std::int64_t created_at = 0;
  std::optional<Day> used_day;
};

struct NewShopKey {
  ShopKey key;
  std::string token;
};

class ShopKeys {
 public:
  [[nodiscard]] static Result<ShopKeys> open(sql::Database& database, IdMaker& ids, RandomBytes random);

  // Usage "shop_keys.no_name", "shop_keys.name_too_long" {bytes}; Conflict "shop_keys.too_many" {limit}.
  [[nodiscard]] Result<NewShopKey> create(ShopId shop, std::string_view name, StaffId staff, std::int64_t now);
  [[nodiscard]] Result<std::vector<ShopKey>> list(ShopId shop) const;  // oldest first
  // It opens nothing from now on. NotFound "shop_keys.unknown_id".
  [[nodiscard]] Status remove(ShopId shop, std::int64_t id);

  // The shop that the token belongs to; nothing for any other text.
  [[nodiscard]] Result<std::optional<ShopId>> find(std::string_view token) const;
  // Written at most once a day and key.
  [[nodiscard]] Status mark_used(std::string_view token, Day today);

 private:
  ShopKeys(sql::Database& database, IdMaker& ids, RandomBytes random, sql::Queries queries)
      : database_(&database), ids_(&ids), random_(std::move(random)), queries_(std::move(queries)) {}
  sql::Database* database_;
  IdMaker* ids_;
  RandomBytes random_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
