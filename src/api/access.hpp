#pragma once
// What a route asks of its caller. http/router.hpp lets no route exist without one of these.

#include <string_view>

#include "http/router.hpp"

namespace tsuzuku::api {

enum class Access {
  Open,      // anybody: the guard does not even look at the cookie
  SignedIn,  // every member of staff
  View,      // from here on those whose role has the permission of services/staff/roles.hpp
  Export,
  Import,
  Manage,
  Serve,
  Key,  // a program that holds a shop's key, and nobody else
};

// "none", "signed in", "view", ... as docs/api.md says it.
[[nodiscard]] std::string_view name_of(Access access);

[[nodiscard]] constexpr http::Permission to_http(Access access) { return http::Permission(static_cast<int>(access)); }

}  // namespace tsuzuku::api
