#pragma once
// A blocking socket to a server on loopback, for tests that must send what no HTTP library would send.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tsuzuku::http {

struct RawResponse {
  int status = 0;  // 0: the connection ended before a response was whole
  std::string head;
  std::string body;

  // First value of a header field, in any case; empty when it is not there.
  [[nodiscard]] std::string header(std::string_view name) const {
    const auto lower = [](std::string_view text) {
      std::string out(text);
      std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      return out;
    };
    const auto at = lower(head).find("\r\n" + lower(name) + ": ");
    if (at == std::string::npos) return {};
    const auto begin = at + 2 + name.size() + 2;
    return head.substr(begin, head.find("\r\n", begin) - begin);
  }
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int timeout_seconds = 10) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval limit{timeout_seconds, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { ::close(socket_); }

  [[nodiscard]] bool connected() const { return connected_; }

  // False when the server has closed the connection.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
  void finish_sending() const { ::shutdown(socket_, SHUT_WR); }

  // One response, as long as its Content-Length says; further ones stay for the next call.
  RawResponse receive(bool head_only = false) {
    RawResponse response;
    std::size_t end = std::string::npos;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive_more()) return response;
    }
    response.head = buffer_.substr(0, end + 2);
    buffer_.erase(0, end + 4);
    const std::string length = response.header("Content-Length");
    const std::size_t bytes = head_only || length.empty() ? 0 : std::stoul(length);
    while (buffer_.size() < bytes) {
      if (!receive_more()) return response;
    }
    response.body = buffer_.substr(0, bytes);
    buffer_.erase(0, bytes);
    response.status = std::stoi(response.head.substr(9, 3));
    return response;
  }

  // True when the server ends the connection before the time limit; what came before is thrown away.
  bool wait_for_close() {
    while (receive_more()) {
    }
    return ended_;
  }

 private:
  bool receive_more() {
    char piece[16'384];
    const ssize_t count = ::recv(socket_, piece, sizeof(piece), 0);
    if (count <= 0) {
      ended_ = count == 0 || errno == ECONNRESET;
      return false;
    }
    buffer_.append(piece, static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  bool connected_ = false;
  bool ended_ = false;
  std::string buffer_;
};

using RawHeaders = std::vector<std::pair<std::string, std::string>>;

inline std::string request_text(std::string_view method, std::string_view target, const RawHeaders& headers = {},
                                std::string_view body = {}) {
  std::string text = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
  const bool has_host = std::ranges::any_of(headers, [](const auto& header) { return header.first == "Host"; });
  if (!has_host) text += "Host: localhost\r\n";
  for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
  if (!body.empty() || method == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + std::string(body);
}

// A request on a connection of its own.
inline RawResponse ask(std::uint16_t port, std::string_view method, std::string_view target,
                       const RawHeaders& headers = {}, std::string_view body = {}) {
  RawClient client(port);
  client.send(request_text(method, target, headers, body));
  return client.receive(method == "HEAD");
}

}  // namespace tsuzuku::http
