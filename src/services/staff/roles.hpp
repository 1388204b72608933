#pragma once
// What a staff member may do. Every route and subcommand names one permission; roles are sets of them.

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace tsuzuku::services {

enum class Permission {
  View,          // numbers and lists
  Export,        // lists as files
  Import,        // files in, and what they left in quarantine
  Manage,        // shops, staff, the audit record
  PersonalData,  // names, mail addresses and phone numbers unmasked
};

inline constexpr std::array kPermissions{Permission::View, Permission::Export, Permission::Import, Permission::Manage,
                                         Permission::PersonalData};

// Stored as these numbers.
enum class Role { Owner = 1, Viewer = 2 };

inline constexpr std::array kRoles{Role::Owner, Role::Viewer};

[[nodiscard]] bool may(Role role, Permission permission);
[[nodiscard]] std::vector<Permission> permissions_of(Role role);

// The names used in JSON: "view", "personal_data" ...; "owner", "viewer".
[[nodiscard]] std::string_view name_of(Permission permission);
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);

}  // namespace tsuzuku::services
