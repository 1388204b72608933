#pragma once
// The running server: store, services, API, web UI and workers, wired in one place.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/store.hpp"
#include "base/error.hpp"
#include "services/channels/secret_mark.hpp"
#include "services/staff/staff.hpp"

namespace tsuzuku::app {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;               // 0 = any free one
  std::vector<std::string> allowed_hosts;  // further host names, when a proxy stands in front
  bool secure_cookies = false;             // the proxy speaks TLS
  services::OtherSecret other_secret = services::OtherSecret::Refuse;  // than the one the store was used with
};

// "127.0.0.1:8080", ":8080", "[::1]:8080". Usage "server.bad_address".
[[nodiscard]] Result<ServerSettings> settings_from(const std::string& address);

class Server {
 public:
  // Listens and answers from here on. The store outlives the server. A store without staff gets its first
  // owner (kFirstOwnerEmail, to be changed in the settings).
  [[nodiscard]] static Result<std::unique_ptr<Server>> start(Store& store, const ServerSettings& settings);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::string url() const;  // "http://127.0.0.1:8080"
  // A one-time link for the first owner while no owner has a password yet; nothing afterwards.
  [[nodiscard]] Result<std::optional<std::string>> first_sign_in_link();
  // Takes no new requests, finishes running ones for at most `drain`, cancels a running import.
  void stop(std::chrono::milliseconds drain);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

inline constexpr std::string_view kFirstOwnerEmail = "owner@localhost.localdomain";

}  // namespace tsuzuku::app
