#pragma once
// Routes. One cannot be written down without saying who may call it: Permission has no default.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace tsuzuku::http {

// Means something only to the guard that the router was given.
class Permission {
 public:
  constexpr explicit Permission(int value) : value_(value) {}
  [[nodiscard]] constexpr int value() const { return value_; }
  friend constexpr bool operator==(Permission, Permission) = default;

 private:
  int value_;
};

using Handler = std::function<Result<Response>(Request&)>;
// Says whether the caller may go on and may leave what it learnt in request.principal. Runs before a byte of
// the body is read.
using Guard = std::function<Status(Request&, Permission)>;

enum class BodyKind : std::uint8_t {
  Text,  // in memory, up to limits::kHttpBodyBytes
  File,  // streamed to disk, up to limits::kHttpUploadBytes
};

enum class RunOn : std::uint8_t {
  Workers,  // may block: SQL, files, long computations
  Network,  // answered on the network thread: must return within microseconds, never block
};

struct Route {
  Method method;
  std::string pattern;  // "/api/shops/{shop}/analyses/{name}.csv": a parameter is one segment, less its suffix
  Permission permission;
  Handler handler;
  BodyKind body = BodyKind::Text;
  RunOn run_on = RunOn::Workers;
};

struct Match {
  const Route* route = nullptr;  // nothing: 404 when `allowed` is empty, else 405
  Pairs parameters;
  std::vector<Method> allowed;  // methods of the routes that fit the path
};

class Router {
 public:
  explicit Router(Guard guard) : guard_(std::move(guard)) {}

  // Throws std::logic_error when method and pattern are there already or the pattern is broken: a defect that
  // shows at the first start. Of several that fit a path the most literal wins, whatever their order here.
  void add(Route route);
  // Answers GET below every path that no pattern fits (the web UI); patterns of `reserved` prefixes, "/api",
  // stay 404.
  void set_fallback(Permission permission, Handler handler, std::string reserved_segment);

  // HEAD finds the GET route.
  [[nodiscard]] Match match(Method method, const std::vector<std::string>& segments) const;
  [[nodiscard]] const Guard& guard() const { return guard_; }
  [[nodiscard]] std::vector<const Route*> routes() const;

 private:
  struct Segment {
    std::string literal;    // the whole segment, or what follows the parameter
    std::string parameter;  // empty: a literal
  };
  struct Entry {
    std::vector<Segment> segments;
    Route route;
  };
  [[nodiscard]] static std::vector<Segment> parse(std::string_view pattern);
  [[nodiscard]] static bool fits(const Entry& entry, const std::vector<std::string>& segments);
  [[nodiscard]] static bool more_literal(const Entry& a, const Entry& b);

  Guard guard_;
  std::vector<Entry> entries_;   // most literal first
  std::vector<Entry> fallback_;  // none or one
  std::string reserved_segment_;
};

}  // namespace tsuzuku::http
