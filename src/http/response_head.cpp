#include "http/response_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/day.hpp"
#include "http/security.hpp"

namespace tsuzuku::http {
namespace {

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 507:
      return "Insufficient Storage";
    default:
      return "Status";
  }
}

bool is_token(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

bool is_field_value(std::string_view value) {
  return std::ranges::none_of(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

}  // namespace

std::string http_date(std::int64_t utc_seconds) {
  static constexpr std::array kDays = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};  // 1970-01-01 was a Thursday
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Day day{static_cast<std::int32_t>(utc_seconds / 86'400)};
  const auto seconds = utc_seconds % 86'400;
  const CivilDate date = civil(day);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[static_cast<std::size_t>(day.value % 7)], date.day,
                     kMonths[static_cast<std::size_t>(date.month - 1)], date.year, seconds / 3'600, seconds / 60 % 60,
                     seconds % 60);
}

Result<std::string> response_head(const Response& response, const HeadFacts& facts) {
  std::string head;
  head.reserve(1'024);
  const auto out = std::back_inserter(head);
  fmt::format_to(out, "HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
  for (const auto& [name, value] : response.headers.all()) {
    if (!is_token(name) || !is_field_value(value))
      return fail(ErrorKind::Internal, "http.bad_header", {{"name", name}});
    fmt::format_to(out, "{}: {}\r\n", name, value);
  }
  // Answers of the API are somebody's data; only who says otherwise (static files) may be kept by a cache.
  if (!response.headers.find("Cache-Control")) head += "Cache-Control: no-store\r\n";
  if (response.status != 204 && response.status != 304) {
    fmt::format_to(out, "Content-Length: {}\r\n", facts.body_bytes);
  }
  if (!facts.date.empty()) fmt::format_to(out, "Date: {}\r\n", facts.date);
  if (facts.close) head += "Connection: close\r\n";
  head += security_headers();
  // A response may say otherwise: the picture in a mail is shown on pages of webmail.
  if (!response.headers.find("Cross-Origin-Resource-Policy")) head += "Cross-Origin-Resource-Policy: same-origin\r\n";
  head += "\r\n";
  return head;
}

}  // namespace tsuzuku::http
