#include "http/request_parser.hpp"

#include <boost/beast/core/string.hpp>

#include "base/limits.hpp"

namespace tsuzuku::http {
namespace {

namespace beast = boost::beast;

Method method_from(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get:
      return Method::Get;
    case beast::http::verb::head:
      return Method::Head;
    case beast::http::verb::post:
      return Method::Post;
    case beast::http::verb::put:
      return Method::Put;
    case beast::http::verb::patch:
      return Method::Patch;
    case beast::http::verb::delete_:
      return Method::Delete;
    default:
      return Method::Other;
  }
}

}  // namespace

Refusal refusal(int status, ErrorKind kind, std::string_view key, ErrorArguments arguments) {
  return {status, Error{kind, std::string(key), std::move(arguments)}};
}

Refusal refusal(Error error) {
  const int status = error.key == "http.host_refused" ? 421
                     : error.key == "http.disk_full"  ? 507
                                                      : http_status(error.kind);
  return {status, std::move(error)};
}

std::expected<Request, Refusal> make_request(const Parser& parser, std::string peer) {
  const auto& message = parser.get();
  Request request;
  request.method = method_from(message.method());
  request.target = std::string(message.target());
  request.peer = std::move(peer);
  for (const auto& field : message) request.headers.add(std::string(field.name_string()), std::string(field.value()));

  const auto coding = message.find(beast::http::field::transfer_encoding);
  const bool strange_coding = coding != message.end() && (!beast::iequals(coding->value(), "chunked") ||
                                                          message.count(beast::http::field::transfer_encoding) != 1);
  if (strange_coding) return std::unexpected(refusal(400, ErrorKind::Usage, "http.bad_request"));
  if (request.target.size() > limits::kUrlBytes) {
    return std::unexpected(
        refusal(414, ErrorKind::TooLarge, "http.url_too_long", {{"maximum", std::to_string(limits::kUrlBytes)}}));
  }
  auto target = parse_target(request.target);
  if (!target) return std::unexpected(refusal(std::move(target).error()));
  request.segments = std::move(target->segments);
  request.query = std::move(target->query);
  return request;
}

}  // namespace tsuzuku::http
