#pragma once
// An SMTP server that answers as a test wants, for what no real server does on demand: greylisting, silence, a
// connection that breaks after the last byte of a message.

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tsuzuku::mail_tests {

struct SmtpReply {
  std::string text = "250 Ok";  // without CR LF; several lines as one text with CR LF between them
  bool close = false;           // break the connection after (or, with empty text, instead of) the reply
  int silence_ms = 0;           // wait before it
};

class ScriptedServer {
 public:
  // Called for every line a client sends ("EHLO …", "MAIL FROM:<…>", "DATA"), and with "." once a whole message is
  // there.
  using Script = std::function<SmtpReply(const std::string& line)>;

  explicit ScriptedServer(Script script, std::string greeting = "220 scripted ESMTP");
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  ~ScriptedServer();

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::vector<std::string> messages() const;  // every whole message that came, accepted or not
  [[nodiscard]] int connections() const { return connections_; }

 private:
  void serve();
  void talk(int client);

  Script script_;
  std::string greeting_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_ = 0;
  std::atomic<bool> stop_ = false;
  mutable std::mutex mutex_;
  std::vector<std::string> messages_;
  std::vector<std::jthread> talks_;
  std::jthread thread_;
};

// A script that says yes to everything but lines that begin with `command`.
[[nodiscard]] ScriptedServer::Script refusing(std::string command, SmtpReply reply);

}  // namespace tsuzuku::mail_tests
