#pragma once
// What handlers take out of a request: checked, with errors that say what was expected.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/catalogue.hpp"
#include "base/day.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "http/message.hpp"

namespace tsuzuku::api {

// ?language=, else the signed-in person's, else Japanese.
[[nodiscard]] Language language_of(const http::Request& request);
[[nodiscard]] const Catalogue& texts_of(const http::Request& request);

// Usage "api.unknown_parameter" (with the known ones) for a query parameter that the route does not have;
// `language` is known everywhere.
[[nodiscard]] Status only_parameters(const http::Request& request, std::initializer_list<std::string_view> known);

// ?name as "2026-11-22"; nothing when it is missing or empty. Usage "customers.bad_day" {name, value}.
[[nodiscard]] Result<std::optional<Day>> day_of(const http::Request& request, std::string_view name);

struct PageWanted {
  int page = 1;
  int page_size = 50;
};
// ?page (from 1) and ?page_size (to limits::kPageRows). Usage "api.bad_page".
[[nodiscard]] Result<PageWanted> page_of(const http::Request& request);

// The id in the path. NotFound "api.no_such_id" when it is none.
template <typename T>
[[nodiscard]] Result<T> id_of(const http::Request& request, std::string_view parameter) {
  if (const auto id = T::parse(request.parameter(parameter))) return *id;
  return fail(ErrorKind::NotFound, "api.no_such_id", {{"id", std::string(request.parameter(parameter))}});
}

// A JSON object as body, its members read by type.
class Body {
 public:
  // Usage "api.not_json" (Content-Type), "api.no_object", "api.unknown_member" (with the known ones).
  [[nodiscard]] static Result<Body> read(const http::Request& request, std::initializer_list<std::string_view> known);

  // Missing or null: nothing. Of another type: Usage "api.bad_member".
  [[nodiscard]] Result<std::optional<std::string>> text(std::string_view name) const;
  [[nodiscard]] Result<std::optional<bool>> flag(std::string_view name) const;
  [[nodiscard]] Result<std::vector<std::string>> texts(std::string_view name) const;
  [[nodiscard]] Result<std::map<std::string, std::string, std::less<>>> text_map(std::string_view name) const;
  [[nodiscard]] Result<std::optional<json::object>> object(std::string_view name) const;
  [[nodiscard]] Result<std::vector<json::object>> objects(std::string_view name) const;
  // "ja" or "en"; Usage "api.unknown_language".
  [[nodiscard]] Result<std::optional<Language>> language(std::string_view name) const;
  [[nodiscard]] Result<std::optional<std::int64_t>> integer(std::string_view name) const;
  // Usage "api.missing_member".
  [[nodiscard]] Result<std::string> needed_text(std::string_view name) const;
  [[nodiscard]] Result<json::object> needed_object(std::string_view name) const;
  [[nodiscard]] Result<std::int64_t> needed_integer(std::string_view name) const;

 private:
  explicit Body(json::object members) : members_(std::move(members)) {}
  [[nodiscard]] const json::value* find(std::string_view name) const;
  json::object members_;
};

// The same of {"page"?, "page_size"?} in a body.
[[nodiscard]] Result<PageWanted> page_of(const Body& body);

}  // namespace tsuzuku::api
