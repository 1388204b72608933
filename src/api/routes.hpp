#pragma once
// The routes of docs/api.md (a test holds both to each other) on a router with the API's guard.

#include <span>
#include <string>

#include "api/access.hpp"
#include "api/handlers.hpp"
#include "http/router.hpp"

namespace tsuzuku::api {

struct ApiRoute {
  http::Method method;
  std::string_view pattern;
  Access access;
  Answer (*handler)(const Context&, http::Request&);
  http::BodyKind body = http::BodyKind::Text;
  http::RunOn run_on = http::RunOn::Workers;
};

[[nodiscard]] std::span<const ApiRoute> routes();

// All of them, and the web UI (assets below `site_prefix`) on every other path. `context` outlives the router.
[[nodiscard]] http::Router make_router(const Context& context, const std::string& site_prefix);

}  // namespace tsuzuku::api
