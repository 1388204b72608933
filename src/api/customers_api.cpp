// The list of customers, one customer's page, orders and timeline.

#include <array>
#include <charconv>

#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/customer_answers.hpp"
#include "api/handlers.hpp"
#include "api/shop_of.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::api {
namespace {

constexpr int kCountMost = 100'000;  // purchases, days

Result<std::optional<int>> number_of(const http::Request& request, std::string_view name) {
  const auto text = request.query.find(name);
  if (!text || text->empty()) return std::nullopt;
  int number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size() || number < 0 || number > kCountMost) {
    return fail(ErrorKind::Usage, "customers.bad_number",
                {{"name", std::string(name)}, {"value", std::string(*text)}, {"maximum", std::to_string(kCountMost)}});
  }
  return number;
}

Result<services::CustomerSort> sort_of(const http::Request& request) {
  const std::string name(request.query.find("sort").value_or(""));
  if (name.empty()) return services::CustomerSort::LastOrder;
  if (const auto sort = services::customer_sort_named(name)) return *sort;
  return fail(ErrorKind::Usage, "customers.unknown_sort",
              {{"value", name}, {"known", "last_order, purchases, sales, name"}});
}

Result<services::CustomerFilter> filter_of(const http::Request& request) {
  services::CustomerFilter filter;
  TSUZUKU_TRY(purchases_min, number_of(request, "purchases_min"));
  TSUZUKU_TRY(purchases_max, number_of(request, "purchases_max"));
  TSUZUKU_TRY(quiet_days_min, number_of(request, "quiet_days_min"));
  TSUZUKU_TRY(quiet_days_max, number_of(request, "quiet_days_max"));
  filter.purchases_min = purchases_min;
  filter.purchases_max = purchases_max;
  filter.quiet_days_min = quiet_days_min;
  filter.quiet_days_max = quiet_days_max;
  filter.tag = request.query.find("tag").value_or("");
  if (const auto channel = request.query.find("consents_to"); channel && !channel->empty()) {
    TSUZUKU_TRY(known, channel_named(std::string(*channel)));
    filter.consents_to = known;
  }
  return filter;
}

std::vector<std::string> kinds_of(const http::Request& request) {
  std::vector<std::string> kinds;
  for (const std::string_view kind : split(request.query.find("kinds").value_or(""), ',')) {
    if (!kind.empty()) kinds.emplace_back(kind);
  }
  return kinds;
}

Status record_view(const Context& context, const http::Request& request, const services::Shop& shop,
                   std::optional<CustomerId> customer = std::nullopt) {
  const Caller& caller = caller_of(request);
  if (caller.personal_data() == services::PersonalData::Masked) return {};
  return context.customers.record_view(shop, customer, caller.staff.id, context.now());
}

}  // namespace

Answer list_customers(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"words", "sort", "purchases_min", "purchases_max", "quiet_days_min",
                                          "quiet_days_max", "tag", "consents_to", "as_of", "page", "page_size"}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(wanted, page_of(request));
  TSUZUKU_TRY(as_of, day_of(request, "as_of"));
  TSUZUKU_TRY(sort, sort_of(request));
  TSUZUKU_TRY(filter, filter_of(request));
  const services::PersonalData personal_data = caller_of(request).personal_data();
  TSUZUKU_TRY(page, context.customers.list(shop,
                                           {.words = std::string(request.query.find("words").value_or("")),
                                            .filter = filter,
                                            .sort = sort,
                                            .page = wanted.page,
                                            .page_size = wanted.page_size,
                                            .personal_data = personal_data},
                                           as_of));
  if (!page.rows.empty()) TSUZUKU_CHECK(record_view(context, request, shop));
  json::object list = to_json(page, shop.currency);
  list["masked"] = personal_data == services::PersonalData::Masked;
  list["page"] = wanted.page;
  list["page_size"] = wanted.page_size;
  return answer(list);
}

Answer get_customer(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"as_of"}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(customer, id_of<CustomerId>(request, "id"));
  TSUZUKU_TRY(as_of, day_of(request, "as_of"));
  const services::PersonalData personal_data = caller_of(request).personal_data();
  TSUZUKU_TRY(page, context.customers.page(shop, customer, as_of, personal_data));
  TSUZUKU_CHECK(record_view(context, request, shop, customer));
  json::object told = to_json(page, shop.currency, texts_of(request));
  told["masked"] = personal_data == services::PersonalData::Masked;
  return answer(told);
}

Answer list_customer_orders(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"page", "page_size"}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(customer, id_of<CustomerId>(request, "id"));
  TSUZUKU_TRY(wanted, page_of(request));
  TSUZUKU_TRY(page, context.customers.orders(shop, customer, wanted.page, wanted.page_size));
  TSUZUKU_CHECK(record_view(context, request, shop, customer));
  json::object told = to_json(page, shop.currency);
  told["page"] = wanted.page;
  told["page_size"] = wanted.page_size;
  return answer(told);
}

Answer list_customer_timeline(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {"begin", "kinds", "page_size"}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(customer, id_of<CustomerId>(request, "id"));
  TSUZUKU_TRY(wanted, page_of(request));
  TSUZUKU_TRY(page, context.customers.timeline(shop, customer, request.query.find("begin").value_or(""),
                                               std::min(wanted.page_size, limits::kTimelineEntries), kinds_of(request),
                                               caller_of(request).personal_data()));
  TSUZUKU_CHECK(record_view(context, request, shop, customer));
  return answer(to_json(page, shop, texts_of(request)));
}

Answer list_tags(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(shop, shop_of(context, request));
  TSUZUKU_TRY(tags, context.customers.tags().all(shop.id));
  json::array all;
  for (const services::TagCount& tag : tags) {
    all.push_back(json::object{{"name", tag.name}, {"customers", tag.customers}});
  }
  return answer(all);
}

}  // namespace tsuzuku::api
