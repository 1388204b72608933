#pragma once
// What the session needs of a connection, so that it exists once however the bytes travel: plain_transport
// now; TLS would be a second class here. Internal to src/http (includes Asio).

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>

namespace tsuzuku::http {

namespace asio = boost::asio;
using ErrorCode = boost::system::error_code;
// The concrete executor everywhere: a type-erased one costs 40 % of the requests per second.
using Executor = asio::io_context::executor_type;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
template <typename T>
using Awaitable = asio::awaitable<T, Executor>;

class Transport {
 public:
  virtual ~Transport() = default;
  // Some bytes; 0 with an error at the end of the stream.
  virtual Awaitable<std::size_t> read(asio::mutable_buffer space, ErrorCode& error) = 0;
  // All bytes of both buffers.
  virtual Awaitable<void> write(std::array<asio::const_buffer, 2> bytes, ErrorCode& error) = 0;
  // Ends a read or write that is under way with operation_aborted.
  virtual void cancel() = 0;
  // Tells the peer that nothing more will be sent; reading goes on.
  virtual void finish_sending() = 0;
  virtual void close() = 0;
};

[[nodiscard]] std::unique_ptr<Transport> plain_transport(Socket socket);

}  // namespace tsuzuku::http
