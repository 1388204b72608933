#include "services/orders/orders_lock.hpp"

#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kMillisecondsInSecond = 1'000;

}  // namespace

Status hold_orders(sql::Session& session, ShopId shop, Patience patience) {
  TSUZUKU_TRY(queries, queries_of("services/orders/orders_lock.sql", session.dialect()));
  const std::int64_t wait = patience == Patience::Request ? sql::kWriterWaitSeconds * kMillisecondsInSecond : 0;
  TSUZUKU_CHECK(session.rows(queries.get("be_patient"), {{"milliseconds", wait}}));
  TSUZUKU_CHECK(session.rows(queries.get("hold_orders"), {{"shop_id", shop.value}}));
  return {};
}

}  // namespace tsuzuku::services
