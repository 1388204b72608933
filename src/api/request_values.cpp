#include "api/request_values.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "api/caller.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::api {
namespace {

std::string listed(std::initializer_list<std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text.empty() ? "-" : text;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

std::unexpected<Error> bad_member(std::string_view name, std::string_view expected) {
  return fail(ErrorKind::Usage, "api.bad_member", {{"name", std::string(name)}, {"expected", std::string(expected)}});
}

constexpr int kLastPage = 1'000'000;

std::unexpected<Error> bad_page(std::string_view name, std::string_view value, int maximum) {
  return fail(ErrorKind::Usage, "api.bad_page",
              {{"name", std::string(name)}, {"value", std::string(value)}, {"maximum", std::to_string(maximum)}});
}

Result<int> number_of(const http::Request& request, std::string_view name, int otherwise, int maximum) {
  const auto text = request.query.find(name);
  if (!text) return otherwise;
  int number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc{} || end != text->data() + text->size() || number < 1 || number > maximum) {
    return bad_page(name, *text, maximum);
  }
  return number;
}

}  // namespace

Language language_of(const http::Request& request) {
  if (const auto asked = request.query.find("language")) return language_from(*asked);
  if (const Caller* caller = find_caller(request)) return caller->staff.language;
  return Language::Japanese;
}

const Catalogue& texts_of(const http::Request& request) { return catalogue(language_of(request)); }

Status only_parameters(const http::Request& request, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : request.query.all()) {
    if (name == "language" || is_one_of(name, known)) continue;
    return fail(ErrorKind::Usage, "api.unknown_parameter", {{"name", name}, {"known", listed(known)}});
  }
  return {};
}

Result<std::optional<Day>> day_of(const http::Request& request, std::string_view name) {
  const auto text = request.query.find(name);
  if (!text || text->empty()) return std::nullopt;
  const auto day = parse_day(*text);
  if (!day) {
    return fail(ErrorKind::Usage, "customers.bad_day", {{"name", std::string(name)}, {"value", std::string(*text)}});
  }
  return *day;
}

Result<PageWanted> page_of(const http::Request& request) {
  TSUZUKU_TRY(page, number_of(request, "page", 1, kLastPage));
  TSUZUKU_TRY(page_size, number_of(request, "page_size", 50, limits::kPageRows));
  return PageWanted{page, page_size};
}

Result<Body> Body::read(const http::Request& request, std::initializer_list<std::string_view> known) {
  const std::string type = lower_ascii(request.headers.find("Content-Type").value_or("application/json"));
  if (trim(std::string_view(type).substr(0, type.find(';'))) != "application/json") {
    return fail(ErrorKind::Usage, "api.not_json", {{"type", type}});
  }
  TSUZUKU_TRY(value, parse_json(request.body));
  if (!value.is_object()) return fail(ErrorKind::Usage, "api.no_object");
  for (const auto& member : value.get_object()) {
    if (is_one_of(member.key(), known)) continue;
    return fail(ErrorKind::Usage, "api.unknown_member",
                {{"name", std::string(member.key())}, {"known", listed(known)}});
  }
  return Body(std::move(value.get_object()));
}

const json::value* Body::find(std::string_view name) const {
  const json::value* member = members_.if_contains(name);
  return member == nullptr || member->is_null() ? nullptr : member;
}

Result<std::optional<std::string>> Body::text(std::string_view name) const {
  const json::value* member = find(name);
  if (member == nullptr) return std::nullopt;
  if (!member->is_string()) return bad_member(name, "text");
  return std::string(member->get_string());
}

Result<std::optional<bool>> Body::flag(std::string_view name) const {
  const json::value* member = find(name);
  if (member == nullptr) return std::nullopt;
  if (!member->is_bool()) return bad_member(name, "true / false");
  return member->get_bool();
}

Result<std::vector<std::string>> Body::texts(std::string_view name) const {
  std::vector<std::string> texts;
  const json::value* member = find(name);
  if (member == nullptr) return texts;
  if (!member->is_array()) return bad_member(name, "[text, …]");
  for (const json::value& item : member->get_array()) {
    if (!item.is_string()) return bad_member(name, "[text, …]");
    texts.emplace_back(item.get_string());
  }
  return texts;
}

Result<std::vector<json::object>> Body::objects(std::string_view name) const {
  std::vector<json::object> objects;
  const json::value* member = find(name);
  if (member == nullptr) return objects;
  if (!member->is_array()) return bad_member(name, "[{…}, …]");
  for (const json::value& item : member->get_array()) {
    if (!item.is_object()) return bad_member(name, "[{…}, …]");
    objects.push_back(item.get_object());
  }
  return objects;
}

Result<std::map<std::string, std::string, std::less<>>> Body::text_map(std::string_view name) const {
  std::map<std::string, std::string, std::less<>> map;
  const json::value* member = find(name);
  if (member == nullptr) return map;
  if (!member->is_object()) return bad_member(name, "{name: text, …}");
  for (const auto& entry : member->get_object()) {
    if (!entry.value().is_string()) return bad_member(name, "{name: text, …}");
    map.emplace(entry.key(), entry.value().get_string());
  }
  return map;
}

Result<std::optional<json::object>> Body::object(std::string_view name) const {
  const json::value* member = find(name);
  if (member == nullptr) return std::nullopt;
  if (!member->is_object()) return bad_member(name, "{…}");
  return member->get_object();
}

Result<std::optional<Language>> Body::language(std::string_view name) const {
  TSUZUKU_TRY(code, text(name));
  if (!code) return std::nullopt;
  for (const Language language : {Language::Japanese, Language::English}) {
    if (code_of(language) == *code) return language;
  }
  return fail(ErrorKind::Usage, "api.unknown_language", {{"language", *code}});
}

Result<std::optional<std::int64_t>> Body::integer(std::string_view name) const {
  const json::value* member = find(name);
  if (member == nullptr) return std::nullopt;
  if (!member->is_int64()) return bad_member(name, "integer");
  return member->get_int64();
}

Result<PageWanted> page_of(const Body& body) {
  PageWanted wanted;
  for (const auto& [name, number, maximum] :
       {std::tuple("page", &wanted.page, kLastPage), std::tuple("page_size", &wanted.page_size, limits::kPageRows)}) {
    TSUZUKU_TRY(told, body.integer(name));
    if (!told) continue;
    if (*told < 1 || *told > maximum) return bad_page(name, std::to_string(*told), maximum);
    *number = static_cast<int>(*told);
  }
  return wanted;
}

Result<std::string> Body::needed_text(std::string_view name) const {
  TSUZUKU_TRY(value, text(name));
  if (!value) return fail(ErrorKind::Usage, "api.missing_member", {{"name", std::string(name)}});
  return *value;
}

Result<json::object> Body::needed_object(std::string_view name) const {
  TSUZUKU_TRY(value, object(name));
  if (!value) return fail(ErrorKind::Usage, "api.missing_member", {{"name", std::string(name)}});
  return *value;
}

Result<std::int64_t> Body::needed_integer(std::string_view name) const {
  const json::value* member = find(name);
  if (member == nullptr) return fail(ErrorKind::Usage, "api.missing_member", {{"name", std::string(name)}});
  if (!member->is_int64()) return bad_member(name, "integer");
  return member->get_int64();
}

}  // namespace tsuzuku::api
