#pragma once
// Forms that several resources answer with.

#include <cstdint>
#include <optional>
#include <string>

#include "base/catalogue.hpp"
#include "base/json.hpp"
#include "http/message.hpp"

namespace tsuzuku::api {

[[nodiscard]] http::Response answer(const json::value& value, int status = 200);

// "2026-11-22T03:04:05Z"; null for nothing.
[[nodiscard]] std::string time_text(std::int64_t utc_seconds);
[[nodiscard]] json::value time_or_null(const std::optional<std::int64_t>& utc_seconds);

// {"kind","key","message","arguments"}
[[nodiscard]] json::object to_json(const Error& error, const Catalogue& texts);
// The body of every refused request: {"error": …} in the caller's language. For http::ServerOptions::render_error.
[[nodiscard]] std::string render_error(const Error& error, const http::Request& request);

// Makes the browser save the body under `file_name` (any UTF-8).
void set_download(http::Response& response, std::string_view file_name, std::string_view content_type);

}  // namespace tsuzuku::api
