// The part of a session that takes in request bodies: into memory, or piece by piece to disk.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "base/text.hpp"
#include "http/exchange.hpp"
#include "http/offload.hpp"

namespace tsuzuku::http {
namespace {

namespace beast = boost::beast;

constexpr std::size_t kReadBytes = 64U << 10;
constexpr std::size_t kWriteBytes = 256U << 10;  // handed to a worker at a time

Refusal body_too_large(std::size_t maximum) {
  return refusal(413, ErrorKind::TooLarge, "http.body_too_large", {{"maximum", std::to_string(maximum)}});
}

}  // namespace

Awaitable<Session::Outcome> Session::read_body(Exchange& exchange) {
  const bool to_file = exchange.route->body == BodyKind::File;
  const std::size_t maximum = to_file ? limits::kHttpUploadBytes : limits::kHttpBodyBytes;
  if (exchange.parser.content_length().value_or(0) > maximum) co_return refuse(exchange, body_too_large(maximum));
  const auto expect = exchange.request.headers.find("Expect");
  if (expect && lower_ascii(*expect) == "100-continue" && buffer_.size() == 0) {
    const bool sent = co_await send_text("HTTP/1.1 100 Continue\r\n\r\n", {});
    if (!sent) co_return Outcome::Gone;
  }
  if (to_file) co_return co_await read_file_body(exchange);
  co_return co_await read_text_body(exchange);
}

Awaitable<Session::Outcome> Session::read_piece(Exchange& exchange, asio::mutable_buffer space, std::size_t& bytes) {
  Parser& parser = exchange.parser;
  auto& body = parser.get().body();
  body.data = space.data();
  body.size = space.size();
  body.more = true;
  for (;;) {
    if (buffer_.size() > 0 && !parser.is_done()) {
      ErrorCode error;
      buffer_.consume(parser.put(buffer_.data(), error));
      const bool waiting = error == beast::http::error::need_more || error == beast::http::error::need_buffer;
      // What the parser leaves unread is part of a chunk header or trailer: those have no business being long.
      const bool endless = error == beast::http::error::need_more && buffer_.size() > limits::kHttpHeaderBytes;
      if ((error && !waiting) || endless) {
        co_return refuse(exchange, refusal(400, ErrorKind::Usage, "http.bad_body"));
      }
    }
    bytes = space.size() - body.size;
    if (bytes > 0 || parser.is_done()) co_return Outcome::Complete;
    const bool received = co_await receive(kReadBytes);
    if (received) continue;
    if (timed_out_) co_return refuse(exchange, refusal(408, ErrorKind::Usage, "http.request_too_slow"));
    co_return Outcome::Gone;
  }
}

Awaitable<Session::Outcome> Session::read_text_body(Exchange& exchange) {
  std::string& text = exchange.request.body;
  allow(shared_.options.timeouts.body);
  std::size_t filled = 0;
  while (!exchange.parser.is_done()) {
    text.resize(std::min(filled + kReadBytes, limits::kHttpBodyBytes + 1));
    std::size_t bytes = 0;
    const Outcome piece =
        co_await read_piece(exchange, asio::buffer(text.data() + filled, text.size() - filled), bytes);
    if (piece != Outcome::Complete) co_return piece;
    filled += bytes;
    if (filled > limits::kHttpBodyBytes) co_return refuse(exchange, body_too_large(limits::kHttpBodyBytes));
  }
  text.resize(filled);
  co_return Outcome::Complete;
}

Awaitable<Session::Outcome> Session::read_file_body(Exchange& exchange) {
  const Timeouts& timeouts = shared_.options.timeouts;
  const std::filesystem::path& folder = shared_.options.upload_folder;
  std::error_code unknown;
  const auto space = std::filesystem::space(folder, unknown);
  if (!unknown && exchange.parser.content_length().value_or(0) > space.available) {
    co_return refuse(exchange, refusal(507, ErrorKind::Unavailable, "http.disk_full"));
  }
  auto writer = FileWriter::create(folder / fmt::format("incoming-{}-{}.part", ::getpid(), ++shared_.files));
  if (!writer) co_return refuse(exchange, refusal(std::move(writer).error()));

  const SteadyTime end = std::chrono::steady_clock::now() + timeouts.upload;
  std::string block(kWriteBytes, '\0');
  while (!exchange.parser.is_done()) {
    std::size_t filled = 0;
    while (filled < block.size() && !exchange.parser.is_done()) {
      deadline_ = std::min(end, std::chrono::steady_clock::now() + timeouts.idle);
      std::size_t bytes = 0;
      const Outcome piece =
          co_await read_piece(exchange, asio::buffer(block.data() + filled, block.size() - filled), bytes);
      if (piece != Outcome::Complete) co_return piece;
      filled += bytes;
    }
    Status written;
    auto work = [&]() noexcept { written = writer->write(std::string_view(block).substr(0, filled)); };
    allow_forever();
    co_await run_on(shared_.workers, work);
    if (!written) co_return refuse(exchange, refusal(std::move(written).error()));
    if (writer->bytes_written() > limits::kHttpUploadBytes) {
      co_return refuse(exchange, body_too_large(limits::kHttpUploadBytes));
    }
  }
  auto file = writer->finish();
  if (!file) co_return refuse(exchange, refusal(std::move(file).error()));
  exchange.request.file = std::move(*file);
  co_return Outcome::Complete;
}

}  // namespace tsuzuku::http
