#include "services/customers/tags.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "services/happenings/happenings.hpp"
#include "services/query_files.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {
namespace {

Result<std::string> checked(std::string_view name) {
  const std::string narrow = nfkc(name);
  const std::string_view told = trim(narrow);
  if (told.empty()) return fail(ErrorKind::Usage, "customers.tag_empty");
  if (told.size() > limits::kTagBytes) {
    return fail(ErrorKind::Usage, "customers.tag_too_long", {{"bytes", std::to_string(limits::kTagBytes)}});
  }
  return std::string(told);
}

journeys::Happened told_of(journeys::EventKind kind, const std::string& tag, std::int64_t now) {
  return {.kind = kind, .key = tag + "@" + std::to_string(now), .at = now, .facts = {{"tag", tag}}};
}

}  // namespace

Result<CustomerTags> CustomerTags::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/customers/tags.sql", database.dialect()));
  return CustomerTags(database, ids, std::move(queries));
}

Result<std::vector<TagCount>> CustomerTags::all(ShopId shop) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("list_tags"), {{"shop_id", shop.value}}));
  std::vector<TagCount> tags;
  for (const sql::Row& row : rows) tags.push_back({sql::text(row[0]), sql::integer(row[1])});
  std::ranges::sort(tags, {}, &TagCount::name);  // databases differ in how they sort text
  return tags;
}

Result<std::vector<CustomerTag>> CustomerTags::of(CustomerId customer) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("tags_of"), {{"customer_id", customer.value}}));
  std::vector<CustomerTag> tags;
  for (const sql::Row& row : rows) tags.push_back({sql::text(row[0]), sql::integer(row[1]), sql::text(row[2])});
  std::ranges::sort(tags, {}, &CustomerTag::name);
  return tags;
}

Status CustomerTags::add(ShopId shop, CustomerId customer, std::string_view name, std::string_view origin,
                         std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(add(*session, shop, customer, name, origin, now));
  TSUZUKU_CHECK(touch_shop_people(*session, shop));
  return transaction.commit();
}

Status CustomerTags::add(sql::Session& session, ShopId shop, CustomerId customer, std::string_view name,
                         std::string_view origin, std::int64_t now) const {
  TSUZUKU_TRY(told, checked(name));
  const sql::Parameters key = {{"shop_id", shop.value}, {"name", told}};
  TSUZUKU_CHECK(
      session.run(queries_.get("add_tag"), {{"tag_id", ids_->next()}, {"shop_id", shop.value}, {"name", told}}));
  TSUZUKU_TRY(found, session.rows(queries_.get("find_tag"), key));
  TSUZUKU_TRY(hung, session.run(queries_.get("hang_tag"), {{"customer_id", customer.value},
                                                           {"tag_id", sql::integer(found.at(0).at(0))},
                                                           {"shop_id", shop.value},
                                                           {"now", now},
                                                           {"origin", std::string(origin)}}));
  if (hung == 0) return {};
  return tell(session, *ids_, shop, customer, told_of(journeys::EventKind::TagAdded, told, now));
}

Status CustomerTags::remove(ShopId shop, CustomerId customer, std::string_view name, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(remove(*session, shop, customer, name, now));
  TSUZUKU_CHECK(touch_shop_people(*session, shop));
  return transaction.commit();
}

Status CustomerTags::remove(sql::Session& session, ShopId shop, CustomerId customer, std::string_view name,
                            std::int64_t now) const {
  TSUZUKU_TRY(told, checked(name));
  TSUZUKU_TRY(taken, session.run(queries_.get("take_tag"),
                                 {{"customer_id", customer.value}, {"shop_id", shop.value}, {"name", told}}));
  if (taken == 0) return {};
  return tell(session, *ids_, shop, customer, told_of(journeys::EventKind::TagRemoved, told, now));
}

}  // namespace tsuzuku::services
