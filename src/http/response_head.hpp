#pragma once
// Status line and header fields as bytes on the wire.

#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace tsuzuku::http {

struct HeadFacts {
  std::uint64_t body_bytes = 0;
  bool close = false;     // "Connection: close"
  std::string_view date;  // in the form of RFC 9110, or empty
};

// Internal "http.bad_header" when a name is no token or a value holds CR, LF or NUL: a response that would
// let a stranger write header lines is not sent at all.
[[nodiscard]] Result<std::string> response_head(const Response& response, const HeadFacts& facts);

// "Sun, 22 Nov 2026 03:04:05 GMT"
[[nodiscard]] std::string http_date(std::int64_t utc_seconds);

}  // namespace tsuzuku::http
