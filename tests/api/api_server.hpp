#pragma once
// The whole server on a free loopback port over a SQLite store of its own, and people signed in to it.

#include <memory>
#include <string>
#include <string_view>

#include "app/server.hpp"
#include "app/store.hpp"
#include "base/json.hpp"
#include "http/raw_client_for_tests.hpp"
#include "tests/support/temporary_folder.hpp"

namespace tsuzuku::api_tests {

struct Reply {
  int status = 0;
  http::RawResponse raw;
  json::value body;  // null where there is no JSON

  [[nodiscard]] const json::object& object() const { return body.as_object(); }
  // Of {"error": …}; empty when there is none.
  [[nodiscard]] std::string error_key() const;
};

// One browser: a cookie and the CSRF token that goes with it. Anonymous when both are empty.
class Person {
 public:
  explicit Person(std::uint16_t port) : port_(port) {}

  // Opens the one-time link; throws std::runtime_error when that fails.
  void sign_in_by_link(std::string_view link);
  // Remembers cookie and token of a sign-in's answer.
  void take_session(const Reply& reply);

  [[nodiscard]] Reply get(std::string_view target) const { return ask("GET", target); }
  [[nodiscard]] Reply post(std::string_view target, const json::value& body) const {
    return ask("POST", target, to_text(body));
  }
  // `body` goes out as JSON unless `extra` names another Content-Type.
  [[nodiscard]] Reply ask(std::string_view method, std::string_view target, std::string_view body = {},
                          const http::RawHeaders& extra = {}) const;
  [[nodiscard]] Reply upload(std::string_view shop, std::string_view name, std::string_view bytes) const;

  std::string cookie;
  std::string csrf_token;

 private:
  std::uint16_t port_;
};

class ApiServer {
 public:
  ApiServer();  // throws std::runtime_error when the server does not start

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] Person anonymous() const { return Person(port_); }
  [[nodiscard]] Person& owner() { return owner_; }
  [[nodiscard]] Person& viewer() { return viewer_; }
  [[nodiscard]] const std::string& shop() const { return shop_; }  // an empty one
  [[nodiscard]] const testing_support::TemporaryFolder& data() const { return data_; }

  // A person with a session of their own.
  [[nodiscard]] Person invited(std::string_view email, std::string_view role);
  [[nodiscard]] std::string create_shop(std::string_view name);
  // Uploads, imports and waits for the end; the finished Import of docs/api.md.
  [[nodiscard]] json::object import(std::string_view shop, std::string_view name, std::string_view bytes,
                                    bool dry_run = false);
  // Polls until the import runs no more.
  [[nodiscard]] json::object wait_for_import(std::string_view shop, std::string_view id);

 private:
  testing_support::TemporaryFolder data_;
  std::unique_ptr<app::Store> store_;
  std::unique_ptr<app::Server> server_;
  std::uint16_t port_ = 0;
  Person owner_{0};
  Person viewer_{0};
  std::string shop_;
};

// One for all tests of the program: starting it takes longer than any of them.
[[nodiscard]] ApiServer& api_server();

// Five orders of three customers in our own CSV, one row of which cannot be taken.
[[nodiscard]] std::string small_shop_csv();

}  // namespace tsuzuku::api_tests
