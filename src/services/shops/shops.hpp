#pragma once
// Shops: one currency, one time zone, one set of customers each. Every other service takes a ShopId.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/day.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct Shop {
  ShopId id;
  std::string name;
  Currency currency;
  std::string time_zone;
  bool merge_same_day = true;       // orders of one customer on one day are one purchase
  std::int64_t data_version = 0;    // grows whenever orders change; ledgers are made for one version
  std::int64_t people_version = 0;  // grows whenever attributes, consents or tags change without an order

  friend bool operator==(const Shop& a, const Shop& b) {
    return a.id == b.id && a.name == b.name && a.currency.code == b.currency.code && a.time_zone == b.time_zone &&
           a.merge_same_day == b.merge_same_day && a.data_version == b.data_version &&
           a.people_version == b.people_version;
  }
};

struct NewShop {
  std::string name;
  std::string currency = "JPY";
  std::string time_zone = "Asia/Tokyo";
};

struct ShopChange {
  std::optional<std::string> name;
  std::optional<bool> merge_same_day;
};

struct ShopSummary {
  std::int64_t orders = 0;
  std::int64_t customers = 0;
  std::optional<Day> first_day;
  std::optional<Day> last_day;
  std::optional<Day> last_known_day;  // of orders, cancellations and returns: the as-of day when none is asked
  std::vector<std::string> sources;
  std::vector<std::string> payment_methods;
  // Ordinary goods, gifts and all others, by code; the first limits::kProductsInSummary of them.
  struct Product {
    std::string code;
    std::string name;  // "" = not told
  };
  std::vector<Product> products;
};

class Shops {
 public:
  [[nodiscard]] static Result<Shops> open(sql::Database& database, IdMaker& ids);

  [[nodiscard]] Result<std::vector<Shop>> list() const;  // by id, the oldest first
  [[nodiscard]] Result<Shop> get(ShopId id) const;       // NotFound "shop.unknown_id"
  [[nodiscard]] Result<std::optional<Shop>> find(const std::string& name) const;
  // Usage "shop.unknown_currency", "shop.unknown_time_zone", "shop.no_name"; Conflict "shop.name_taken".
  [[nodiscard]] Result<Shop> create(const NewShop& shop, std::int64_t now);
  [[nodiscard]] Result<Shop> change(ShopId id, const ShopChange& change);
  // Takes back a shop that got no orders: an import that failed, or was only tried, leaves no shop behind.
  [[nodiscard]] Status remove_if_empty(ShopId id);
  [[nodiscard]] Result<ShopSummary> summary(ShopId id) const;

 private:
  Shops(sql::Database& database, IdMaker& ids, sql::Queries queries)
      : database_(&database), ids_(&ids), queries_(std::move(queries)) {}
  sql::Database* database_;
  IdMaker* ids_;
  sql::Queries queries_;
};

// Whose orders (or attributes, written beside them) a transaction changed. What is noted lets a ledger be mended.
class DataChange {
 public:
  static constexpr std::size_t kMostCustomers = 20'000;  // more are "all": making the ledger anew is then cheaper
  static constexpr std::int64_t kVersionsKept = 200;

  // As orders have it: a sale without customer changes under its own order's id.
  void add(std::int64_t customer_id) {
    if (all_) return;
    customers_.insert(customer_id);
    if (customers_.size() > kMostCustomers) add_all();
  }
  void add_all() {
    all_ = true;
    customers_.clear();
  }
  [[nodiscard]] bool all() const { return all_; }
  [[nodiscard]] const std::set<std::int64_t>& customers() const { return customers_; }

 private:
  bool all_ = false;
  std::set<std::int64_t> customers_;
};

// What stands in data_changes.customer_id instead of a customer.
inline constexpr std::int64_t kEverybodyChanged = 0;
inline constexpr std::int64_t kNobodyChanged = -1;  // only shop-wide things: names, costs of sources, stock

// Inside an import's own transaction: orders of the shop have changed.
[[nodiscard]] Status touch_shop_data(sql::Session& session, ShopId id, const DataChange& change);
// Inside the transaction that changes a customer's attributes, consents or tags, once for as many customers as it
// changes. Whoever writes `customers`, `consents` or `customer_tags` without calling touch_shop_data must call this:
// segments and the customer list ask a copy in memory (ledger::People) that is renewed when the number grows.
[[nodiscard]] Status touch_shop_people(sql::Session& session, ShopId id);

}  // namespace tsuzuku::services
