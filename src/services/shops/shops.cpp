#include "services/shops/shops.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "base/time_zone.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

// A shop whose orders come one by one counts many versions between two ledgers; what is noted of them stays small.
constexpr std::int64_t kSmallVersionsKept = 10'000;
constexpr std::size_t kFewCustomers = 100;

Shop shop_from(const sql::Row& row) {
  Shop shop;
  shop.id = ShopId{sql::integer(row[0])};
  shop.name = sql::text(row[1]);
  shop.currency = find_currency(sql::text(row[2])).value_or(Currency{"JPY", 0});
  shop.time_zone = sql::text(row[3]);
  shop.merge_same_day = sql::integer(row[4]) != 0;
  shop.data_version = sql::integer(row[5]);
  shop.people_version = sql::integer(row[6]);
  return shop;
}

std::optional<Day> day_or_nothing(const sql::Value& value) {
  if (sql::is_null(value)) return std::nullopt;
  return Day{static_cast<std::int32_t>(sql::integer(value))};
}

Result<std::string> checked_name(std::string_view name) {
  const std::string_view trimmed = trim(name);
  if (trimmed.empty()) return fail(ErrorKind::Usage, "shop.no_name");
  if (trimmed.size() > limits::kTextField) return fail(ErrorKind::TooLarge, "shop.name_too_long");
  return std::string(trimmed);
}

}  // namespace

Result<Shops> Shops::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/shops/shops.sql", database.dialect()));
  return Shops(database, ids, std::move(queries));
}

Result<std::vector<Shop>> Shops::list() const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("list_shops")));
  std::vector<Shop> shops;
  for (const sql::Row& row : rows) shops.push_back(shop_from(row));
  return shops;
}

Result<Shop> Shops::get(ShopId id) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("get_shop"), {{"shop_id", id.value}}));
  if (rows.empty()) return fail(ErrorKind::NotFound, "shop.unknown_id", {{"id", id.text()}});
  return shop_from(rows.front());
}

Result<std::optional<Shop>> Shops::find(const std::string& name) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("find_shop"), {{"name", name}}));
  if (rows.empty()) return std::nullopt;
  return shop_from(rows.front());
}

Result<Shop> Shops::create(const NewShop& shop, std::int64_t now) {
  TSUZUKU_TRY(name, checked_name(shop.name));
  if (!find_currency(shop.currency)) {
    return fail(ErrorKind::Usage, "shop.unknown_currency", {{"currency", shop.currency}});
  }
  if (!TimeZone::find(shop.time_zone)) {
    return fail(ErrorKind::Usage, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  }
  const auto id = ids_->make<ShopId>();
  TSUZUKU_TRY(session, database_->writer());
  const auto created = session->run(queries_.get("create_shop"), {{"shop_id", id.value},
                                                                  {"name", name},
                                                                  {"currency", shop.currency},
                                                                  {"time_zone", shop.time_zone},
                                                                  {"created_at", now}});
  if (!created) {
    if (created.error().kind == ErrorKind::Conflict)
      return fail(ErrorKind::Conflict, "shop.name_taken", {{"name", name}});
    return fail(created.error());
  }
  return Shop{id, name, *find_currency(shop.currency), shop.time_zone, true, 0};
}

Result<Shop> Shops::change(ShopId id, const ShopChange& change) {
  sql::Value name = sql::Null{};
  if (change.name) {
    TSUZUKU_TRY(checked, checked_name(*change.name));
    name = checked;
  }
  sql::Value merge = sql::Null{};
  if (change.merge_same_day) merge = std::int64_t{*change.merge_same_day ? 1 : 0};
  {
    TSUZUKU_TRY(session, database_->writer());
    const auto changed =
        session->run(queries_.get("change_shop"), {{"name", name}, {"merge_same_day", merge}, {"shop_id", id.value}});
    if (!changed) {
      if (changed.error().kind == ErrorKind::Conflict) {
        return fail(ErrorKind::Conflict, "shop.name_taken", {{"name", sql::text(name)}});
      }
      return fail(changed.error());
    }
  }
  return get(id);
}

Status Shops::remove_if_empty(ShopId id) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  for (const std::string_view query : {"remove_quarantine_of_empty_shop", "remove_imports_of_empty_shop",
                                       "remove_mappings_of_empty_shop", "remove_empty_shop"}) {
    TSUZUKU_CHECK(session->run(queries_.get(query), {{"shop_id", id.value}}));
  }
  return transaction.commit();
}

Result<ShopSummary> Shops::summary(ShopId id) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(orders, session->rows(queries_.get("summarise_orders"), {{"shop_id", id.value}}));
  TSUZUKU_TRY(customers, session->rows(queries_.get("count_customers"), {{"shop_id", id.value}}));
  TSUZUKU_TRY(sources, session->rows(queries_.get("list_sources"), {{"shop_id", id.value}}));
  ShopSummary summary;
  summary.orders = sql::integer(orders[0][0]);
  summary.first_day = day_or_nothing(orders[0][1]);
  summary.last_day = day_or_nothing(orders[0][2]);
  TSUZUKU_TRY(returns, session->rows(queries_.get("last_return_day"), {{"shop_id", id.value}}));
  // Nothing is less than every day.
  summary.last_known_day = std::max({summary.last_day, day_or_nothing(orders[0][3]), day_or_nothing(returns[0][0])});
  summary.customers = sql::integer(customers[0][0]);
  for (const sql::Row& row : sources) summary.sources.push_back(sql::text(row[0]));
  TSUZUKU_TRY(methods, session->rows(queries_.get("list_payment_methods"), {{"shop_id", id.value}}));
  for (const sql::Row& row : methods) summary.payment_methods.push_back(sql::text(row[0]));
  TSUZUKU_TRY(products, session->rows(queries_.get("list_products"),
                                      {{"shop_id", id.value}, {"at_most", limits::kProductsInSummary}}));
  for (const sql::Row& row : products)
    summary.products.push_back({sql::text(row[0]), sql::is_null(row[1]) ? std::string() : sql::text(row[1])});
  return summary;
}

Status touch_shop_data(sql::Session& session, ShopId id, const DataChange& change) {
  TSUZUKU_TRY(queries, queries_of("services/shops/shops.sql", session.dialect()));
  TSUZUKU_CHECK(session.run(queries.get("touch_shop_data"), {{"shop_id", id.value}}));
  std::vector<sql::Row> rows;
  for (const std::int64_t customer : change.customers()) rows.push_back({customer, id.value});
  if (rows.empty()) rows.push_back({change.all() ? kEverybodyChanged : kNobodyChanged, id.value});
  TSUZUKU_CHECK(session.run_batch(queries.get("note_data_change"), rows));
  const std::int64_t kept = rows.size() > kFewCustomers ? DataChange::kVersionsKept : kSmallVersionsKept;
  TSUZUKU_CHECK(session.run(queries.get("forget_data_changes"), {{"shop_id", id.value}, {"versions", kept}}));
  return {};
}

Status touch_shop_people(sql::Session& session, ShopId id) {
  TSUZUKU_TRY(queries, queries_of("services/shops/shops.sql", session.dialect()));
  TSUZUKU_CHECK(session.run(queries.get("touch_shop_people"), {{"shop_id", id.value}}));
  return {};
}

}  // namespace tsuzuku::services
