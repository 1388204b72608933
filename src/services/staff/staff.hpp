#pragma once
// The people of the shop who use the program.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/catalogue.hpp"
#include "base/error.hpp"
#include "base/id.hpp"
#include "services/staff/roles.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct StaffMember {
  StaffId id;
  std::string email;  // as normal_email()
  std::string name;
  Role role = Role::Viewer;
  Language language = Language::Japanese;
  bool disabled = false;
  bool has_password = false;

  friend bool operator==(const StaffMember&, const StaffMember&) = default;
};

struct NewStaffMember {
  std::string email;
  std::string name;
  Role role = Role::Viewer;
  Language language = Language::Japanese;
};

// What is not given stays.
struct StaffChange {
  std::optional<std::string> email;
  std::optional<std::string> name;
  std::optional<Role> role;
  std::optional<Language> language;
  std::optional<bool> disabled;  // true signs the member out everywhere
};

// Trimmed and in small letters; nothing when it cannot be an address.
[[nodiscard]] std::optional<std::string> normal_email(std::string_view email);

// Not owned: database and ids outlive it. Times are UTC seconds.
class StaffDirectory {
 public:
  [[nodiscard]] static Result<StaffDirectory> open(sql::Database& database, IdMaker& ids);

  [[nodiscard]] Result<std::vector<StaffMember>> list() const;  // the oldest first
  [[nodiscard]] Result<StaffMember> get(StaffId id) const;      // NotFound "staff.unknown_id"
  [[nodiscard]] Result<std::optional<StaffMember>> find(std::string_view email) const;

  // InvalidInput "staff.bad_email", "staff.no_name"; TooLarge "staff.name_too_long"; Conflict "staff.email_taken".
  [[nodiscard]] Result<StaffMember> create(const NewStaffMember& member, std::int64_t now);
  // As create(), and Conflict "staff.last_owner": somebody must be able to manage the shop.
  [[nodiscard]] Result<StaffMember> change(StaffId id, const StaffChange& change, std::int64_t now);

 private:
  StaffDirectory(sql::Database& database, IdMaker& ids, sql::Queries queries)
      : database_(&database), ids_(&ids), queries_(std::move(queries)) {}
  sql::Database* database_;
  IdMaker* ids_;
  sql::Queries queries_;
};

// The columns staff_id, email, name, role, language, disabled_at, password_hash of a row, from `first` on.
[[nodiscard]] StaffMember staff_member_from(const sql::Row& row, std::size_t first = 0);

}  // namespace tsuzuku::services
