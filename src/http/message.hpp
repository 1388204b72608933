#pragma once
// Requests and responses in standard types only: whoever writes a route never sees Asio or Beast.

#include <any>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "http/owned_file.hpp"
#include "http/query.hpp"

namespace tsuzuku::http {

enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Other };

[[nodiscard]] std::string_view name_of(Method method);
// POST, PUT, PATCH, DELETE and anything unknown.
[[nodiscard]] bool is_write(Method method);

// Header fields in their order; names compare without regard to case.
class Headers {
 public:
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  void set(std::string_view name, std::string value);                               // replaces all of that name
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;  // the first
  [[nodiscard]] std::size_t count(std::string_view name) const;
  [[nodiscard]] const Pairs& all() const { return fields_; }

 private:
  Pairs fields_;
};

struct Request {
  Method method = Method::Other;
  std::string target;                 // as it stood in the request line
  std::vector<std::string> segments;  // of the path, percent-decoded: "/a/%E3%81%82" -> {"a", "あ"}
  Query query;
  Headers headers;
  std::string peer;  // the client's address, without port

  Pairs parameters;               // of the route's pattern: {shop}
  std::any principal;             // whatever the guard found out about the caller
  std::string body;               // routes of BodyKind::Text
  std::optional<OwnedFile> file;  // routes of BodyKind::File; deleted with the request unless taken

  // REQUIRES: the route's pattern has {name}.
  [[nodiscard]] std::string_view parameter(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
  // The decoded path, for messages.
  [[nodiscard]] std::string path() const;
};

// A body is text of its own, bytes that outlive the server (assets), or a file that is sent and then deleted.
using ResponseBody = std::variant<std::string, std::string_view, OwnedFile>;

struct Response {
  int status = 200;
  Headers headers;
  ResponseBody body = std::string();
};

[[nodiscard]] Response json_response(std::string text, int status = 200);
[[nodiscard]] Response empty_response(int status = 204);

struct Cookie {
  std::string name;
  std::string value;
  std::int64_t max_age_seconds = 0;  // 0 deletes it
  std::string path = "/";
  bool secure = false;  // set where TLS ends at this server or at its proxy
};
// Always HttpOnly and SameSite=Strict.
void set_cookie(Response& response, const Cookie& cookie);

}  // namespace tsuzuku::http
