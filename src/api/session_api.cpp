#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/request_values.hpp"
#include "api/shop_json.hpp"
#include "base/limits.hpp"

namespace tsuzuku::api {
namespace {

Answer session_answer(const Context& context, const services::StaffMember& staff, const std::string& csrf_token) {
  TSUZUKU_TRY(shops, context.shops.list());
  json::array permissions;
  for (const auto permission : services::permissions_of(staff.role)) {
    permissions.push_back(json::string(services::name_of(permission)));
  }
  return answer(json::object{{"staff", json::object{{"id", staff.id.text()},
                                                    {"name", staff.name},
                                                    {"email", staff.email},
                                                    {"role", json::string(services::name_of(staff.role))},
                                                    {"language", json::string(code_of(staff.language))}}},
                             {"permissions", std::move(permissions)},
                             {"shops", to_json(shops)},
                             {"csrf_token", csrf_token}});
}

Answer signed_in_answer(const Context& context, const http::Request& request, const services::NewStaffSession& session,
                        std::string action) {
  const services::StaffMember& staff = session.session.staff;
  TSUZUKU_CHECK(record(context, request, {.staff = staff.id, .action = std::move(action), .object = staff.email}));
  TSUZUKU_TRY(response, session_answer(context, staff, session.session.csrf_token));
  http::set_cookie(response, {.name = std::string(kSessionCookie),
                              .value = session.token,
                              .max_age_seconds = session.session.expires_at - context.now(),
                              .secure = context.secure_cookies});
  return std::move(response);
}

}  // namespace

Answer get_session(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  const auto token = request.cookie(kSessionCookie);
  if (!token) return fail(ErrorKind::Unauthenticated, "api.not_signed_in");
  TSUZUKU_TRY(session, context.sign_in.find(*token, context.now()));
  if (!session) return fail(ErrorKind::Unauthenticated, "api.not_signed_in");
  return session_answer(context, session->staff, session->csrf_token);
}

Answer sign_in(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"email", "password"}));
  TSUZUKU_TRY(email, body.needed_text("email"));
  TSUZUKU_TRY(password, body.needed_text("password"));
  TSUZUKU_TRY(session, context.sign_in.by_password({email, password, request.peer}, context.now()));
  return signed_in_answer(context, request, session, "session.password");
}

Answer sign_in_by_link(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"token"}));
  TSUZUKU_TRY(token, body.needed_text("token"));
  TSUZUKU_TRY(session, context.sign_in.by_link(token, request.peer, context.now()));
  return signed_in_answer(context, request, session, "session.link");
}

Answer sign_out(const Context& context, http::Request& request) {
  const Caller& caller = caller_of(request);
  TSUZUKU_CHECK(context.sign_in.sign_out(caller.session_token));
  TSUZUKU_CHECK(record(context, request, {.action = "session.end", .object = caller.staff.email}));
  http::Response response = http::empty_response();
  http::set_cookie(response, {.name = std::string(kSessionCookie), .secure = context.secure_cookies});
  return response;
}

Answer change_password(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"current_password", "new_password"}));
  TSUZUKU_TRY(current, body.text("current_password"));
  TSUZUKU_TRY(wanted, body.needed_text("new_password"));
  TSUZUKU_TRY(session, context.sign_in.change_password({caller_of(request).staff.id, current, wanted, request.peer},
                                                       context.now()));
  return signed_in_answer(context, request, session, "session.change_password");
}

Answer change_session(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"email", "language", "name"}));
  TSUZUKU_TRY(language, body.language("language"));
  TSUZUKU_TRY(name, body.text("name"));
  TSUZUKU_TRY(email, body.text("email"));
  const Caller& caller = caller_of(request);
  TSUZUKU_TRY(staff, context.staff.change(caller.staff.id, {.email = email, .name = name, .language = language},
                                          context.now()));
  return session_answer(context, staff, caller.csrf_token);
}

}  // namespace tsuzuku::api
