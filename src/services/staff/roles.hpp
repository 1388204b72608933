#pragma once
// What a staff member may do. Every route and subcommand names one permission; roles are sets of them.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tsuzuku::services {

enum class Permission {
  View,          // numbers and lists
  Export,        // lists as files
  Import,        // files in, and what they left in quarantine
  Manage,        // shops, staff, the audit record
  Serve,         // one customer at a time: notes, tags, consent, tasks
  PersonalData,  // names, mail addresses and phone numbers unmasked
};

inline constexpr std::array kPermissions{Permission::View,   Permission::Export, Permission::Import,
                                         Permission::Manage, Permission::Serve,  Permission::PersonalData};

// Stored as these numbers.
enum class Role { Owner = 1, Viewer = 2, Service = 3 };

inline constexpr std::array kRoles{Role::Owner, Role::Service, Role::Viewer};

[[nodiscard]] bool may(Role role, Permission permission);
[[nodiscard]] std::vector<Permission> permissions_of(Role role);

// The names used in JSON: "view", "personal_data" ...; "owner", "service", "viewer".
[[nodiscard]] std::string_view name_of(Permission permission);
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);
// A stored number; what nobody knows may only look.
[[nodiscard]] Role role_from(std::int64_t stored);

}  // namespace tsuzuku::services
