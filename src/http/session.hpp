#pragma once
// One connection: reads requests, has them answered, writes responses, until somebody has enough.
// Lives on one network thread; only the handlers it starts run elsewhere. Internal to src/http.

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "http/request_parser.hpp"
#include "http/security.hpp"
#include "http/server.hpp"
#include "http/transport.hpp"

namespace tsuzuku::http {

using SteadyTime = std::chrono::steady_clock::time_point;

// What all sessions share; outlives them.
struct Shared {
  Shared(Router the_router, ServerOptions the_options);
  const Router router;
  const ServerOptions options;
  const OriginRules origin_rules;
  asio::thread_pool workers;
  std::atomic<bool> stopping = false;
  std::atomic<std::size_t> connections = 0;
  std::atomic<std::uint64_t> files = 0;  // names half-received files
};

class Session {
 public:
  Session(std::unique_ptr<Transport> transport, std::string peer, Shared& shared);

  Awaitable<void> run();

  // Called by the sweep: ends what has taken too long.
  void enforce_deadline(SteadyTime now);
  // Nobody waits for an answer on this connection.
  void close_if_idle();
  void cut();

 private:
  // How a request's header or body ended.
  enum class Outcome { Complete, Refused, Gone };
  struct Exchange;

  Awaitable<bool> serve_one();  // false: no further request
  Awaitable<Outcome> read_header(Exchange& exchange);
  Awaitable<Outcome> read_body(Exchange& exchange);
  Awaitable<Outcome> read_text_body(Exchange& exchange);
  Awaitable<Outcome> read_file_body(Exchange& exchange);
  // The next piece of the body, decoded, into `space`; 0 bytes = the body is complete.
  Awaitable<Outcome> read_piece(Exchange& exchange, asio::mutable_buffer space, std::size_t& bytes);
  Awaitable<void> ask(Exchange& exchange, bool guard, bool handle);
  Awaitable<bool> respond(Exchange& exchange);
  Awaitable<bool> send_text(std::string_view head, std::string_view body);
  Awaitable<bool> send_file(FileReader& file);
  Awaitable<void> linger();
  Awaitable<bool> receive(std::size_t bytes);

  Outcome refuse(Exchange& exchange, Refusal refusal);  // always Outcome::Refused
  [[nodiscard]] bool find_route(Exchange& exchange);
  void allow(std::chrono::milliseconds time) { deadline_ = std::chrono::steady_clock::now() + time; }
  void allow_forever() { deadline_ = SteadyTime::max(); }

  std::unique_ptr<Transport> transport_;
  std::string peer_;
  Shared& shared_;
  boost::beast::flat_buffer buffer_;
  SteadyTime deadline_ = SteadyTime::max();
  bool between_requests_ = true;
  bool timed_out_ = false;
  bool cut_ = false;
};

}  // namespace tsuzuku::http
