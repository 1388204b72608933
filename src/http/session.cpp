#include "http/session.hpp"

#include <boost/asio/write.hpp>
#include <exception>

#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "http/exchange.hpp"
#include "http/offload.hpp"
#include "http/response_head.hpp"

namespace tsuzuku::http {
namespace {

namespace beast = boost::beast;

constexpr std::size_t kHeaderReadBytes = 8U << 10;
constexpr std::size_t kSliceBytes = 256U << 10;  // a body is sent in slices, so that a slow reader keeps its time limit
constexpr std::size_t kRequestLineExtra = 64;    // method, version and blanks beside the URL

std::string_view date_now(const ServerOptions& options) {
  if (!options.now) return {};
  thread_local std::int64_t second = -1;
  thread_local std::string text;
  const std::int64_t now = options.now();
  if (now != second) {
    second = now;
    text = http_date(now);
  }
  return text;
}

std::string error_text(const ServerOptions& options, const Error& error, const Request& request) {
  if (options.render_error) return options.render_error(error, request);
  return to_text(json::object{{"error", json::object{{"kind", name_of(error.kind)}, {"key", error.key}}}});
}

std::string_view view(const beast::flat_buffer& buffer) {
  return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

// An empty line or two before a request is harmless (RFC 9112 2.2), Beast's parser refuses it.
std::size_t skip_blank_lines(beast::flat_buffer& buffer) {
  const std::string_view bytes = view(buffer);
  const std::size_t blank = std::min(bytes.find_first_not_of("\r\n"), bytes.size());
  buffer.consume(blank);
  return blank;
}

Refusal header_too_large(bool in_request_line, const beast::flat_buffer& buffer) {
  const auto line_end = view(buffer).find('\n');
  if (in_request_line && line_end > limits::kUrlBytes + kRequestLineExtra) {
    return refusal(414, ErrorKind::TooLarge, "http.url_too_long", {{"maximum", std::to_string(limits::kUrlBytes)}});
  }
  return refusal(431, ErrorKind::TooLarge, "http.header_too_large",
                 {{"maximum", std::to_string(limits::kHttpHeaderBytes)}});
}

std::string allow_header(const std::vector<Method>& methods) {
  std::string text;
  for (const Method method : methods) {
    text += (text.empty() ? "" : ", ") + std::string(name_of(method));
    if (method == Method::Get) text += ", HEAD";
  }
  return text;
}

// The handler is somebody else's code: whatever it throws becomes a 500 and the server stays up.
Result<Response> call(const Router& router, const Route& route, Request& request, bool guard, bool handle) {
  try {
    if (guard) TSUZUKU_CHECK(router.guard()(request, route.permission));
    if (handle) return route.handler(request);
    return Response{};
  } catch (const std::exception& exception) {
    log::error("http.handler_failed", {{"route", route.pattern}, {"what", exception.what()}});
  } catch (...) {
    log::error("http.handler_failed", {{"route", route.pattern}});
  }
  return fail(ErrorKind::Internal, "http.handler_failed");
}

}  // namespace

Shared::Shared(Router the_router, ServerOptions the_options)
    : router(std::move(the_router)),
      options(std::move(the_options)),
      origin_rules(options.address, options.allowed_hosts),
      workers(options.workers) {}

Session::Session(std::unique_ptr<Transport> transport, std::string peer, Shared& shared)
    : transport_(std::move(transport)), peer_(std::move(peer)), shared_(shared) {}

Awaitable<void> Session::run() {
  try {
    while (co_await serve_one()) {
    }
  } catch (const std::exception& exception) {
    log::error("http.session_failed", {{"what", exception.what()}});
  }
  transport_->close();
}

void Session::enforce_deadline(SteadyTime now) {
  if (now < deadline_) return;
  timed_out_ = true;
  deadline_ = SteadyTime::max();
  transport_->cancel();
}

void Session::close_if_idle() {
  if (between_requests_) cut();
}

void Session::cut() {
  cut_ = true;
  transport_->cancel();
}

Awaitable<bool> Session::serve_one() {
  Exchange exchange;
  const Outcome header = co_await read_header(exchange);
  if (header == Outcome::Gone) co_return false;
  if (header == Outcome::Complete && find_route(exchange)) {
    const bool has_body = !exchange.parser.is_done();
    const bool wants_file = exchange.route->body == BodyKind::File;
    co_await ask(exchange, true, !has_body && !wants_file);
    if (wants_file && !has_body && !exchange.response) {
      refuse(exchange, refusal(400, ErrorKind::Usage, "http.body_missing"));
    }
    if (has_body && !exchange.response) {
      const Outcome body = co_await read_body(exchange);
      if (body == Outcome::Gone) co_return false;
      if (body == Outcome::Complete) co_await ask(exchange, false, true);
    }
  }
  co_return co_await respond(exchange);
}

Awaitable<Session::Outcome> Session::read_header(Exchange& exchange) {
  Parser& parser = exchange.parser;
  parser.eager(false);
  parser.header_limit(static_cast<std::uint32_t>(limits::kHttpHeaderBytes));
  parser.body_limit(boost::none);  // each route has its own, see read_body
  between_requests_ = true;
  timed_out_ = false;
  allow(shared_.options.timeouts.idle);
  std::size_t consumed = 0;
  for (;;) {
    if (consumed == 0) consumed += skip_blank_lines(buffer_);
    if (buffer_.size() > 0) {
      if (between_requests_) allow(shared_.options.timeouts.header);
      between_requests_ = false;
      ErrorCode error;
      const std::size_t used = parser.put(buffer_.data(), error);
      buffer_.consume(used);
      consumed += used;
      if (!error && parser.is_header_done()) {
        if (consumed <= limits::kHttpHeaderBytes) break;
        co_return refuse(exchange, header_too_large(false, buffer_));
      }
      const bool in_request_line = parser.get().target().empty();
      const bool too_large = error == beast::http::error::header_limit ||
                             consumed + buffer_.size() > limits::kHttpHeaderBytes ||
                             (in_request_line && buffer_.size() > limits::kUrlBytes + kRequestLineExtra &&
                              view(buffer_).find('\n') == std::string_view::npos);
      if (too_large) co_return refuse(exchange, header_too_large(in_request_line, buffer_));
      if (error && error != beast::http::error::need_more) {
        co_return refuse(exchange, refusal(400, ErrorKind::Usage, "http.bad_request"));
      }
    }
    if (between_requests_ && shared_.stopping) co_return Outcome::Gone;
    const bool received = co_await receive(kHeaderReadBytes);
    if (received) continue;
    if (timed_out_ && !between_requests_) {
      co_return refuse(exchange, refusal(408, ErrorKind::Usage, "http.request_too_slow"));
    }
    co_return Outcome::Gone;
  }
  parser.eager(true);
  exchange.keep_alive = parser.keep_alive();
  auto request = make_request(parser, peer_);
  if (!request) co_return refuse(exchange, std::move(request).error());
  exchange.request = std::move(*request);
  co_return Outcome::Complete;
}

bool Session::find_route(Exchange& exchange) {
  Request& request = exchange.request;
  if (const Status allowed = shared_.origin_rules.check(request); !allowed) {
    refuse(exchange, refusal(allowed.error()));
    return false;
  }
  Match match = shared_.router.match(request.method, request.segments);
  if (match.route != nullptr) {
    exchange.route = match.route;
    request.parameters = std::move(match.parameters);
    return true;
  }
  if (match.allowed.empty()) {
    refuse(exchange, refusal(404, ErrorKind::NotFound, "http.no_such_path", {{"path", request.path()}}));
  } else {
    const std::string methods = allow_header(match.allowed);
    refuse(exchange, refusal(405, ErrorKind::Usage, "http.method_not_allowed", {{"allowed", methods}}));
    exchange.response->headers.set("Allow", methods);
  }
  return false;
}

Awaitable<void> Session::ask(Exchange& exchange, bool guard, bool handle) {
  allow_forever();
  Result<Response> result;
  auto work = [&]() noexcept { result = call(shared_.router, *exchange.route, exchange.request, guard, handle); };
  if (exchange.route->run_on == RunOn::Network) {
    work();
  } else {
    co_await run_on(shared_.workers, work);
  }
  if (!result) {
    refuse(exchange, refusal(std::move(result).error()));
  } else if (handle) {
    exchange.response = std::move(*result);
  }
}

Session::Outcome Session::refuse(Exchange& exchange, Refusal refusal) {
  timed_out_ = false;  // the answer has a time limit of its own
  std::string text;
  try {
    text = error_text(shared_.options, refusal.error, exchange.request);
  } catch (const std::exception& exception) {
    log::error("http.error_not_rendered", {{"key", refusal.error.key}, {"what", exception.what()}});
  }
  exchange.response = json_response(std::move(text), refusal.status);
  return Outcome::Refused;
}

Awaitable<bool> Session::respond(Exchange& exchange) {
  const bool unread = !exchange.parser.is_done();
  const bool close = !exchange.keep_alive || unread || shared_.stopping;
  const bool head_only = exchange.request.method == Method::Head;

  std::optional<FileReader> file;
  if (const auto* owned = std::get_if<OwnedFile>(&exchange.response->body)) {
    if (auto opened = FileReader::open(owned->path())) {
      file.emplace(std::move(*opened));
    } else {
      refuse(exchange, refusal(std::move(opened).error()));
    }
  }
  HeadFacts facts{0, close, date_now(shared_.options)};
  const auto body_of = [&] {
    if (const auto* text = std::get_if<std::string>(&exchange.response->body)) return std::string_view(*text);
    if (const auto* bytes = std::get_if<std::string_view>(&exchange.response->body)) return *bytes;
    return std::string_view();
  };
  facts.body_bytes = file ? file->size() : body_of().size();
  auto head = response_head(*exchange.response, facts);
  if (!head) {
    log::error("http.bad_header", head.error().arguments);
    file.reset();
    refuse(exchange, refusal(std::move(head).error()));
    facts.body_bytes = body_of().size();
    head = response_head(*exchange.response, facts);
  }
  bool sent = co_await send_text(*head, head_only ? std::string_view() : body_of());
  if (sent && file && !head_only) sent = co_await send_file(*file);
  if (sent && close && (unread || buffer_.size() > 0)) co_await linger();
  co_return sent && !close;
}

Awaitable<bool> Session::send_text(std::string_view head, std::string_view body) {
  do {
    const std::string_view slice = body.substr(0, kSliceBytes);
    body.remove_prefix(slice.size());
    const std::array<asio::const_buffer, 2> bytes = {asio::buffer(head), asio::buffer(slice)};
    head = {};
    if (cut_) co_return false;
    allow(shared_.options.timeouts.idle);
    ErrorCode error;
    co_await transport_->write(bytes, error);
    if (error) co_return false;
  } while (!body.empty());
  co_return true;
}

Awaitable<bool> Session::send_file(FileReader& file) {
  std::string piece(kSliceBytes, '\0');
  for (;;) {
    Result<std::size_t> count = 0;
    auto work = [&]() noexcept { count = file.read(piece.data(), piece.size()); };
    co_await run_on(shared_.workers, work);
    if (!count) co_return false;  // the length has been promised: only breaking off tells the client
    if (*count == 0) co_return true;
    const bool sent = co_await send_text({}, std::string_view(piece).substr(0, *count));
    if (!sent) co_return false;
  }
}

// Closing while the client still sends would throw away the answer it has not read yet.
Awaitable<void> Session::linger() {
  transport_->finish_sending();
  allow(shared_.options.timeouts.linger);
  for (;;) {
    buffer_.clear();
    const bool received = co_await receive(kSliceBytes);
    if (!received) co_return;
  }
}

Awaitable<bool> Session::receive(std::size_t bytes) {
  if (timed_out_ || cut_) co_return false;
  ErrorCode error;
  const asio::mutable_buffer space = buffer_.prepare(bytes);
  const std::size_t count = co_await transport_->read(space, error);
  buffer_.commit(count);
  co_return !error && count > 0;
}

}  // namespace tsuzuku::http
