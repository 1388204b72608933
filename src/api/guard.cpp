#include "api/guard.hpp"

#include <optional>

#include "api/access.hpp"
#include "api/caller.hpp"
#include "base/text.hpp"

namespace tsuzuku::api {
namespace {

std::optional<services::Permission> permission_of(Access access) {
  switch (access) {
    case Access::Open:
    case Access::SignedIn:
    case Access::Key:
      return std::nullopt;
    case Access::View:
      return services::Permission::View;
    case Access::Export:
      return services::Permission::Export;
    case Access::Import:
      return services::Permission::Import;
    case Access::Manage:
      return services::Permission::Manage;
    case Access::Serve:
      return services::Permission::Serve;
  }
  return services::Permission::Manage;
}

// Takes as long for a near miss as for any other.
bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

// "Authorization: Bearer <key>". No cookie is looked at, so no page of another site can make use of one.
Status check_key(const Context& context, http::Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view sent = request.headers.find("Authorization").value_or("");
  if (!sent.starts_with(kScheme)) return fail(ErrorKind::Unauthenticated, "api.no_key");
  const std::string_view token = trim(sent.substr(kScheme.size()));
  TSUZUKU_TRY(shop, context.shop_keys.find(token));
  if (!shop) return fail(ErrorKind::Unauthenticated, "api.no_key");
  request.principal = KeyHolder{*shop, std::string(token)};
  return {};
}

Status check(const Context& context, http::Request& request, Access access) {
  if (access == Access::Open) return {};
  if (access == Access::Key) return check_key(context, request);
  const auto token = request.cookie(kSessionCookie);
  if (!token) return fail(ErrorKind::Unauthenticated, "api.not_signed_in");
  TSUZUKU_TRY(session, context.sign_in.find(*token, context.now()));
  if (!session) return fail(ErrorKind::Unauthenticated, "api.not_signed_in");
  request.principal = Caller{session->staff, session->csrf_token, std::string(*token)};

  const std::string_view sent = request.headers.find("X-CSRF-Token").value_or("");
  if (http::is_write(request.method) && !same_secret(sent, session->csrf_token)) {
    return fail(ErrorKind::Forbidden, "api.csrf");
  }
  const auto permission = permission_of(access);
  if (permission && !services::may(session->staff.role, *permission)) {
    return fail(ErrorKind::Forbidden, "api.not_permitted", {{"permission", std::string(name_of(*permission))}});
  }
  return {};
}

}  // namespace

std::string_view name_of(Access access) {
  switch (access) {
    case Access::Open:
      return "none";
    case Access::SignedIn:
      return "signed in";
    case Access::Key:
      return "key";
    default:
      return services::name_of(*permission_of(access));
  }
}

services::PersonalData Caller::personal_data() const {
  const bool shown = services::may(staff.role, services::Permission::PersonalData);
  return shown ? services::PersonalData::Shown : services::PersonalData::Masked;
}

const Caller* find_caller(const http::Request& request) { return std::any_cast<Caller>(&request.principal); }

const KeyHolder& key_holder_of(const http::Request& request) {
  return std::any_cast<const KeyHolder&>(request.principal);
}

const Caller& caller_of(const http::Request& request) { return std::any_cast<const Caller&>(request.principal); }

http::Guard make_guard(const Context& context) {
  return [&context](http::Request& request, http::Permission permission) {
    return check(context, request, static_cast<Access>(permission.value()));
  };
}

}  // namespace tsuzuku::api
