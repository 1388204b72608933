#pragma once
// The HTTP/1.1 server: keep-alive, pipelining, limits, timeouts, graceful stop. TLS is ended by a proxy in
// front for now; transport.hpp is where it would come in.
//
// Threads: a few network threads ("lanes"), each with connections of its own, and a pool of workers for
// handlers that block. Handlers of different requests run at the same time.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "http/router.hpp"

namespace tsuzuku::http {

struct Timeouts {
  std::chrono::milliseconds idle = std::chrono::seconds(limits::kHttpIdleSeconds);  // between requests; between bytes
  std::chrono::milliseconds header = std::chrono::seconds(limits::kHttpHeaderSeconds);  // first byte to end of header
  std::chrono::milliseconds body = std::chrono::seconds(limits::kHttpBodySeconds);      // a text body as a whole
  std::chrono::milliseconds upload = std::chrono::seconds(limits::kHttpUploadSeconds);  // a file body as a whole
  std::chrono::milliseconds linger = std::chrono::seconds(2);  // how long a refused client may go on sending
  std::chrono::milliseconds sweep = std::chrono::seconds(1);   // how often all of these are looked at
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0 = any free one, see Server::port()
  // Names a Host header may carry besides loopback names, `address` and plain IP addresses: a page of a
  // stranger whose name points here (DNS rebinding) is refused.
  std::vector<std::string> allowed_hosts;
  std::size_t connections = limits::kHttpConnections;
  unsigned lanes = 2;
  unsigned workers = 4;
  Timeouts timeouts;
  std::filesystem::path upload_folder;  // must exist; half-received files of an earlier run are removed from it
  std::function<std::int64_t()> now;    // UTC seconds, for the Date header
  // JSON text of an error in the caller's language. `request` may be empty when the request was unreadable.
  std::function<std::string(const Error&, const Request&)> render_error;
};

class Server {
 public:
  // Listens and answers from here on. Unavailable "http.cannot_listen", Usage "http.bad_address".
  [[nodiscard]] static Result<std::unique_ptr<Server>> start(Router router, ServerOptions options);
  ~Server();  // stop(0)
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::size_t connections() const;  // open now
  // Takes no new connection, closes idle ones at once, lets running requests finish for up to `drain`, cuts
  // what is left, and returns when all threads are gone. A handler that never returns is waited for.
  // False when something had to be cut.
  bool stop(std::chrono::milliseconds drain);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tsuzuku::http
