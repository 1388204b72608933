#pragma once
// Who sends a request, as the guard found out.

#include <string>

#include "http/message.hpp"
#include "services/customers/customers.hpp"
#include "services/staff/sign_in.hpp"

namespace tsuzuku::api {

inline constexpr std::string_view kSessionCookie = "tsuzuku_session";

struct Caller {
  services::StaffMember staff;
  std::string csrf_token;
  std::string session_token;  // of the cookie

  [[nodiscard]] services::PersonalData personal_data() const;
};

// A program, on routes of Access::Key.
struct KeyHolder {
  ShopId shop;
  std::string token;
};
// REQUIRES: a route of Access::Key.
[[nodiscard]] const KeyHolder& key_holder_of(const http::Request& request);

// Null on routes of Access::Open and Access::Key.
[[nodiscard]] const Caller* find_caller(const http::Request& request);
// REQUIRES: a route that needs a signed-in caller.
[[nodiscard]] const Caller& caller_of(const http::Request& request);

}  // namespace tsuzuku::api
