// When a shop may send; what went out and what did not: touches by state, those in doubt for a person to decide,
// addresses nothing goes to.

#include <algorithm>
#include <array>

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/message_answers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"
#include "services/customers/customers.hpp"

namespace tsuzuku::api {
namespace {

using domain::TouchState;
using journeys::Resolution;

constexpr std::array kStates = {TouchState::Planned, TouchState::Held,      TouchState::Sending,
                                TouchState::Sent,    TouchState::Delivered, TouchState::Bounced,
                                TouchState::Skipped, TouchState::InDoubt,   TouchState::Failed};
constexpr std::array<std::pair<std::string_view, Resolution>, 3> kResolutions = {
    {{"was_sent", Resolution::WasSent}, {"send_again", Resolution::SendAgain}, {"give_up", Resolution::GiveUp}}};

Result<TouchState> state_of(const http::Request& request) {
  const auto name = request.query.find("state");
  if (!name) return TouchState::InDoubt;
  const auto found = std::ranges::find(kStates, *name, [](TouchState state) { return domain::name_of(state); });
  if (found != kStates.end()) return *found;
  return fail(ErrorKind::Usage, "touches.unknown_state", {{"value", std::string(*name)}});
}

// The address as the channel writes it, so that the same mailbox is one row.
Result<std::string> address_in(const Body& body) {
  TSUZUKU_TRY(told, body.needed_text("address"));
  TSUZUKU_TRY(channel, built_channel(domain::name_of(domain::Channel::Mail)));
  return channel->address_of(told);
}

}  // namespace

Answer get_delivery_rules(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(rules, context.messages.delivery().of(shop.id));
  return answer(services::to_json(rules));
}

Answer save_delivery_rules(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_CHECK(Body::read(request, {"quiet_hours", "caps"}));
  TSUZUKU_TRY(told, parse_json(request.body));
  TSUZUKU_TRY(rules, context.messages.delivery().save(shop.id, told.as_object(), context.now()));
  const json::object saved = services::to_json(rules);
  TSUZUKU_CHECK(
      record(context, request,
             {.shop = shop.id, .action = "delivery_rules.change", .object = shop.id.text(), .detail = saved}));
  return answer(saved);
}

Answer list_touches(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_CHECK(only_parameters(request, {"state", "page", "page_size"}));
  TSUZUKU_TRY(state, state_of(request));
  TSUZUKU_TRY(wanted, page_of(request));
  TSUZUKU_TRY(page, context.messages.touches().page(shop.id, state, wanted.page, wanted.page_size));
  const services::PersonalData shown = caller_of(request).personal_data();
  std::vector<std::int64_t> ids;
  for (const services::Touch& touch : page.touches) ids.push_back(touch.customer.value);
  TSUZUKU_TRY(people, context.messages.customers(shop.id, ids, shown));
  json::array rows;
  for (const services::Touch& touch : page.touches) {
    json::object row = to_json(touch, texts_of(request));
    const auto person = people.find(touch.customer.value);
    row["number"] = person == people.end() ? "" : person->second.number;
    row["name"] = person == people.end() ? "" : person->second.name;
    if (shown == services::PersonalData::Masked) {
      row["address"] = services::masked(touch.address);
      row["answer"] = "";  // servers like to repeat the address
    }
    rows.push_back(std::move(row));
  }
  return answer(json::object{{"touches", std::move(rows)},
                             {"rows_total", page.rows_total},
                             {"page", wanted.page},
                             {"page_size", wanted.page_size}});
}

Answer resolve_touch(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"customer_id", "key", "resolution"}));
  TSUZUKU_TRY(customer_text, body.needed_text("customer_id"));
  TSUZUKU_TRY(key, body.needed_text("key"));
  TSUZUKU_TRY(name, body.needed_text("resolution"));
  const auto customer = CustomerId::parse(customer_text);
  if (!customer) return fail(ErrorKind::NotFound, "customers.unknown_id", {{"id", customer_text}});
  const auto resolution = std::ranges::find(kResolutions, name, &std::pair<std::string_view, Resolution>::first);
  if (resolution == kResolutions.end()) return fail(ErrorKind::Usage, "touches.unknown_resolution", {{"value", name}});
  TSUZUKU_TRY(done, context.messages.touches().settle(shop.id, *customer, key,
                                                      {.event = journeys::Resolve{resolution->second}}, context.now()));
  if (!done) return fail(ErrorKind::Conflict, "touches.not_in_doubt", {{"key", key}});
  TSUZUKU_CHECK(record(context, request,
                       {.shop = shop.id,
                        .action = "touch.resolve",
                        .object = customer->text(),
                        .detail = {{"key", key}, {"resolution", name}}}));
  context.messages_changed();
  TSUZUKU_TRY(touch, context.messages.touches().get(shop.id, *customer, key));
  return answer(to_json(touch, texts_of(request)));
}

Answer list_suppressions(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_CHECK(only_parameters(request, {"page", "page_size"}));
  TSUZUKU_TRY(wanted, page_of(request));
  TSUZUKU_TRY(page, context.messages.suppressions().page(shop.id, wanted.page, wanted.page_size));
  json::array rows;
  for (services::Suppression& one : page.rows) {
    if (caller_of(request).personal_data() == services::PersonalData::Masked) {
      one.address = services::masked(one.address);
      one.detail.clear();
    }
    rows.push_back(to_json(one));
  }
  return answer(json::object{{"suppressions", std::move(rows)},
                             {"rows_total", page.rows_total},
                             {"page", wanted.page},
                             {"page_size", wanted.page_size}});
}

Answer add_suppression(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"address", "reason"}));
  TSUZUKU_TRY(address, address_in(body));
  TSUZUKU_TRY(words, body.text("reason"));
  const services::Suppression added{.address = address,
                                    .channel = domain::Channel::Mail,
                                    .reason = services::SuppressionReason::Staff,
                                    .detail = words.value_or(""),
                                    .at = context.now()};
  TSUZUKU_CHECK(context.messages.suppressions().add(shop.id, added));
  TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "suppression.add", .object = address}));
  return answer(to_json(added));
}

Answer remove_suppression(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"address"}));
  TSUZUKU_TRY(address, address_in(body));
  TSUZUKU_CHECK(context.messages.suppressions().remove(shop.id, domain::Channel::Mail, address));
  TSUZUKU_CHECK(record(context, request, {.shop = shop.id, .action = "suppression.remove", .object = address}));
  return http::empty_response();
}

}  // namespace tsuzuku::api
