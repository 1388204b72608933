#include "tests/api/api_server.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>

#include "app/assets.hpp"
#include "http/query.hpp"

namespace tsuzuku::api_tests {
namespace {

template <typename T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error("not started: " + result.error().key);
  return std::move(*result);
}

json::value body_of(const http::RawResponse& response) {
  const bool is_json = response.header("Content-Type").starts_with("application/json");
  if (!is_json) return nullptr;
  auto parsed = parse_json(response.body);
  return parsed ? std::move(*parsed) : json::value(nullptr);
}

void require(bool condition, const std::string& what, const Reply& reply) {
  if (!condition) throw std::runtime_error(what + ": " + std::to_string(reply.status) + " " + reply.raw.body);
}

}  // namespace

std::string Reply::error_key() const {
  const json::object* object = body.if_object();
  const json::value* error = object == nullptr ? nullptr : object->if_contains("error");
  return error == nullptr || !error->is_object() ? "" : std::string(string_or(error->get_object(), "key", ""));
}

Reply Person::ask(std::string_view method, std::string_view target, std::string_view body,
                  const http::RawHeaders& extra) const {
  http::RawHeaders headers = extra;
  if (!cookie.empty()) headers.emplace_back("Cookie", "tsuzuku_session=" + cookie);
  if (!csrf_token.empty() && method != "GET" && method != "HEAD") headers.emplace_back("X-CSRF-Token", csrf_token);
  Reply reply;
  reply.raw = http::ask(port_, method, target, headers, body);
  reply.status = reply.raw.status;
  reply.body = body_of(reply.raw);
  return reply;
}

void Person::sign_in_by_link(std::string_view link) {
  const std::string token(link.substr(link.find("token=") + 6));
  const Reply reply = post("/api/session/link", json::object{{"token", token}});
  require(reply.status == 200, "link refused", reply);
  take_session(reply);
}

void Person::take_session(const Reply& reply) {
  const std::string header = reply.raw.header("Set-Cookie");
  const auto begin = header.find('=') + 1;
  cookie = header.substr(begin, header.find(';') - begin);
  csrf_token = string_or(reply.object(), "csrf_token", "");
}

Reply Person::upload(std::string_view shop, std::string_view name, std::string_view bytes) const {
  return ask("POST", "/api/shops/" + std::string(shop) + "/uploads", bytes,
             {{"Content-Type", "application/octet-stream"}, {"X-File-Name", http::percent_encode(name)}});
}

ApiServer::ApiServer() {
  app::register_all_assets();
  store_ = value_of(app::Store::open({.data = data_.file("data"), .database = {}}));
  app::ServerSettings settings;
  settings.port = 0;
  server_ = value_of(app::Server::start(*store_, settings));
  const std::string url = server_->url();
  port_ = static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
  owner_ = Person(port_);
  owner_.sign_in_by_link(value_of(server_->first_sign_in_link()).value());
  viewer_ = invited("viewer@example.com", "viewer");
  shop_ = create_shop("空の店");
}

Person ApiServer::invited(std::string_view email, std::string_view role) {
  const Reply reply = owner_.post("/api/staff", json::object{{"email", email}, {"name", "招待"}, {"role", role}});
  require(reply.status == 201, "not invited", reply);
  Person person(port_);
  person.sign_in_by_link(string_or(reply.object(), "sign_in_link", ""));
  return person;
}

std::string ApiServer::create_shop(std::string_view name) {
  const Reply reply = owner_.post("/api/shops", json::object{{"name", name}});
  require(reply.status == 201, "no shop", reply);
  return std::string(string_or(reply.object(), "id", ""));
}

json::object ApiServer::import(std::string_view shop, std::string_view name, std::string_view bytes, bool dry_run) {
  const Reply sent = owner_.upload(shop, name, bytes);
  require(sent.status == 201, "not uploaded", sent);
  const Reply started =
      owner_.post("/api/shops/" + std::string(shop) + "/imports",
                  json::object{{"uploads", json::array{sent.object().at("upload_id")}}, {"dry_run", dry_run}});
  require(started.status == 202, "not started", started);
  return wait_for_import(shop, string_or(started.object(), "id", ""));
}

json::object ApiServer::wait_for_import(std::string_view shop, std::string_view id) {
  const std::string target = "/api/shops/" + std::string(shop) + "/imports/" + std::string(id);
  for (int i = 0; i < 6'000; ++i) {
    const Reply reply = owner_.get(target);
    require(reply.status == 200, "import lost", reply);
    if (string_or(reply.object(), "state", "") != "running") return reply.object();
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("the import does not end");
}

ApiServer& api_server() {
  static ApiServer server;
  return server;
}

std::string small_shop_csv() {
  return "order_number,ordered_at,customer_number,product_code,quantity,unit_price,last_name,first_name,source\r\n"
         "A-1,2025-01-10,C1,SOAP,1,1000,山田,花子,検索広告\r\n"
         "A-2,2025-01-20,C2,SOAP,2,1000,佐藤,一郎,検索広告\r\n"
         "A-3,2025-02-15,C1,CREAM,1,3000,山田,花子,\r\n"
         "A-4,2025-03-01,C3,CREAM,1,3000,鈴木,\"=次郎\",紹介\r\n"
         "A-5,2025-13-99,C3,SOAP,1,1000,鈴木,,\r\n"
         "A-6,2026-03-20,C2,SOAP,1,1000,佐藤,一郎,\r\n";
}

}  // namespace tsuzuku::api_tests
