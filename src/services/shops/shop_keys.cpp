#include "services/shops/shop_keys.hpp"

#include "base/limits.hpp"
#include "base/text.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kNameBytes = 200;
constexpr std::size_t kKeys = 50;  // of one shop
// So that somebody who finds one knows what it is.
constexpr std::string_view kPrefix = "tsuzuku_";

}  // namespace

Result<ShopKeys> ShopKeys::open(sql::Database& database, IdMaker& ids, RandomBytes random) {
  TSUZUKU_TRY(queries, queries_of("services/shops/shop_keys.sql", database.dialect()));
  return ShopKeys(database, ids, std::move(random), std::move(queries));
}

Result<NewShopKey> ShopKeys::create(ShopId shop, std::string_view name, StaffId staff, std::int64_t now) {
  const std::string_view told = trim(name);
  if (told.empty()) return fail(ErrorKind::Usage, "shop_keys.no_name");
  if (told.size() > kNameBytes) {
    return fail(ErrorKind::Usage, "shop_keys.name_too_long", {{"bytes", std::to_string(kNameBytes)}});
  }
  TSUZUKU_TRY(known, list(shop));
  if (known.size() >= kKeys) return fail(ErrorKind::Conflict, "shop_keys.too_many", {{"limit", std::to_string(kKeys)}});
  NewShopKey made{{.id = ids_->next(), .name = std::string(told), .created_at = now},
                  std::string(kPrefix) + make_token(random_)};
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_CHECK(session->run(queries_.get("add_key"), {{"key_id", made.key.id},
                                                       {"shop_id", shop.value},
                                                       {"name", made.key.name},
                                                       {"token_hash", token_hash(made.token)},
                                                       {"staff_id", staff.value},
                                                       {"created_at", now}}));
  return made;
}

Result<std::vector<ShopKey>> ShopKeys::list(ShopId shop) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("list_keys"), {{"shop_id", shop.value}}));
  std::vector<ShopKey> keys;
  for (const sql::Row& row : rows) {
    ShopKey key{.id = sql::integer(row[0]), .name = sql::text(row[1]), .created_at = sql::integer(row[2])};
    if (!sql::is_null(row[3])) key.used_day = Day{static_cast<std::int32_t>(sql::integer(row[3]))};
    keys.push_back(std::move(key));
  }
  return keys;
}

Status ShopKeys::remove(ShopId shop, std::int64_t id) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(removed, session->rows(queries_.get("remove_key"), {{"shop_id", shop.value}, {"key_id", id}}));
  if (removed.empty()) return fail(ErrorKind::NotFound, "shop_keys.unknown_id", {{"id", std::to_string(id)}});
  return {};
}

Result<std::optional<ShopId>> ShopKeys::find(std::string_view token) const {
  if (!token.starts_with(kPrefix)) return std::nullopt;
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("find_key"), {{"token_hash", token_hash(token)}}));
  if (rows.empty()) return std::nullopt;
  return ShopId{sql::integer(rows.front()[0])};
}

Status ShopKeys::mark_used(std::string_view token, Day today) {
  const std::string hash = token_hash(token);
  {
    TSUZUKU_TRY(reader, database_->reader());
    TSUZUKU_TRY(rows, reader->rows(queries_.get("find_key"), {{"token_hash", hash}}));
    if (rows.empty() || (!sql::is_null(rows.front()[1]) && sql::integer(rows.front()[1]) >= today.value)) return {};
  }
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_CHECK(session->run(queries_.get("mark_used"), {{"day", std::int64_t{today.value}}, {"token_hash", hash}}));
  return {};
}

}  // namespace tsuzuku::services
