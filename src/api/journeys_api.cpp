// Journeys of a shop: drawn, published, paused, ended; what they have done and who stands where.

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/journey_answers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"
#include "base/time_zone.hpp"
#include "services/journeys/beginnings.hpp"

namespace tsuzuku::api {
namespace {

using services::Beginning;
using services::Journey;

struct Place {
  services::Shop shop;
  JourneyId journey;
};

Result<Place> place_of(const Context& context, const http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<JourneyId>(request, "id"));
  return Place{shop, id};
}

Status record_deed(const Context& context, const http::Request& request, ShopId shop, std::string action,
                   const Journey& journey) {
  return record(context, request,
                {.shop = shop,
                 .action = std::move(action),
                 .object = journey.id.text(),
                 .detail = {{"name", journey.name}, {"version", journey.version}, {"state", name_of(journey.state)}}});
}

Answer whole(const Context& context, const http::Request& request, const services::Shop& shop, const Journey& journey,
             int status = 200) {
  TSUZUKU_TRY(problems, context.journeys.problems(shop, journey.definition));
  json::object told = to_json(journey, problems, shop.currency, texts_of(request));
  told["published_definition"] = nullptr;
  if (journey.has_draft && journey.version > 0) {
    TSUZUKU_TRY(published, context.journeys.journeys().published(shop.id, journey.id));
    TSUZUKU_TRY(definition, parse_json(published.value_or("null")));
    told["published_definition"] = std::move(definition);
  }
  return answer(told, status);
}

Result<Beginning> from_proposal(const Context& context, const services::Shop& shop, const std::string& journey_name,
                                const json::object& wanted, const Catalogue& texts) {
  const std::int64_t pack_days = integer_or(wanted, "pack_days", 0);
  TSUZUKU_TRY(proposed,
              context.journeys.propose(shop, static_cast<int>(integer_or(wanted, "stage", 1)),
                                       pack_days > 0 ? std::optional(static_cast<int>(pack_days)) : std::nullopt));
  return services::beginning_of_proposal(journey_name, std::move(proposed.proposal), texts);
}

}  // namespace

Answer list_journeys(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(journeys, context.journeys.journeys().list(shop.id));
  json::array all;
  for (const Journey& journey : journeys) all.emplace_back(to_json(journey, shop.currency, texts_of(request)));
  return answer(all);
}

Answer create_journey(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"name", "definition", "template", "proposal"}));
  TSUZUKU_TRY(name, body.needed_text("name"));
  TSUZUKU_TRY(definition, body.object("definition"));
  TSUZUKU_TRY(from, body.text("template"));
  TSUZUKU_TRY(proposal, body.object("proposal"));
  if (definition.has_value() + from.has_value() + proposal.has_value() != 1) {
    return fail(ErrorKind::Usage, "journeys.one_beginning");
  }
  const StaffId staff = caller_of(request).staff.id;
  const Catalogue& texts = texts_of(request);
  const auto create = [&]() -> Result<Journey> {
    if (definition) return context.journeys.journeys().create(shop.id, staff, name, *definition, context.now());
    auto beginning = from ? services::beginning_of_template(name, *from, texts)
                          : from_proposal(context, shop, name, *proposal, texts);
    if (!beginning) return std::unexpected(std::move(beginning).error());
    return context.journeys.create(shop.id, staff, name, beginning->definition, beginning->messages, context.now());
  };
  TSUZUKU_TRY(journey, create());
  TSUZUKU_CHECK(record_deed(context, request, shop.id, "journey.create", journey));
  return whole(context, request, shop, journey, 201);
}

Answer get_journey(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(journey, context.journeys.journeys().get(place.shop.id, place.journey));
  return whole(context, request, place.shop, journey);
}

// Not recorded: the editor saves by itself. What is published is.
Answer save_journey(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"definition", "name"}));
  TSUZUKU_TRY(definition, body.needed_object("definition"));
  TSUZUKU_TRY(name, body.text("name"));
  TSUZUKU_TRY(journey,
              context.journeys.journeys().save_draft(place.shop.id, place.journey, definition, name, context.now()));
  return whole(context, request, place.shop, journey);
}

Answer publish_journey(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  services::Journeys& journeys = context.journeys.journeys();
  TSUZUKU_TRY(problems,
              context.journeys.publish(place.shop, place.journey, caller_of(request).staff.id, context.now()));
  if (!problems.empty()) {
    const Error error{ErrorKind::Conflict, "journeys.has_problems", {{"problems", std::to_string(problems.size())}}};
    const Catalogue& texts = texts_of(request);
    return answer(json::object{{"error", to_json(error, texts)}, {"problems", to_json(problems, texts)}},
                  http_status(error.kind));
  }
  TSUZUKU_TRY(journey, journeys.get(place.shop.id, place.journey));
  TSUZUKU_CHECK(record_deed(context, request, place.shop.id, "journey.publish", journey));
  context.journeys_changed();
  return whole(context, request, place.shop, journey);
}

Answer set_journey_state(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"state"}));
  TSUZUKU_TRY(name, body.needed_text("state"));
  const auto state = services::journey_state_named(name);
  if (!state) return fail(ErrorKind::Usage, "journeys.bad_state");
  services::Journeys& journeys = context.journeys.journeys();
  TSUZUKU_CHECK(journeys.set_state(place.shop.id, place.journey, *state, context.now()));
  TSUZUKU_TRY(journey, journeys.get(place.shop.id, place.journey));
  TSUZUKU_CHECK(record_deed(context, request, place.shop.id, "journey.state", journey));
  context.journeys_changed();
  return whole(context, request, place.shop, journey);
}

Answer remove_journey(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  services::Journeys& journeys = context.journeys.journeys();
  TSUZUKU_TRY(journey, journeys.get(place.shop.id, place.journey));
  TSUZUKU_CHECK(journeys.remove(place.shop.id, place.journey));
  TSUZUKU_CHECK(record_deed(context, request, place.shop.id, "journey.remove", journey));
  return http::empty_response();
}

Answer get_journey_numbers(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_CHECK(context.journeys.journeys().get(place.shop.id, place.journey));
  const auto zone = TimeZone::find(place.shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", place.shop.time_zone}});
  const std::int64_t now = context.now();
  TSUZUKU_TRY(numbers, context.journeys.figures().numbers(place.shop.id, place.journey,
                                                          zone->to_utc(zone->day_of(now), 0), now));
  return answer(to_json(numbers));
}

Answer list_journey_runs(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_CHECK(only_parameters(request, {"node", "page", "page_size"}));
  TSUZUKU_TRY(page, page_of(request));
  TSUZUKU_CHECK(context.journeys.journeys().get(place.shop.id, place.journey));
  const std::string node(request.query.find("node").value_or(""));
  TSUZUKU_TRY(runs, context.journeys.figures().runs_at(place.shop.id, place.journey, node, page.page, page.page_size));
  std::vector<std::int64_t> ids;
  for (const auto& run : runs.rows) ids.push_back(run.customer.value);
  TSUZUKU_TRY(people, context.messages.customers(place.shop.id, ids, caller_of(request).personal_data()));
  json::array rows;
  for (const auto& run : runs.rows) {
    const services::CustomerBrief& who = people[run.customer.value];
    rows.emplace_back(json::object{{"customer_id", run.customer.text()},
                                   {"number", who.number},
                                   {"name", who.name},
                                   {"version", run.version},
                                   {"arm", name_of(run.arm)},
                                   {"entered_at", time_text(run.entered_at)},
                                   {"since", time_or_null(run.since)},
                                   {"wakes_at", time_text(run.wake_at)}});
  }
  return answer(json::object{
      {"runs", std::move(rows)}, {"page", page.page}, {"page_size", page.page_size}, {"rows_total", runs.rows_total}});
}

}  // namespace tsuzuku::api
