#include "http/transport.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace tsuzuku::http {
namespace {

constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> kAsTuple{};

class PlainTransport final : public Transport {
 public:
  explicit PlainTransport(Socket socket) : socket_(std::move(socket)) {}

  Awaitable<std::size_t> read(asio::mutable_buffer space, ErrorCode& error) override {
    const auto [code, count] = co_await socket_.async_read_some(space, kAsTuple);
    error = code;
    co_return count;
  }

  Awaitable<void> write(std::array<asio::const_buffer, 2> bytes, ErrorCode& error) override {
    const auto [code, count] = co_await asio::async_write(socket_, bytes, kAsTuple);
    static_cast<void>(count);
    error = code;
  }

  void cancel() override {
    ErrorCode ignored;
    socket_.cancel(ignored);
  }

  void finish_sending() override {
    ErrorCode ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
  }

  void close() override {
    ErrorCode ignored;
    socket_.close(ignored);
  }

 private:
  Socket socket_;
};

}  // namespace

std::unique_ptr<Transport> plain_transport(Socket socket) {
  return std::make_unique<PlainTransport>(std::move(socket));
}

}  // namespace tsuzuku::http
