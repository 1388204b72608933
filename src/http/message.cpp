#include "http/message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "base/text.hpp"

namespace tsuzuku::http {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && starts_with_ignoring_case(a, b);
}

}  // namespace

std::string_view name_of(Method method) {
  switch (method) {
    case Method::Get:
      return "GET";
    case Method::Head:
      return "HEAD";
    case Method::Post:
      return "POST";
    case Method::Put:
      return "PUT";
    case Method::Patch:
      return "PATCH";
    case Method::Delete:
      return "DELETE";
    case Method::Other:
      return "OTHER";
  }
  return "OTHER";
}

bool is_write(Method method) { return method != Method::Get && method != Method::Head; }

void Headers::set(std::string_view name, std::string value) {
  std::erase_if(fields_, [&](const auto& field) { return same_name(field.first, name); });
  fields_.emplace_back(std::string(name), std::move(value));
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const auto& [field, value] : fields_) {
    if (same_name(field, name)) return value;
  }
  return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(fields_, [&](const auto& field) { return same_name(field.first, name); }));
}

std::string_view Request::parameter(std::string_view name) const {
  for (const auto& [parameter, value] : parameters) {
    if (parameter == name) return value;
  }
  assert(false && "the route's pattern has no such parameter");
  return {};
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  const auto header = headers.find("Cookie");
  return header ? find_cookie(*header, name) : std::nullopt;
}

std::string Request::path() const {
  std::string joined;
  for (const auto& segment : segments) joined += "/" + segment;
  return joined.empty() ? "/" : joined;
}

Response json_response(std::string text, int status) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json; charset=utf-8");
  response.body = std::move(text);
  return response;
}

Response empty_response(int status) {
  Response response;
  response.status = status;
  return response;
}

void set_cookie(Response& response, const Cookie& cookie) {
  response.headers.add("Set-Cookie",
                       fmt::format("{}={}; Path={}; Max-Age={}; HttpOnly; SameSite=Strict{}", cookie.name, cookie.value,
                                   cookie.path, cookie.max_age_seconds, cookie.secure ? "; Secure" : ""));
}

}  // namespace tsuzuku::http
