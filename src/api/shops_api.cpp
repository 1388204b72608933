#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/import_answers.hpp"
#include "api/record.hpp"
#include "api/shop_json.hpp"
#include "api/shop_of.hpp"

namespace tsuzuku::api {
namespace {

json::value day_or_null(const std::optional<Day>& day) {
  if (!day) return nullptr;
  return json::string(to_text(*day));
}

}  // namespace

Answer list_shops(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shops, context.shops.list());
  return answer(to_json(shops));
}

Answer create_shop(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"name", "currency", "time_zone", "merge_same_day"}));
  services::NewShop wanted;
  TSUZUKU_TRY(name, body.needed_text("name"));
  TSUZUKU_TRY(currency, body.text("currency"));
  TSUZUKU_TRY(time_zone, body.text("time_zone"));
  TSUZUKU_TRY(merge_same_day, body.flag("merge_same_day"));
  wanted.name = name;
  wanted.currency = currency.value_or(wanted.currency);
  wanted.time_zone = time_zone.value_or(wanted.time_zone);
  TSUZUKU_TRY(shop, context.shops.create(wanted, context.now()));
  if (merge_same_day && *merge_same_day != shop.merge_same_day) {
    TSUZUKU_TRY(changed, context.shops.change(shop.id, {.merge_same_day = merge_same_day}));
    shop = changed;
  }
  TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "shop.create", .object = shop.name}));
  return answer(to_json(shop), 201);
}

Answer change_shop(const Context& context, http::Request& request) {
  TSUZUKU_TRY(id, id_of<ShopId>(request, "shop"));
  TSUZUKU_TRY(body, Body::read(request, {"name", "merge_same_day"}));
  TSUZUKU_TRY(name, body.text("name"));
  TSUZUKU_TRY(merge_same_day, body.flag("merge_same_day"));
  TSUZUKU_TRY(shop, context.shops.change(id, {.name = name, .merge_same_day = merge_same_day}));
  TSUZUKU_CHECK(record(context, request, {.shop = id, .action = "shop.change", .object = shop.name}));
  return answer(to_json(shop));
}

Answer get_summary(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(summary, context.shops.summary(shop.id));
  TSUZUKU_TRY(imports, context.imports.list(shop.id, 1, 1));
  json::value last_import = nullptr;
  if (!imports.rows.empty()) last_import = to_json({imports.rows.front(), std::nullopt}, request);
  json::array sources;
  for (const std::string& source : summary.sources) sources.push_back(json::string(source));
  json::array payment_methods;
  for (const std::string& method : summary.payment_methods) payment_methods.push_back(json::string(method));
  json::array products;
  for (const auto& product : summary.products)
    products.push_back(json::object{{"code", product.code}, {"name", product.name}});
  return answer(json::object{{"orders", summary.orders},
                             {"customers", summary.customers},
                             {"first_day", day_or_null(summary.first_day)},
                             {"last_day", day_or_null(summary.last_day)},
                             {"as_of", day_or_null(summary.last_known_day)},
                             {"sources", std::move(sources)},
                             {"payment_methods", std::move(payment_methods)},
                             {"products", std::move(products)},
                             {"data_version", shop.data_version},
                             {"last_import", std::move(last_import)}});
}

}  // namespace tsuzuku::api
