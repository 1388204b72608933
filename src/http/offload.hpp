#pragma once
// Runs blocking work on a worker and comes back to the network thread. Internal to src/http.

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <type_traits>

#include "http/transport.hpp"

namespace tsuzuku::http {

// REQUIRES: `work` does not throw and lives, with all it refers to, until the awaitable is done: it is taken
// by reference because the coroutine that waits holds it.
template <typename Work>
Awaitable<void> run_on(asio::thread_pool& workers, Work& work) {
  const auto start = [&workers, &work](auto done) {
    asio::post(workers, [&work, done = std::move(done)]() mutable {
      work();
      const auto lane = asio::get_associated_executor(done);
      asio::post(lane, std::move(done));
    });
  };
  const asio::use_awaitable_t<Executor> token;
  co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(start, token);
}

}  // namespace tsuzuku::http
