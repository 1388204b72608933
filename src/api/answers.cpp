#include "api/answers.hpp"

#include <fmt/format.h>

#include "analysis/error_words.hpp"
#include "api/request_values.hpp"
#include "base/day.hpp"

namespace tsuzuku::api {

http::Response answer(const json::value& value, int status) { return http::json_response(to_text(value), status); }

std::string time_text(std::int64_t utc_seconds) {
  const std::int64_t seconds = utc_seconds % 86'400;
  const Day day{static_cast<std::int32_t>(utc_seconds / 86'400)};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_text(day), seconds / 3'600, seconds / 60 % 60, seconds % 60);
}

json::value time_or_null(const std::optional<std::int64_t>& utc_seconds) {
  if (!utc_seconds) return nullptr;
  return json::string(time_text(*utc_seconds));
}

json::object to_json(const Error& error, const Catalogue& texts) {
  json::object arguments;
  for (const auto& [name, value] : error.arguments) arguments[name] = value;
  return json::object{{"kind", json::string(name_of(error.kind))},
                      {"key", error.key},
                      {"message", texts.text(analysis::with_titles(error, analysis::Names::Left, texts))},
                      {"arguments", std::move(arguments)}};
}

std::string render_error(const Error& error, const http::Request& request) {
  return to_text(json::object{{"error", to_json(error, texts_of(request))}});
}

void set_download(http::Response& response, std::string_view file_name, std::string_view content_type) {
  response.headers.set("Content-Type", std::string(content_type));
  response.headers.set("Content-Disposition",
                       fmt::format("attachment; filename*=UTF-8''{}", http::percent_encode(file_name)));
}

}  // namespace tsuzuku::api
