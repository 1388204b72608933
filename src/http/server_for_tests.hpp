#pragma once
// A server on a free loopback port with a few routes of every kind and short timeouts.

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "http/raw_client_for_tests.hpp"
#include "http/server.hpp"
#include "http/static_files.hpp"

namespace tsuzuku::http {

inline constexpr Permission kOpen{0};
inline constexpr Permission kClosed{1};  // needs "Authorization: me"

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    folder_ = std::filesystem::path(testing::TempDir()) / ("http_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  ~ServerTest() override {
    server_.reset();
    std::filesystem::remove_all(folder_);
  }

  void start() {
    Router router([](Request& request, Permission permission) -> Status {
      if (permission == kClosed && request.headers.find("Authorization") != "me") {
        return fail(ErrorKind::Unauthenticated, "test.who");
      }
      return {};
    });
    add_routes(router);
    options_.upload_folder = folder_;
    options_.now = [] { return std::int64_t{1'795'316'645}; };
    options_.timeouts.sweep = std::chrono::milliseconds(20);
    auto server = Server::start(std::move(router), options_);
    ASSERT_TRUE(server.has_value()) << server.error().key;
    server_ = std::move(*server);
  }

  virtual void add_routes(Router& router) {
    const auto echo = [](Request& request) -> Result<Response> { return json_response(request.body); };
    router.add({Method::Get, "/hello", kOpen,
                [](Request&) -> Result<Response> { return json_response("{\"hello\":1}"); }, BodyKind::Text,
                RunOn::Network});
    router.add({Method::Post, "/echo", kOpen, echo});
    router.add({Method::Post, "/closed", kClosed, echo});
    router.add({Method::Get, "/throws", kOpen, [](Request&) -> Result<Response> { throw std::runtime_error("ouch"); }});
    router.add({Method::Get, "/sleep", kOpen, [this](Request&) -> Result<Response> {
                  ++sleeping_;
                  std::this_thread::sleep_for(std::chrono::milliseconds(400));
                  return json_response("\"rested\"");
                }});
    router.add({Method::Get, "/header", kOpen, [](Request& request) -> Result<Response> {
                  Response response;
                  response.headers.add("X-Told", std::string(request.query.find("value").value_or("")));
                  return response;
                }});
    router.add({Method::Get, "/api/{shop}/{name}.csv", kOpen, [](Request& request) -> Result<Response> {
                  return json_response(std::string(request.parameter("shop")) + "|" +
                                       std::string(request.parameter("name")));
                }});
    router.add({Method::Post, "/upload", kClosed,
                [this](Request& request) -> Result<Response> {
                  std::ifstream file(request.file->path(), std::ios::binary);
                  std::stringstream text;
                  text << file.rdbuf();
                  uploaded_ = text.str();
                  return json_response(std::to_string(uploaded_.size()), 201);
                },
                BodyKind::File});
    router.add({Method::Get, "/file", kOpen, [this](Request&) -> Result<Response> {
                  Response response;
                  std::ofstream(folder_ / "download") << std::string(1'000'000, 'x');
                  response.body = OwnedFile(folder_ / "download");
                  return response;
                }});
  }

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  [[nodiscard]] RawResponse ask(std::string_view method, std::string_view target, const RawHeaders& headers = {},
                                std::string_view body = {}) const {
    return http::ask(port(), method, target, headers, body);
  }
  [[nodiscard]] bool folder_is_empty() const { return std::filesystem::is_empty(folder_); }
  // The server deletes a file after it has answered: the test may be faster.
  [[nodiscard]] bool becomes_empty() const {
    for (int i = 0; i < 500 && !folder_is_empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return folder_is_empty();
  }

  std::filesystem::path folder_;
  ServerOptions options_;
  std::unique_ptr<Server> server_;
  std::atomic<int> sleeping_ = 0;
  std::string uploaded_;
};

}  // namespace tsuzuku::http
