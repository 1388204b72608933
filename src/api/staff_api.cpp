#include "api/answers.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/record.hpp"
#include "api/request_values.hpp"

namespace tsuzuku::api {
namespace {

json::object to_json(const services::StaffMember& member) {
  return json::object{{"id", member.id.text()},
                      {"name", member.name},
                      {"email", member.email},
                      {"role", json::string(services::name_of(member.role))},
                      {"language", json::string(code_of(member.language))},
                      {"disabled", member.disabled}};
}

Result<std::optional<services::Role>> role_of(const Body& body) {
  TSUZUKU_TRY(name, body.text("role"));
  if (!name) return std::nullopt;
  if (const auto role = services::role_named(*name)) return role;
  std::string known;
  for (const services::Role role : services::kRoles) {
    known += (known.empty() ? "" : ", ") + std::string(services::name_of(role));
  }
  return fail(ErrorKind::Usage, "api.unknown_role", {{"role", *name}, {"known", known}});
}

}  // namespace

Answer list_staff(const Context& context, http::Request& request) {
  TSUZUKU_CHECK(only_parameters(request, {}));
  TSUZUKU_TRY(members, context.staff.list());
  json::array all;
  for (const services::StaffMember& member : members) all.push_back(to_json(member));
  return answer(all);
}

Answer create_staff(const Context& context, http::Request& request) {
  TSUZUKU_TRY(body, Body::read(request, {"email", "name", "role", "language"}));
  TSUZUKU_TRY(email, body.needed_text("email"));
  TSUZUKU_TRY(name, body.needed_text("name"));
  TSUZUKU_TRY(role, role_of(body));
  TSUZUKU_TRY(language, body.language("language"));
  TSUZUKU_TRY(member, context.staff.create({.email = email,
                                            .name = name,
                                            .role = role.value_or(services::Role::Viewer),
                                            .language = language.value_or(Language::Japanese)},
                                           context.now()));
  TSUZUKU_TRY(token, context.sign_in.make_link(member.id, context.now()));
  TSUZUKU_CHECK(record(context, request, {.action = "staff.create", .object = member.email}));
  json::object object = to_json(member);
  object["sign_in_link"] = "/sign-in?token=" + token;
  return answer(object, 201);
}

Answer change_staff(const Context& context, http::Request& request) {
  TSUZUKU_TRY(id, id_of<StaffId>(request, "id"));
  TSUZUKU_TRY(body, Body::read(request, {"name", "role", "language", "disabled"}));
  TSUZUKU_TRY(name, body.text("name"));
  TSUZUKU_TRY(role, role_of(body));
  TSUZUKU_TRY(language, body.language("language"));
  TSUZUKU_TRY(disabled, body.flag("disabled"));
  TSUZUKU_TRY(member, context.staff.change(id, {.name = name, .role = role, .language = language, .disabled = disabled},
                                           context.now()));
  TSUZUKU_CHECK(record(context, request, {.action = "staff.change", .object = member.email}));
  return answer(to_json(member));
}

}  // namespace tsuzuku::api
