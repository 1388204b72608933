// What journeys and campaigns changed, and how many to hold out to know it.

#include "analysis/arguments.hpp"
#include "api/answers.hpp"
#include "api/handlers.hpp"
#include "api/result_answers.hpp"
#include "api/shop_of.hpp"

namespace tsuzuku::api {

Result<services::ResultRequest> result_asked_of(const http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"from", "to", "goal_days"}));
  services::ResultRequest asked;
  TSUZUKU_TRY(from, day_of(request, "from"));
  TSUZUKU_TRY(to, day_of(request, "to"));
  asked.from = from;
  asked.to = to;
  if (const auto text = request.query.find("goal_days"); text && !text->empty()) {
    const auto days = analysis::parse_integer(*text);
    asked.goal_days = days && *days > 0 && *days <= services::kGoalDaysMost ? static_cast<int>(*days) : 0;
  }
  return asked;
}

Answer get_journey_result(const Context& context, http::Request& request) {
  TSUZUKU_TRY(asked, result_asked_of(request));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(journey, id_of<JourneyId>(request, "id"));
  TSUZUKU_TRY(report, context.results.of_journey(shop, journey, asked, context.now()));
  return answer(to_json(report, shop.currency, texts_of(request)));
}

Answer get_campaign_result(const Context& context, http::Request& request) {
  TSUZUKU_TRY(asked, result_asked_of(request));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(campaign, id_of<CampaignId>(request, "id"));
  TSUZUKU_TRY(report, context.results.of_campaign(shop, campaign, asked, context.now()));
  return answer(to_json(report, shop.currency, texts_of(request)));
}

Answer get_holdout_proposal(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"condition", "difference"}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  const std::string condition(request.query.find("condition").value_or("everyone"));
  std::optional<Money> difference;
  if (const auto text = request.query.find("difference"); text && !text->empty())
    difference = analysis::parse_integer(*text).value_or(0);
  TSUZUKU_TRY(proposal,
              services::propose_holdout(context.segments.conditions(), shop, condition, difference, context.now()));
  return answer(to_json(proposal, shop.currency, texts_of(request)));
}

}  // namespace tsuzuku::api
