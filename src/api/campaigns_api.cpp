// Campaigns: drafts, fixing one, taking it back.

#include <utility>

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/result_answers.hpp"
#include "api/shop_of.hpp"
#include "channels/registry.hpp"

namespace tsuzuku::api {
namespace {

constexpr std::size_t kTimeLength = std::string_view("2026-11-22T03:04:05Z").size();

// "2026-11-22T03:04:05Z"
std::optional<std::int64_t> utc_from(std::string_view text) {
  if (text.size() != kTimeLength || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
    return std::nullopt;
  const auto day = parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  std::int64_t seconds = 0;
  for (const auto& [place, most] : {std::pair<std::size_t, int>{11, 23}, {14, 59}, {17, 59}}) {
    const char tens = text[place], ones = text[place + 1];
    if (tens < '0' || tens > '9' || ones < '0' || ones > '9') return std::nullopt;
    const int number = (tens - '0') * 10 + (ones - '0');
    if (number > most) return std::nullopt;
    seconds = seconds * 60 + number;
  }
  return std::int64_t{day->value} * 86'400 + seconds;
}

template <typename T>
Result<std::optional<T>> id_in(const Body& body, std::string_view name) {
  TSUZUKU_TRY(text, body.text(name));
  if (!text) return std::nullopt;
  const auto id = T::parse(*text);
  if (!id) return fail(ErrorKind::NotFound, "api.no_such_id", {{"id", *text}});
  return *id;
}

// What the body tells; what it does not tell stays. "send_at":"" is "as soon as it is planned".
Result<services::CampaignChange> change_of(const http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"name", "condition", "segment_id", "template_id", "holdout_permille", "cost",
                                         "send_at"}));
  services::CampaignChange change;
  TSUZUKU_TRY(name, body.text("name"));
  TSUZUKU_TRY(condition, body.text("condition"));
  TSUZUKU_TRY(segment, id_in<SegmentId>(body, "segment_id"));
  TSUZUKU_TRY(message, id_in<services::TemplateId>(body, "template_id"));
  TSUZUKU_TRY(holdout, body.integer("holdout_permille"));
  TSUZUKU_TRY(cost, body.integer("cost"));
  TSUZUKU_TRY(send_at, body.text("send_at"));
  change.name = name;
  change.condition = condition;
  change.segment = segment;
  change.message = message;
  change.cost = cost;
  if (holdout) change.holdout_permille = std::in_range<int>(*holdout) ? static_cast<int>(*holdout) : -1;
  if (send_at) {
    const auto moment = send_at->empty() ? std::optional<std::int64_t>(0) : utc_from(*send_at);
    if (!moment) return fail(ErrorKind::Usage, "campaigns.bad_time", {{"value", *send_at}});
    change.send_at = *moment;
  }
  return change;
}

struct Place {
  services::Shop shop;
  CampaignId id;
};

Result<Place> place_of(const Context& context, const http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<CampaignId>(request, "id"));
  return Place{shop, id};
}

// Of a draft nobody has been decided about yet: told is who would be reached now.
Result<json::object> told(const Context& context, const http::Request& request, const services::Shop& shop,
                          services::Campaign campaign) {
  if (!campaign.audience && campaign.state != services::CampaignState::Cancelled) {
    TSUZUKU_TRY(audience, context.campaigns.audience(shop, campaign, context.now()));
    campaign.audience = audience;
  }
  return to_json(campaign, shop.currency, texts_of(request));
}

Answer deed_answer(const Context& context, const http::Request& request, const services::Shop& shop, std::string action,
                   services::Campaign campaign, int status) {
  TSUZUKU_CHECK(record(context, request,
                       {.shop = shop.id,
                        .action = std::move(action),
                        .object = campaign.id.text(),
                        .detail = {{"name", campaign.name}, {"condition", campaign.condition}}}));
  context.campaigns_changed();
  TSUZUKU_TRY(body, told(context, request, shop, std::move(campaign)));
  return answer(body, status);
}

// A message that cannot go out to anybody is not planned for everybody: the first finding that blocks is the answer.
// One that was never published is published with the campaign.
Status prepare_message(const Context& context, const services::Shop& shop, const services::Campaign& campaign) {
  if (!campaign.message) return {};  // plan() says so
  TSUZUKU_TRY(message, context.messages.publishing().words_to_send(shop.id, *campaign.message));
  const channels::Channel* const channel = channels::find_channel(message.channel);
  if (channel == nullptr) return fail(ErrorKind::Conflict, "campaigns.no_template", {{"name", campaign.name}});
  TSUZUKU_TRY(findings, context.messages.drafts().check(shop, *channel, message.content));
  for (const channels::Finding& finding : findings) {
    if (finding.blocks) return fail(finding.error);
  }
  TSUZUKU_TRY(dead, context.messages.publishing().dead_links(shop, message.channel, message.content));
  if (!dead.empty()) return fail(dead.front().error);
  return context.messages.publishing().begin_to_send(shop.id, *campaign.message, message, context.now());
}

std::unexpected<Error> as_usage(Error error) {
  if (error.kind == ErrorKind::InvalidInput) error.kind = ErrorKind::Usage;
  return fail(std::move(error));
}

}  // namespace

Answer list_campaigns(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(campaigns, context.campaigns.list(shop));
  json::array all;
  for (const services::Campaign& campaign : campaigns)
    all.push_back(to_json(campaign, shop.currency, texts_of(request)));
  return answer(all);
}

Answer create_campaign(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(change, change_of(request));
  auto made = context.campaigns.create(shop, change, caller_of(request).staff.id, context.now());
  if (!made) return as_usage(made.error());
  return deed_answer(context, request, shop, "campaign.create", *std::move(made), 201);
}

Answer get_campaign(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(campaign, context.campaigns.get(place.shop, place.id));
  TSUZUKU_TRY(body, told(context, request, place.shop, std::move(campaign)));
  return answer(body);
}

Answer change_campaign(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(change, change_of(request));
  auto changed = context.campaigns.change(place.shop, place.id, change, context.now());
  if (!changed) return as_usage(changed.error());
  return deed_answer(context, request, place.shop, "campaign.change", *std::move(changed), 200);
}

Answer remove_campaign(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(campaign, context.campaigns.get(place.shop, place.id));
  TSUZUKU_CHECK(context.campaigns.remove(place.shop, place.id));
  TSUZUKU_CHECK(record(context, request,
                       {.shop = place.shop.id,
                        .action = "campaign.remove",
                        .object = campaign.id.text(),
                        .detail = {{"name", campaign.name}}}));
  return http::empty_response();
}

Answer plan_campaign(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(draft, context.campaigns.get(place.shop, place.id));
  TSUZUKU_CHECK(prepare_message(context, place.shop, draft));
  TSUZUKU_TRY(campaign, context.campaigns.plan(place.shop, place.id, context.now()));
  return deed_answer(context, request, place.shop, "campaign.plan", std::move(campaign), 202);
}

Answer cancel_campaign(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(campaign, context.campaigns.cancel(place.shop, place.id, context.now()));
  return deed_answer(context, request, place.shop, "campaign.cancel", std::move(campaign), 200);
}

}  // namespace tsuzuku::api
