// Orders told by programs that hold a shop's key, and those keys.

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"
#include "base/log.hpp"
#include "base/time_zone.hpp"

namespace tsuzuku::api {
namespace {

json::object to_json(const services::RefusedOrder& refused, const Catalogue& texts) {
  const intake::OrderRefusal& why = refused.why;
  json::object arguments;
  for (const auto& [name, value] : why.arguments) arguments[name] = value;
  return {{"position", refused.position},
          {"order_number", refused.number},
          {"member", why.member},
          {"line", why.line},
          {"key", why.key},
          {"message", texts.text(why.key, why.arguments)},
          {"arguments", std::move(arguments)}};
}

json::object to_json(const services::ShopKey& key) {
  json::object object{{"id", std::to_string(key.id)}, {"name", key.name}, {"created_at", time_text(key.created_at)}};
  object["used_day"] = key.used_day ? json::value(to_text(*key.used_day)) : json::value();
  return object;
}

std::int64_t key_id_of(const http::Request& request) {
  const auto id = CustomerId::parse(request.parameter("key"));
  return id ? id->value : 0;
}

}  // namespace

Answer receive_orders(const Context& context, http::Request& request) {
  const KeyHolder& holder = key_holder_of(request);
  TSUZUKU_TRY(body, Body::read(request, {"orders"}));
  TSUZUKU_TRY(orders, body.objects("orders"));
  TSUZUKU_TRY(shop, context.shops.get(holder.shop));
  const std::int64_t now = context.now();
  TSUZUKU_TRY(received, context.received_orders.take(shop, orders, now));
  if (received.orders_new + received.orders_changed > 0) context.orders_came(shop.id);
  // The orders stand: that nobody could write down the day of the key is no reason to have them told again.
  if (const auto zone = TimeZone::find(shop.time_zone)) {
    if (const auto marked = context.shop_keys.mark_used(holder.token, zone->day_of(now)); !marked) {
      log::warn("key_not_marked", {{"shop", shop.id.text()}, {"reason", marked.error().key}});
    }
  }
  json::array refused;
  for (const services::RefusedOrder& one : received.refused) refused.push_back(to_json(one, texts_of(request)));
  return answer(json::object{{"new", received.orders_new},
                             {"changed", received.orders_changed},
                             {"same", received.orders_same},
                             {"refused", std::move(refused)}});
}

Answer list_shop_keys(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(keys, context.shop_keys.list(shop.id));
  json::array all;
  for (const services::ShopKey& key : keys) all.push_back(to_json(key));
  return answer(all);
}

Answer create_shop_key(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"name"}));
  TSUZUKU_TRY(name, body.needed_text("name"));
  TSUZUKU_TRY(made, context.shop_keys.create(shop.id, name, caller_of(request).staff.id, context.now()));
  TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "key.create", .object = made.key.name}));
  json::object object = to_json(made.key);
  object["token"] = made.token;
  return answer(object, 201);
}

Answer remove_shop_key(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  const std::int64_t id = key_id_of(request);
  TSUZUKU_CHECK(context.shop_keys.remove(shop.id, id));
  TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "key.remove", .object = std::to_string(id)}));
  return http::empty_response();
}

}  // namespace tsuzuku::api
