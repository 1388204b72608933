#include "http/server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_set>

#include "base/log.hpp"
#include "http/session.hpp"

namespace tsuzuku::http {
namespace {

constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> kAsTuple{};
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;

constexpr std::string_view kTooManyConnections =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\nRetry-After: 5\r\n\r\n";

// A network thread and the connections that live on it. Everything but `context` belongs to that thread.
struct Lane {
  asio::io_context context{1};
  asio::executor_work_guard<Executor> keep_running{context.get_executor()};
  Timer sweep{context};
  std::unordered_set<Session*> sessions;
  bool finished = false;
};

Status remove_half_received(const std::filesystem::path& folder) {
  if (folder.empty()) return {};
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("incoming-") && name.ends_with(".part")) std::filesystem::remove(entry.path(), error);
  }
  if (error) return fail(ErrorKind::Unavailable, "http.disk_write", {{"reason", error.message()}});
  return {};
}

Awaitable<void> sweep(Lane& lane, std::chrono::milliseconds period) {
  while (!lane.finished) {
    lane.sweep.expires_after(period);
    co_await lane.sweep.async_wait(kAsTuple);
    const SteadyTime now = std::chrono::steady_clock::now();
    for (Session* session : lane.sessions) session->enforce_deadline(now);
  }
}

}  // namespace

struct Server::Impl {
  Impl(Router router, ServerOptions options) : shared(std::move(router), std::move(options)) {}

  Status listen();
  void run();
  bool stop(std::chrono::milliseconds drain);

  Awaitable<void> accept();
  Awaitable<void> serve(Lane& lane, Socket socket);
  bool wait_until_empty(std::chrono::steady_clock::time_point end);
  template <typename Action>
  void on_every_session(Action action);

  Shared shared;
  std::vector<std::unique_ptr<Lane>> lanes;
  std::optional<Acceptor> acceptor;  // on the first lane
  std::uint16_t port = 0;
  std::vector<std::thread> threads;
  std::mutex mutex;
  std::condition_variable emptied;
  bool stopped = false;
};

Status Server::Impl::listen() {
  ErrorCode error;
  const auto address = asio::ip::make_address(shared.options.address, error);
  if (error) return fail(ErrorKind::Usage, "http.bad_address", {{"address", shared.options.address}});
  const asio::ip::tcp::endpoint endpoint(address, shared.options.port);
  acceptor.emplace(lanes.front()->context);
  acceptor->open(endpoint.protocol(), error);
  if (!error) acceptor->set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor->bind(endpoint, error);
  if (!error) acceptor->listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return fail(ErrorKind::Unavailable, "http.cannot_listen",
                {{"address", shared.options.address},
                 {"port", std::to_string(shared.options.port)},
                 {"reason", error.message()}});
  }
  port = acceptor->local_endpoint().port();
  return {};
}

void Server::Impl::run() {
  asio::co_spawn(lanes.front()->context, accept(), asio::detached);
  for (const auto& lane : lanes) {
    asio::co_spawn(lane->context, sweep(*lane, shared.options.timeouts.sweep), asio::detached);
    threads.emplace_back([context = &lane->context] { context->run(); });
  }
}

Awaitable<void> Server::Impl::accept() {
  std::size_t next = 0;
  Timer pause(lanes.front()->context);
  while (!shared.stopping) {
    Lane& lane = *lanes[next++ % lanes.size()];
    auto [error, socket] = co_await acceptor->async_accept(lane.context, kAsTuple);
    if (shared.stopping) break;
    if (error) {
      // Out of file descriptors, most likely: the ones in use will come back.
      log::warn("http.accept_failed", {{"reason", error.message()}});
      pause.expires_after(std::chrono::milliseconds(100));
      co_await pause.async_wait(kAsTuple);
      continue;
    }
    if (shared.connections >= shared.options.connections) {
      socket.non_blocking(true, error);
      socket.write_some(asio::buffer(kTooManyConnections), error);
      continue;
    }
    ++shared.connections;
    socket.set_option(asio::ip::tcp::no_delay(true), error);
    asio::co_spawn(lane.context, serve(lane, std::move(socket)), asio::detached);
  }
}

Awaitable<void> Server::Impl::serve(Lane& lane, Socket socket) {
  ErrorCode error;
  const auto peer = socket.remote_endpoint(error);
  Session session(plain_transport(std::move(socket)), error ? std::string() : peer.address().to_string(), shared);
  lane.sessions.insert(&session);
  co_await session.run();
  lane.sessions.erase(&session);
  const std::lock_guard lock(mutex);
  --shared.connections;
  emptied.notify_all();
}

bool Server::Impl::wait_until_empty(std::chrono::steady_clock::time_point end) {
  std::unique_lock lock(mutex);
  return emptied.wait_until(lock, end, [&] { return shared.connections == 0; });
}

template <typename Action>
void Server::Impl::on_every_session(Action action) {
  for (const auto& lane : lanes) {
    asio::post(lane->context, [lane = lane.get(), action] {
      for (Session* session : lane->sessions) action(*session);
    });
  }
}

bool Server::Impl::stop(std::chrono::milliseconds drain) {
  if (std::exchange(stopped, true)) return true;
  shared.stopping = true;
  asio::post(lanes.front()->context, [this] { acceptor->close(); });
  on_every_session([](Session& session) { session.close_if_idle(); });
  const bool drained = wait_until_empty(std::chrono::steady_clock::now() + drain);
  // Cut again and again: a session may have been between two reads, or its handler still at work.
  while (!wait_until_empty(std::chrono::steady_clock::now() + std::chrono::milliseconds(20))) {
    on_every_session([](Session& session) { session.cut(); });
  }
  shared.workers.join();
  for (const auto& lane : lanes) {
    asio::post(lane->context, [lane = lane.get()] {
      lane->finished = true;
      lane->sweep.cancel();
      lane->keep_running.reset();
    });
  }
  for (std::thread& thread : threads) thread.join();
  return drained;
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

Result<std::unique_ptr<Server>> Server::start(Router router, ServerOptions options) {
  TSUZUKU_CHECK(remove_half_received(options.upload_folder));
  auto impl = std::make_unique<Impl>(std::move(router), std::move(options));
  for (unsigned i = 0; i < std::max(1U, impl->shared.options.lanes); ++i) {
    impl->lanes.push_back(std::make_unique<Lane>());
  }
  TSUZUKU_CHECK(impl->listen());
  impl->run();
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

std::uint16_t Server::port() const { return impl_->port; }

std::size_t Server::connections() const { return impl_->shared.connections; }

bool Server::stop(std::chrono::milliseconds drain) { return impl_->stop(drain); }

}  // namespace tsuzuku::http
