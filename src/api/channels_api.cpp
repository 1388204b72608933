// How a shop reaches people: the settings of its channels, whether they work, and what belongs into DNS.

#include <algorithm>

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/message_answers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"
#include "services/staff/roles.hpp"

namespace tsuzuku::api {
namespace {

using services::ChannelSettings;

struct Place {
  services::Shop shop;
  const channels::Channel* channel = nullptr;
};

Result<Place> place_of(const Context& context, const http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(channel, built_channel(request.parameter("channel")));
  return Place{shop, channel};
}

// The settings, or the error that says why there are none to work with.
Result<services::ShopChannel> needed(const Context& context, const Place& place) {
  TSUZUKU_TRY(found, context.messages.channels().find(place.shop.id, *place.channel));
  if (!found) return fail(ErrorKind::Conflict, "channels.not_set_up");
  return *std::move(found);
}

Answer settings_answer(const Context& context, const http::Request& request, const Place& place) {
  const Catalogue& texts = texts_of(request);
  TSUZUKU_TRY(found, context.messages.channels().find(place.shop.id, *place.channel));
  const auto findings = ChannelSettings::findings(*place.channel, found);
  const bool ready = std::ranges::none_of(findings, &channels::Finding::blocks);
  json::value receipts = nullptr;
  if (ready && services::may(caller_of(request).staff.role, services::Permission::Manage)) {
    TSUZUKU_TRY(links, context.messages.channels().links(found->settings.text("public_address")));
    receipts = json::string(links.receipts(place.shop.id, place.channel->id()));
  }
  return answer(json::object{
      {"schema", schema_to_json(*place.channel, texts)},
      {"settings", found ? json::value(found->settings.masked(place.channel->schema())) : json::value(nullptr)},
      {"ready", ready},
      {"findings", to_json(findings, texts)},
      {"receipts_address", std::move(receipts)}});
}

}  // namespace

Answer get_channel(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  return settings_answer(context, request, place);
}

Answer save_channel(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"settings"}));
  TSUZUKU_TRY(settings, body.needed_object("settings"));
  TSUZUKU_TRY(saved, context.messages.channels().save(place.shop.id, *place.channel, settings, context.now()));
  TSUZUKU_CHECK(record(context, request,
                       {.shop = place.shop.id,
                        .action = "channel.change",
                        .object = std::string(domain::name_of(place.channel->id())),
                        .detail = saved.settings.masked(place.channel->schema())}));
  context.messages_changed();
  return settings_answer(context, request, place);
}

Answer try_channel(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(found, needed(context, place));
  json::array trials;
  for (const channels::Trial& trial : place.channel->try_out(found.settings)) {
    trials.push_back(to_json(trial, *place.channel, texts_of(request)));
  }
  return answer(json::object{{"trials", std::move(trials)}});
}

Answer check_channel_dns(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(found, needed(context, place));
  json::array checks;
  if (place.channel->id() == domain::Channel::Mail) {
    for (const channels::DnsCheck& check : channels::check_dns(found.settings, context.resolver)) {
      checks.push_back(to_json(check, texts_of(request)));
    }
  }
  return answer(json::object{{"checks", std::move(checks)}});
}

}  // namespace tsuzuku::api
