// What staff write down about one customer: notes, tags, consents. Each is recorded by whom and about whom, never with
// its words.

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/customer_answers.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"

namespace tsuzuku::api {
namespace {

constexpr std::string_view kByStaff = "staff";

struct Place {
  services::Shop shop;
  CustomerId customer;
};

Result<Place> place_of(const Context& context, const http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(customer, id_of<CustomerId>(request, "id"));
  TSUZUKU_CHECK(context.customers.check(shop, customer));
  return Place{shop, customer};
}

Status record_deed(const Context& context, const http::Request& request, const Place& place, std::string action,
                   json::object detail = {}) {
  return record(context, request,
                {.shop = place.shop.id,
                 .action = std::move(action),
                 .object = place.customer.text(),
                 .detail = std::move(detail)});
}

Answer tags_answer(const Context& context, const Place& place) {
  TSUZUKU_TRY(tags, context.customers.tags().of(place.customer));
  return answer(to_json(tags));
}

}  // namespace

Answer add_customer_note(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"text"}));
  TSUZUKU_TRY(text, body.needed_text("text"));
  TSUZUKU_TRY(note, context.customers.notes().add(place.shop.id, place.customer, caller_of(request).staff.id, text,
                                                  context.now()));
  TSUZUKU_CHECK(record_deed(context, request, place, "note.add", {{"note", note.id.text()}}));
  return answer(to_json(note), 201);
}

// {"text"} changes it, {"removed": false} brings a removed one back.
Answer change_customer_note(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(id, id_of<NoteId>(request, "note"));
  TSUZUKU_TRY(body, Body::read(request, {"text", "removed"}));
  TSUZUKU_TRY(text, body.text("text"));
  TSUZUKU_TRY(removed, body.flag("removed"));
  services::CustomerNotes& notes = context.customers.notes();
  if (removed && !*removed) {
    TSUZUKU_TRY(note, notes.bring_back(place.customer, id));
    TSUZUKU_CHECK(record_deed(context, request, place, "note.bring_back", {{"note", id.text()}}));
    if (!text) return answer(to_json(note));
  }
  TSUZUKU_TRY(told, body.needed_text("text"));
  TSUZUKU_TRY(note, notes.change(place.customer, id, told, context.now()));
  TSUZUKU_CHECK(record_deed(context, request, place, "note.change", {{"note", id.text()}}));
  return answer(to_json(note));
}

Answer remove_customer_note(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(id, id_of<NoteId>(request, "note"));
  TSUZUKU_CHECK(context.customers.notes().remove(place.customer, id, context.now()));
  TSUZUKU_CHECK(record_deed(context, request, place, "note.remove", {{"note", id.text()}}));
  return http::empty_response();
}

Answer add_customer_tag(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  const std::string name(request.parameter("name"));
  TSUZUKU_CHECK(context.customers.tags().add(place.shop.id, place.customer, name, kByStaff, context.now()));
  TSUZUKU_CHECK(record_deed(context, request, place, "tag.add", {{"tag", name}}));
  return tags_answer(context, place);
}

Answer remove_customer_tag(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  const std::string name(request.parameter("name"));
  TSUZUKU_CHECK(context.customers.tags().remove(place.shop.id, place.customer, name, context.now()));
  TSUZUKU_CHECK(record_deed(context, request, place, "tag.remove", {{"tag", name}}));
  return tags_answer(context, place);
}

Answer add_customer_consent(const Context& context, http::Request& request) {
  TSUZUKU_TRY(place, place_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"channel", "state", "evidence"}));
  TSUZUKU_TRY(channel_name, body.needed_text("channel"));
  TSUZUKU_TRY(channel, channel_named(channel_name));
  TSUZUKU_TRY(state, body.needed_text("state"));
  TSUZUKU_TRY(evidence, body.needed_text("evidence"));
  const bool given = state == domain::name_of(domain::ConsentState::Given);
  if (!given && state != domain::name_of(domain::ConsentState::Withdrawn)) {
    return fail(ErrorKind::Usage, "customers.unknown_consent", {{"value", state}});
  }
  TSUZUKU_CHECK(
      context.customers.consents().add(place.shop.id, place.customer,
                                       {.channel = channel,
                                        .state = given ? domain::ConsentState::Given : domain::ConsentState::Withdrawn,
                                        .origin = std::string(kByStaff),
                                        .evidence = evidence,
                                        .staff = caller_of(request).staff.id},
                                       context.now()));
  TSUZUKU_CHECK(record_deed(context, request, place, "consent.add", {{"channel", channel_name}, {"state", state}}));
  TSUZUKU_TRY(words, context.customers.consents().of(place.customer));
  return answer(to_json(services::latest_words(words)), 201);
}

}  // namespace tsuzuku::api
