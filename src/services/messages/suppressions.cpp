#include "services/messages/suppressions.hpp"

#include <algorithm>
#include <array>

#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::array<std::string_view, 4> kReasons = {"bounced", "complained", "unsubscribed", "staff"};

Suppression suppression_from(const sql::Row& row) {
  return {.address = sql::text(row[0]),
          .channel = static_cast<domain::Channel>(sql::integer(row[1])),
          .reason = suppression_reason_from(sql::text(row[2])).value_or(SuppressionReason::Staff),
          .detail = sql::text(row[3]),
          .at = sql::integer(row[4])};
}

sql::Parameters key_of(ShopId shop, domain::Channel channel, const std::string& address) {
  return {{"value", address}, {"shop_id", shop.value}, {"channel", static_cast<std::int64_t>(channel)}};
}

}  // namespace

std::string_view name_of(SuppressionReason reason) { return kReasons.at(static_cast<std::size_t>(reason)); }

std::optional<SuppressionReason> suppression_reason_from(std::string_view name) {
  const auto found = std::ranges::find(kReasons, name);
  if (found == kReasons.end()) return std::nullopt;
  return static_cast<SuppressionReason>(found - kReasons.begin());
}

Result<Suppressions> Suppressions::open(sql::Database& database) {
  TSUZUKU_TRY(queries, queries_of("services/messages/suppressions.sql", database.dialect()));
  return Suppressions(database, std::move(queries));
}

Status Suppressions::add(sql::Session& session, ShopId shop, const Suppression& suppression) const {
  sql::Parameters parameters = key_of(shop, suppression.channel, suppression.address);
  parameters.push_back({"reason", std::string(name_of(suppression.reason))});
  parameters.push_back({"detail", suppression.detail});
  parameters.push_back({"at", suppression.at});
  TSUZUKU_CHECK(session.run(queries_.get("add_suppression"), parameters));
  return {};
}

Status Suppressions::add(ShopId shop, const Suppression& suppression) {
  TSUZUKU_TRY(session, database_->writer());
  return add(*session, shop, suppression);
}

Status Suppressions::remove(ShopId shop, domain::Channel channel, const std::string& address) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(removed, session->run(queries_.get("remove_suppression"), key_of(shop, channel, address)));
  if (removed == 0) return fail(ErrorKind::NotFound, "suppressions.unknown", {{"address", address}});
  return {};
}

Status Suppressions::forget(sql::Session& session, ShopId shop, domain::Channel channel, const std::string& address,
                            SuppressionReason reason) const {
  sql::Parameters parameters = key_of(shop, channel, address);
  parameters.push_back({"reason", std::string(name_of(reason))});
  TSUZUKU_CHECK(session.run(queries_.get("forget_suppression"), parameters));
  return {};
}

Result<SuppressionPage> Suppressions::page(ShopId shop, int page, int page_size) const {
  TSUZUKU_TRY(session, database_->reader());
  SuppressionPage found;
  TSUZUKU_TRY(total, session->rows(queries_.get("count_suppressions"), {{"shop_id", shop.value}}));
  found.rows_total = sql::integer(total.front()[0]);
  TSUZUKU_TRY(rows,
              session->rows(queries_.get("list_suppressions"), {{"shop_id", shop.value},
                                                                {"page_size", std::int64_t{page_size}},
                                                                {"skipped", std::int64_t{page - 1} * page_size}}));
  for (const sql::Row& row : rows) found.rows.push_back(suppression_from(row));
  return found;
}

Result<std::vector<std::optional<Suppression>>> Suppressions::find(sql::Session& session, ShopId shop,
                                                                   domain::Channel channel,
                                                                   std::span<const std::string> addresses) const {
  std::vector<sql::Row> keys;
  keys.reserve(addresses.size());
  for (const std::string& address : addresses)
    keys.push_back({address, shop.value, static_cast<std::int64_t>(channel)});
  TSUZUKU_TRY(found, session.rows_batch(queries_.get("find_suppression"), keys));
  std::vector<std::optional<Suppression>> suppressions;
  suppressions.reserve(found.size());
  for (const auto& rows : found) {
    suppressions.push_back(rows.empty() ? std::nullopt : std::optional(suppression_from(rows.front())));
  }
  return suppressions;
}

}  // namespace tsuzuku::services
