#include "services/orders/received_orders.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/time_zone.hpp"
#include "domain/codes.hpp"
#include "services/orders/order_writer.hpp"
#include "services/orders/orders_lock.hpp"
#include "services/query_files.hpp"
#include "sql/durable.hpp"

namespace tsuzuku::services {
namespace {

std::string told_number(const json::object& order) {
  const json::value* number = order.if_contains("order_number");
  if (number == nullptr) return {};
  return number->is_string() ? std::string(number->get_string()) : to_text(*number);
}

struct Taken {
  std::vector<domain::OrderDraft> drafts;
  std::unordered_map<std::string, std::size_t> positions;  // by order number
  Received received;
};

Result<Taken> read_all(const Shop& shop, std::span<const json::object> orders) {
  TSUZUKU_TRY(reader, intake::ToldOrderReader::make(std::string(shop.currency.code), shop.time_zone));
  Taken taken;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    auto draft = reader.read(orders[i]);
    if (!draft) {
      taken.received.refused.push_back({i + 1, told_number(orders[i]), std::move(draft.error())});
      continue;
    }
    taken.positions[draft->number] = i + 1;
    taken.drafts.push_back(std::move(*draft));
  }
  return taken;
}

}  // namespace

Result<ReceivedOrders> ReceivedOrders::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/orders/received_orders.sql", database.dialect()));
  return ReceivedOrders(database, ids, std::move(queries));
}

Result<Received> ReceivedOrders::take(const Shop& shop, std::span<const json::object> orders, std::int64_t now) const {
  if (orders.empty()) return fail(ErrorKind::Usage, "received.none");
  if (orders.size() > kOrdersAtOnce) {
    return fail(ErrorKind::Usage, "received.too_many", {{"limit", std::to_string(kOrdersAtOnce)}});
  }
  TSUZUKU_TRY(taken, read_all(shop, orders));
  Received& received = taken.received;
  if (taken.drafts.empty()) return std::move(received);

  const auto refuse = [&](const domain::OrderDraft& draft, std::string_view reason, ErrorArguments arguments) {
    received.refused.push_back({taken.positions.at(draft.number),
                                draft.number,
                                {"quarantine." + std::string(reason), {}, 0, std::move(arguments)}});
    return Status{};
  };
  TSUZUKU_TRY(session, database_->writer());
  // Whoever told an order and was answered does not tell it again.
  const auto durable = sql::DurableCommits::on(*session);
  if (!durable) return fail(durable.error());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(hold_orders(*session, shop.id, Patience::Request));
  TSUZUKU_TRY(import, import_of_day(*session, shop, now));
  TSUZUKU_TRY(writer, OrderWriter::open({.session = session.get(),
                                         .ids = ids_,
                                         .shop = shop.id,
                                         .import = import,
                                         .now = now,
                                         .time_zone = shop.time_zone,
                                         .refuse = refuse}));
  const auto told = std::ssize(taken.drafts);
  for (domain::OrderDraft& draft : taken.drafts) TSUZUKU_CHECK(writer.add(std::move(draft)));
  TSUZUKU_CHECK(writer.finish());
  const WriteCounts& counts = writer.counts();
  TSUZUKU_CHECK(session->run(queries_.get("count_into_import"), {{"rows_read", std::int64_t{told}},
                                                                 {"orders_new", counts.orders_new},
                                                                 {"orders_changed", counts.orders_changed},
                                                                 {"orders_same", counts.orders_same},
                                                                 {"lines", counts.lines},
                                                                 {"credits", counts.credits},
                                                                 {"customers_new", counts.customers_new},
                                                                 {"sales", counts.sales},
                                                                 {"now", now},
                                                                 {"import_id", import.value}}));
  if (counts.changed()) TSUZUKU_CHECK(touch_shop_data(*session, shop.id, writer.change()));
  TSUZUKU_CHECK(transaction.commit());
  received.orders_new = counts.orders_new;
  received.orders_changed = counts.orders_changed;
  received.orders_same = counts.orders_same;
  std::ranges::sort(received.refused, {}, &RefusedOrder::position);
  return std::move(received);
}

Result<ImportId> ReceivedOrders::import_of_day(sql::Session& session, const Shop& shop, std::int64_t now) const {
  const auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  TSUZUKU_TRY(known, session.rows(queries_.get("import_of_day"), {{"shop_id", shop.id.value},
                                                                  {"profile", std::string(kApiProfile)},
                                                                  {"day_begin", zone->to_utc(zone->day_of(now), 0)}}));
  if (!known.empty()) return ImportId{sql::integer(known.front()[0])};
  const auto id = ids_->make<ImportId>();
  TSUZUKU_CHECK(
      session.run(queries_.get("add_import"), {{"import_id", id.value},
                                               {"shop_id", shop.id.value},
                                               {"profile", std::string(kApiProfile)},
                                               {"state", static_cast<std::int64_t>(domain::ImportState::Done)},
                                               {"now", now}}));
  return id;
}

}  // namespace tsuzuku::services
