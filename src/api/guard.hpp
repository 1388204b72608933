#pragma once
// Stands before every handler: session cookie, CSRF token, permission.

#include "api/context.hpp"
#include "http/router.hpp"

namespace tsuzuku::api {

// Errors: Unauthenticated "api.not_signed_in"; Forbidden "api.csrf" for a write whose X-CSRF-Token is not the
// session's; Forbidden "api.not_permitted" (argument permission). `context` outlives the guard.
[[nodiscard]] http::Guard make_guard(const Context& context);

}  // namespace tsuzuku::api
