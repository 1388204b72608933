// What anybody may reach who holds a link of a message: opened, clicked, unsubscribe, preferences; and what the
// operator of a relay reports. No session, and nothing given away: every link that nobody knows answers alike.

#include "api/answers.hpp"
#include "api/handlers.hpp"
#include "api/public_pages.hpp"
#include "base/log.hpp"
#include "channels/registry.hpp"

namespace tsuzuku::api {
namespace {

using channels::TokenPurpose;
using channels::TouchRef;

services::Heard heard(const Context& context, const http::Request& request, const TouchRef& touch,
                      services::TouchEventKind kind) {
  return {.touch = touch,
          .kind = kind,
          .at = context.now(),
          .detail = {},
          .user_agent = std::string(request.headers.find("User-Agent").value_or("")),
          .head = request.method == http::Method::Head,
          .prefetch = request.headers.find("Sec-Purpose").value_or("").starts_with("prefetch")};
}

std::optional<TouchRef> touch_of(const Context& context, const http::Request& request, TokenPurpose purpose) {
  return context.messages.channels().reader().read(purpose, request.parameter("token"));
}

std::string preferences_address(const Context& context, const TouchRef& touch) {
  const std::string address = context.messages.channels().reader().preferences(touch);
  return address.substr(address.find(channels::kPreferencesPath));
}

// What a person sees when it did not work: an unknown link, or a page that asks to try again.
http::Response failed_page(const Error& error, Language language) {
  if (error.kind == ErrorKind::NotFound) return unknown_link_page(language);
  log::error("public_page_failed", {{"reason", error.key}});
  return try_again_page(language);
}

}  // namespace

Answer get_public_style(const Context&, http::Request&) { return public_style(); }

// On the network thread: a signature is checked and a place in memory taken, no more.
Answer message_opened(const Context& context, http::Request& request) {
  if (const auto touch = touch_of(context, request, TokenPurpose::Open)) {
    context.messages.heard().push(heard(context, request, *touch, services::TouchEventKind::Opened));
  }
  return pixel();
}

Answer link_clicked(const Context& context, http::Request& request) {
  const auto click = context.messages.channels().reader().read_click(request.parameter("token"));
  if (!click) return unknown_link_page(reader_language(request));
  services::Heard event = heard(context, request, click->touch, services::TouchEventKind::Clicked);
  event.detail = std::to_string(click->link) + " " + click->target;
  context.messages.heard().push(std::move(event));
  http::Response response = http::empty_response(302);
  response.headers.add("Location", click->target);
  return response;
}

Answer show_unsubscribe(const Context& context, http::Request& request) {
  const Language language = reader_language(request);
  const auto touch = touch_of(context, request, TokenPurpose::Unsubscribe);
  if (!touch) return unknown_link_page(language);
  const auto page = context.messages.preferences().page(*touch);
  if (!page) return failed_page(page.error(), language);
  return unsubscribe_page(language, page->shop_name, preferences_address(context, *touch));
}

// The button of the page, and the one click of RFC 8058: its body says so, but whoever sends anything here wants the
// same.
Answer unsubscribe(const Context& context, http::Request& request) {
  const Language language = reader_language(request);
  const auto touch = touch_of(context, request, TokenPurpose::Unsubscribe);
  if (!touch) return unknown_link_page(language);
  const bool one_click = request.body.contains("One-Click");
  const auto done = context.messages.receipts().unsubscribe(
      *touch, one_click ? services::UnsubscribedBy::OneClick : services::UnsubscribedBy::Page, context.now());
  if (!done) return failed_page(done.error(), language);
  const auto page = context.messages.preferences().page(*touch);
  if (!page) return failed_page(page.error(), language);
  return unsubscribed_page(language, page->shop_name, preferences_address(context, *touch));
}

Answer show_preferences(const Context& context, http::Request& request) {
  const Language language = reader_language(request);
  const auto touch = touch_of(context, request, TokenPurpose::Preferences);
  if (!touch) return unknown_link_page(language);
  const auto page = context.messages.preferences().page(*touch);
  if (!page) return failed_page(page.error(), language);
  return preferences_page(language, *page, false);
}

Answer choose_preferences(const Context& context, http::Request& request) {
  const Language language = reader_language(request);
  const auto touch = touch_of(context, request, TokenPurpose::Preferences);
  if (!touch) return unknown_link_page(language);
  TSUZUKU_TRY(ticked, http::Query::parse(request.body));
  std::vector<domain::Channel> wanted;
  for (const auto& [name, value] : ticked.all()) {
    if (const auto channel = domain::channel_from(name)) wanted.push_back(*channel);
  }
  const auto page = context.messages.preferences().choose(*touch, wanted, context.now());
  if (!page) return failed_page(page.error(), language);
  return preferences_page(language, *page, true);
}

Answer take_receipts(const Context& context, http::Request& request) {
  const auto& reader = context.messages.channels().reader();
  const auto reporter = reader.read_reporter(request.parameter("token"));
  const channels::Channel* channel = reporter ? channels::find_channel(reporter->channel) : nullptr;
  if (channel == nullptr) return fail(ErrorKind::NotFound, "api.no_such_id", {{"id", "-"}});
  TSUZUKU_TRY(receipts, channel->receipts(request.body, reader));
  std::int64_t recorded = 0;
  for (const channels::Receipt& receipt : receipts) {
    TSUZUKU_TRY(fate, context.messages.receipts().apply(reporter->shop, receipt, context.now()));
    recorded += fate == services::ReceiptFate::Recorded ? 1 : 0;
  }
  return answer(json::object{{"received", static_cast<std::int64_t>(receipts.size())}, {"recorded", recorded}});
}

}  // namespace tsuzuku::api
