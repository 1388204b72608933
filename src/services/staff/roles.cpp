#include "services/staff/roles.hpp"

#include <algorithm>

namespace tsuzuku::services {

bool may(Role role, Permission permission) {
  switch (role) {
    case Role::Owner:
      return true;
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
    case Permission::PersonalData:
      return "personal_data";
  }
  return "";
}

std::string_view name_of(Role role) {
  switch (role) {
    case Role::Owner:
      return "owner";
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

}  // namespace tsuzuku::services
