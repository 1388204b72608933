#include "tests/mail/scripted_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace tsuzuku::mail_tests {

namespace {

constexpr int kPauseMs = 20;

// One line without its end, or false when the client is gone or the server stops.
bool read_line(int client, std::string& buffer, std::string& line, const std::atomic<bool>& stop) {
  for (;;) {
    const std::size_t end = buffer.find("\r\n");
    if (end != std::string::npos) {
      line = buffer.substr(0, end);
      buffer.erase(0, end + 2);
      return true;
    }
    pollfd ready{.fd = client, .events = POLLIN, .revents = 0};
    if (poll(&ready, 1, kPauseMs) == 0) {
      if (stop) return false;
      continue;
    }
    char bytes[16'384];
    const ssize_t size = recv(client, bytes, sizeof(bytes), 0);
    if (size <= 0) return false;
    buffer.append(bytes, static_cast<std::size_t>(size));
  }
}

}  // namespace

ScriptedServer::ScriptedServer(Script script, std::string greeting)
    : script_(std::move(script)), greeting_(std::move(greeting)) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), size) != 0 || listen(listener_, 64) != 0) {
    throw std::runtime_error("no port to listen on");
  }
  getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::jthread([this] { serve(); });
}

ScriptedServer::~ScriptedServer() {
  stop_ = true;
  thread_.join();
  talks_.clear();
  close(listener_);
}

std::vector<std::string> ScriptedServer::messages() const {
  const std::lock_guard lock(mutex_);
  return messages_;
}

void ScriptedServer::serve() {
  while (!stop_) {
    pollfd ready{.fd = listener_, .events = POLLIN, .revents = 0};
    if (poll(&ready, 1, kPauseMs) <= 0) continue;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    ++connections_;
    talks_.emplace_back([this, client] {
      talk(client);
      close(client);
    });
  }
}

void ScriptedServer::talk(int client) {
  const auto answer = [&](const SmtpReply& reply) {
    for (int waited = 0; waited < reply.silence_ms && !stop_; waited += kPauseMs) poll(nullptr, 0, kPauseMs);
    const std::string line = reply.text + "\r\n";
    if (!reply.text.empty()) send(client, line.data(), line.size(), MSG_NOSIGNAL);
    return !reply.close;
  };
  std::string buffer, line;
  if (!answer({.text = greeting_, .close = greeting_.empty()})) return;
  while (read_line(client, buffer, line, stop_)) {
    if (line == "QUIT") {
      answer({.text = "221 2.0.0 Bye"});
      return;
    }
    SmtpReply reply = script_(line);
    if (line == "DATA" && reply.text == "250 Ok") reply.text = "354 go on";
    if (!answer(reply)) return;
    if (line != "DATA" || !reply.text.starts_with("354")) continue;
    std::string message;
    while (read_line(client, buffer, line, stop_) && line != ".") message += line + "\r\n";
    if (line != ".") return;
    {
      const std::lock_guard lock(mutex_);
      messages_.push_back(message);
    }
    if (!answer(script_("."))) return;
  }
}

ScriptedServer::Script refusing(std::string command, SmtpReply reply) {
  return [command = std::move(command), reply = std::move(reply)](const std::string& line) {
    return line.starts_with(command) ? reply : SmtpReply{};
  };
}

}  // namespace tsuzuku::mail_tests
