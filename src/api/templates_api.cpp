// Templates of messages, and what may be done with words before anybody gets them.

#include <algorithm>
#include <iterator>

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/message_answers.hpp"
#include "api/record.hpp"
#include "api/shop_of.hpp"
#include "base/time_zone.hpp"

namespace tsuzuku::api {
namespace {

using services::TemplateId;

Result<domain::Channel> channel_of(const Body& body) {
  TSUZUKU_TRY(name, body.text("channel"));
  if (!name) return domain::Channel::Mail;
  TSUZUKU_TRY(channel, built_channel(*name));
  return channel->id();
}

Result<std::optional<std::string>> blocks_of(const Body& body) {
  TSUZUKU_TRY(blocks, body.object("blocks"));
  if (!blocks) return std::nullopt;
  return to_text(*blocks);
}

// The words of a draft, with the channel they are for.
struct Draft {
  services::Shop shop;
  const channels::Channel* channel = nullptr;
  channels::Content content;
  std::optional<CustomerId> customer;
  Day today;
};

Result<Draft> draft_of(const Context& context, const http::Request& request, const Body& body) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  const auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  TSUZUKU_TRY(channel, built_channel(domain::name_of(domain::Channel::Mail)));
  TSUZUKU_TRY(subject, body.text("subject"));
  TSUZUKU_TRY(html, body.text("html"));
  TSUZUKU_TRY(text, body.text("text"));
  TSUZUKU_TRY(customer, body.text("customer_id"));
  Draft draft{.shop = shop,
              .channel = channel,
              .content = {.subject = subject.value_or(""), .text = text.value_or(""), .html = html.value_or("")},
              .customer = {},
              .today = zone->day_of(context.now())};
  if (customer) {
    draft.customer = CustomerId::parse(*customer);
    if (!draft.customer) return fail(ErrorKind::NotFound, "customers.unknown_id", {{"id", *customer}});
  }
  return draft;
}

Status record_deed(const Context& context, const http::Request& request, ShopId shop, std::string action,
                   std::string object, json::object detail = {}) {
  return record(context, request,
                {.shop = shop, .action = std::move(action), .object = std::move(object), .detail = std::move(detail)});
}

}  // namespace

Answer list_templates(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(templates, context.messages.templates().list(shop.id));
  json::array list;
  for (const services::MessageTemplate& one : templates) list.push_back(to_json(one));
  return answer(list);
}

Answer create_template(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(body, Body::read(request, {"channel", "name", "subject", "blocks", "html", "text"}));
  TSUZUKU_TRY(channel, channel_of(body));
  TSUZUKU_TRY(name, body.needed_text("name"));
  TSUZUKU_TRY(subject, body.text("subject"));
  TSUZUKU_TRY(html, body.text("html"));
  TSUZUKU_TRY(text, body.text("text"));
  TSUZUKU_TRY(blocks, blocks_of(body));
  TSUZUKU_TRY(made,
              context.messages.templates().create(
                  shop.id,
                  {.channel = channel,
                   .name = name,
                   .content = {.subject = subject.value_or(""), .text = text.value_or(""), .html = html.value_or("")},
                   .blocks = blocks.value_or("{}"),
                   .staff = caller_of(request).staff.id},
                  context.now()));
  TSUZUKU_CHECK(record_deed(context, request, shop.id, "template.create", made.id.text(), {{"name", made.name}}));
  return answer(to_json(made), 201);
}

Answer get_template(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<TemplateId>(request, "id"));
  TSUZUKU_TRY(found, context.messages.templates().get(shop.id, id));
  return answer(to_json(found));
}

Answer change_template(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<TemplateId>(request, "id"));
  TSUZUKU_TRY(body, Body::read(request, {"name", "subject", "blocks", "html", "text"}));
  services::TemplateChange change;
  TSUZUKU_TRY(name, body.text("name"));
  TSUZUKU_TRY(subject, body.text("subject"));
  TSUZUKU_TRY(html, body.text("html"));
  TSUZUKU_TRY(text, body.text("text"));
  TSUZUKU_TRY(blocks, blocks_of(body));
  change = {.name = name, .subject = subject, .text = text, .html = html, .blocks = blocks};
  TSUZUKU_TRY(changed, context.messages.templates().change(shop.id, id, change, context.now()));
  TSUZUKU_CHECK(record_deed(context, request, shop.id, "template.change", id.text(), {{"name", changed.name}}));
  return answer(to_json(changed));
}

Answer publish_template(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<TemplateId>(request, "id"));
  TSUZUKU_TRY(findings, context.messages.publishing().publish(shop, id, context.now()));
  TSUZUKU_TRY(told, context.messages.templates().get(shop.id, id));
  if (!findings.empty()) {
    const Error error{ErrorKind::Conflict,
                      "templates.not_ready",
                      {{"name", told.name}, {"findings", std::to_string(findings.size())}}};
    const Catalogue& texts = texts_of(request);
    return answer(json::object{{"error", to_json(error, texts)}, {"findings", to_json(findings, texts)}},
                  http_status(error.kind));
  }
  TSUZUKU_CHECK(record_deed(context, request, shop.id, "template.publish", id.text(), {{"name", told.name}}));
  return answer(to_json(told));
}

Answer remove_template(const Context& context, http::Request& request) {
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(id, id_of<TemplateId>(request, "id"));
  TSUZUKU_CHECK(context.messages.templates().remove(shop.id, id));
  TSUZUKU_CHECK(record_deed(context, request, shop.id, "template.remove", id.text()));
  return http::empty_response();
}

Answer list_template_fields(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(shop_of(context, request));
  const Catalogue& texts = texts_of(request);
  json::array list;
  const auto add = [&](const channels::FieldRule& rule, std::string_view example) {
    const std::string_view kind = rule.kind == channels::FieldKind::Number ? "number"
                                  : rule.kind == channels::FieldKind::Link ? "link"
                                                                           : "text";
    list.push_back(json::object{{"name", rule.name},
                                {"title", texts.text("template_fields." + rule.name)},
                                {"kind", kind},
                                {"always", rule.always},
                                {"example", example}});
  };
  for (const services::PersonalField& field : services::personal_fields()) add(field.rule, field.example);
  TSUZUKU_TRY(channel, built_channel(domain::name_of(domain::Channel::Mail)));
  for (const channels::FieldRule& rule : channel->own_fields()) add(rule, "");
  return answer(list);
}

Answer check_template(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"subject", "html", "text", "links"}));
  TSUZUKU_TRY(draft, draft_of(context, request, body));
  TSUZUKU_TRY(findings, context.messages.drafts().check(draft.shop, *draft.channel, draft.content));
  TSUZUKU_TRY(links, body.flag("links"));
  if (links.value_or(false)) {
    TSUZUKU_TRY(dead, context.messages.drafts().check_links(draft.shop, *draft.channel, draft.content));
    std::ranges::move(dead, std::back_inserter(findings));
    std::ranges::stable_sort(findings, std::ranges::greater(), &channels::Finding::blocks);
  }
  return answer(json::object{{"findings", to_json(findings, texts_of(request))}});
}

Answer preview_template(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"subject", "html", "text", "customer_id"}));
  TSUZUKU_TRY(draft, draft_of(context, request, body));
  TSUZUKU_TRY(preview, context.messages.drafts().preview(draft.shop, *draft.channel, draft.content, draft.customer,
                                                         draft.today));
  if (draft.customer) {
    TSUZUKU_CHECK(
        context.customers.record_view(draft.shop, draft.customer, caller_of(request).staff.id, context.now()));
  }
  return answer(to_json(preview));
}

Answer send_test_message(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"subject", "html", "text", "customer_id", "to"}));
  TSUZUKU_TRY(to, body.needed_text("to"));
  TSUZUKU_TRY(draft, draft_of(context, request, body));
  TSUZUKU_TRY(outcome, context.messages.drafts().test_send(draft.shop, *draft.channel, draft.content, draft.customer,
                                                           to, draft.today, context.now()));
  const bool accepted = outcome.kind == channels::OutcomeKind::Sent;
  TSUZUKU_CHECK(record_deed(context, request, draft.shop.id, "template.test_send", to, {{"accepted", accepted}}));
  return answer(json::object{{"accepted", accepted}, {"answer", outcome.answer.text}});
}

}  // namespace tsuzuku::api
