// What the shop takes for granted where the profit of an order is not told.

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"

namespace tsuzuku::api {
namespace {

json::object terms_json(const services::ShopProfitTerms& terms) {
  return {{"margin_percent", terms.margin_percent},
          {"shipping_cost", terms.shipping_cost},
          {"payment_fee_permille", terms.payment_fee_permille}};
}

Answer told(const Context& context, const services::Shop& shop) {
  TSUZUKU_TRY(terms, context.analyses.profit_terms().of(shop.id));
  json::object body = terms_json(terms);
  body["changed_at"] = time_or_null(terms.changed_at);
  body["defaults"] = terms_json(services::ProfitTermsBook::defaults());
  return answer(body);
}

}  // namespace

Answer get_profit_terms(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  return told(context, shop);
}

Answer keep_profit_terms(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"margin_percent", "shipping_cost", "payment_fee_permille"}));
  services::ShopProfitTerms terms;
  TSUZUKU_TRY(margin_percent, body.needed_integer("margin_percent"));
  TSUZUKU_TRY(shipping_cost, body.needed_integer("shipping_cost"));
  TSUZUKU_TRY(payment_fee_permille, body.needed_integer("payment_fee_permille"));
  terms.margin_percent = margin_percent;
  terms.shipping_cost = shipping_cost;
  terms.payment_fee_permille = payment_fee_permille;
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(changed,
              context.analyses.profit_terms().keep(shop.id, terms, caller_of(request).staff.id, context.now()));
  if (changed) {
    TSUZUKU_CHECK(
        record(context, request,
               {.shop = shop.id, .action = "profit_terms.keep", .object = shop.name, .detail = terms_json(terms)}));
  }
  return told(context, shop);
}

Answer forget_profit_terms(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(forgotten, context.analyses.profit_terms().forget(shop.id));
  if (forgotten) {
    TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "profit_terms.forget", .object = shop.name}));
  }
  return told(context, shop);
}

}  // namespace tsuzuku::api
