#include "services/staff/roles.hpp"

#include <algorithm>

namespace tsuzuku::services {

bool may(Role role, Permission permission) {
  switch (role) {
    case Role::Owner:
      return true;
    case Role::Service:
      return permission == Permission::View || permission == Permission::Serve ||
             permission == Permission::PersonalData;
    case Role::Viewer:
      return permission == Permission::View;
  }
  return false;
}

std::vector<Permission> permissions_of(Role role) {
  std::vector<Permission> permissions;
  std::ranges::copy_if(kPermissions, std::back_inserter(permissions),
                       [role](Permission permission) { return may(role, permission); });
  return permissions;
}

std::string_view name_of(Permission permission) {
  switch (permission) {
    case Permission::View:
      return "view";
    case Permission::Export:
      return "export";
    case Permission::Import:
      return "import";
    case Permission::Manage:
      return "manage";
    case Permission::Serve:
      return "serve";
    case Permission::PersonalData:
      return "personal_data";
  }
  return "";
}

std::string_view name_of(Role role) {
  switch (role) {
    case Role::Owner:
      return "owner";
    case Role::Service:
      return "service";
    case Role::Viewer:
      return "viewer";
  }
  return "";
}

std::optional<Role> role_named(std::string_view name) {
  const auto found = std::ranges::find(kRoles, name, [](Role role) { return name_of(role); });
  if (found == kRoles.end()) return std::nullopt;
  return *found;
}

Role role_from(std::int64_t stored) {
  const auto found = std::ranges::find(kRoles, stored, [](Role role) { return static_cast<std::int64_t>(role); });
  return found == kRoles.end() ? Role::Viewer : *found;
}

}  // namespace tsuzuku::services
