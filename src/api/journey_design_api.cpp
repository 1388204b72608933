// What a journey is designed with: the schema for forms, templates, proposals from the shop's numbers, a try on real
// customers.

#include <charconv>

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/journey_answers.hpp"
#include "api/shop_of.hpp"
#include "journeys/templates.hpp"
#include "services/journeys/beginnings.hpp"

namespace tsuzuku::api {
namespace {

constexpr std::int64_t kTrialCustomers = 200;

// A whole number of the query; nothing when it is not there. Usage "journeys.bad_number".
Result<std::optional<int>> number_of(const http::Request& request, std::string_view name) {
  const auto text = request.query.find(name);
  if (!text || text->empty()) return std::nullopt;
  int number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size()) {
    return fail(ErrorKind::Usage, "journeys.bad_number", {{"name", std::string(name)}, {"value", std::string(*text)}});
  }
  return number;
}

}  // namespace

Answer get_journey_schema(const Context& /*context*/, http::Request& request) {
  return answer(journey_schema(texts_of(request)));
}

Answer list_journey_templates(const Context& /*context*/, http::Request& request) {
  TSUZUKU_TRY(templates, journeys::load_templates());
  const Catalogue& texts = texts_of(request);
  json::array all;
  for (const journeys::Template& one : templates) {
    const std::string words = "journeys.templates." + one.name + ".";
    json::array messages;
    for (const services::FirstMessage& message : services::messages_of(one, texts)) {
      messages.emplace_back(json::object{{"slot", message.slot}, {"subject", message.subject}, {"text", message.text}});
    }
    const auto definition = journeys::filled(one.definition, {}, [&](std::string_view key) { return texts.text(key); });
    all.emplace_back(json::object{{"name", one.name},
                                  {"title", texts.text(words + "title")},
                                  {"about", texts.text(words + "about")},
                                  {"definition", journeys::to_json(definition)},
                                  {"messages", std::move(messages)}});
  }
  return answer(all);
}

Answer get_journey_proposal(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_CHECK(only_parameters(request, {"stage", "pack_days"}));
  TSUZUKU_TRY(stage, number_of(request, "stage"));
  TSUZUKU_TRY(pack_days, number_of(request, "pack_days"));
  TSUZUKU_TRY(proposed, context.journeys.propose(shop, stage.value_or(1), pack_days));
  return answer(to_json(proposed, shop.currency, texts_of(request)));
}

Answer try_journey(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<JourneyId>(request, "id"));
  TSUZUKU_TRY(body, Body::read(request, {"definition", "customers"}));
  TSUZUKU_TRY(drawn, body.object("definition"));
  TSUZUKU_TRY(most, body.integer("customers"));
  if (most && (*most < 1 || *most > services::kTrialCustomersMost)) {
    return fail(ErrorKind::Usage, "journeys.trial_customers",
                {{"most", std::to_string(services::kTrialCustomersMost)}});
  }
  TSUZUKU_TRY(journey, context.journeys.journeys().get(shop.id, id));
  const std::string definition = drawn ? to_text(*drawn) : journey.definition;
  TSUZUKU_TRY(result, context.journeys.try_out(shop, journey, definition,
                                               static_cast<int>(most.value_or(kTrialCustomers)), context.now()));
  std::vector<std::int64_t> ids;
  for (const services::TrialMessage& message : result.messages) ids.push_back(message.customer.value);
  TSUZUKU_TRY(people, context.messages.customers(shop.id, ids, caller_of(request).personal_data()));
  json::array messages;
  for (const services::TrialMessage& message : result.messages) {
    const services::CustomerBrief& who = people[message.customer.value];
    messages.emplace_back(json::object{{"customer_id", message.customer.text()},
                                       {"number", who.number},
                                       {"name", who.name},
                                       {"node", message.node},
                                       {"at", time_text(message.at)},
                                       {"template", message.message}});
  }
  const auto counts = [](const std::map<std::string, std::int64_t>& all) {
    json::object object;
    for (const auto& [name, number] : all) object[name] = number;
    return object;
  };
  return answer(json::object{{"days", services::kTrialDays},
                             {"customers", result.customers},
                             {"entered", result.entered},
                             {"nodes", counts(result.nodes)},
                             {"ends", counts(result.ends)},
                             {"messages_total", result.messages_total},
                             {"messages", std::move(messages)},
                             {"refusals", counts(result.refusals)}});
}

}  // namespace tsuzuku::api
