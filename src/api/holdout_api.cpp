// Whom no journey and no campaign reaches, and what that shows.

#include <utility>

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/result_answers.hpp"
#include "api/shop_of.hpp"

namespace tsuzuku::api {
namespace {

Result<json::object> told(const Context& context, const http::Request& request, const services::Shop& shop) {
  TSUZUKU_TRY(report, services::report_holdout(context.holdouts, context.segments.conditions(), shop, context.now()));
  return to_json(report, shop.currency, texts_of(request));
}

}  // namespace

Answer get_holdout(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, told(context, request, shop));
  return answer(body);
}

Answer set_holdout(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"permille", "draw_anew"}));
  TSUZUKU_TRY(permille, body.needed_integer("permille"));
  TSUZUKU_TRY(draw_anew, body.flag("draw_anew"));
  TSUZUKU_TRY(shop, shop_of(context, request));
  const services::HoldoutChange change{.permille = std::in_range<int>(permille) ? static_cast<int>(permille) : -1,
                                       .draw_anew = draw_anew.value_or(false)};
  TSUZUKU_TRY(changed, context.holdouts.set(shop.id, change, caller_of(request).staff.id, context.now()));
  if (changed) {
    TSUZUKU_CHECK(record(context, request,
                         {.shop = shop.id,
                          .action = "holdout.set",
                          .object = shop.name,
                          .detail = {{"permille", change.permille}, {"draw_anew", change.draw_anew}}}));
  }
  TSUZUKU_TRY(now_standing, told(context, request, shop));
  return answer(now_standing);
}

Answer get_holdout_result(const Context& context, http::Request& request) {
  TSUZUKU_TRY(asked, result_asked_of(request));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(report, context.results.of_everything(shop, asked, context.now()));
  return answer(to_json(report, shop.currency, texts_of(request)));
}

}  // namespace tsuzuku::api
