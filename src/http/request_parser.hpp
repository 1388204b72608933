#pragma once
// Beast's parser and what becomes of its result. Internal to src/http (includes Beast).

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <string>

#include "http/message.hpp"

namespace tsuzuku::http {

using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;

// An error with the status it is answered with where that says more than its kind (414, 431, 507 ...).
struct Refusal {
  int status;
  Error error;
};
[[nodiscard]] Refusal refusal(int status, ErrorKind kind, std::string_view key, ErrorArguments arguments = {});
[[nodiscard]] Refusal refusal(Error error);

// Method, target, header fields. Errors: 400 http.bad_target, http.bad_query ..., 414 http.url_too_long,
// 400 http.bad_request for a transfer coding other than chunked (what follows could be read as a request).
[[nodiscard]] std::expected<Request, Refusal> make_request(const Parser& parser, std::string peer);

}  // namespace tsuzuku::http
