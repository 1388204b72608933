#include "services/staff/staff.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kEmailBytes = 254;  // RFC 5321: the longest address a mail can be sent to

std::int64_t stored(Role role) { return static_cast<std::int64_t>(role); }

Result<std::string> checked_name(std::string_view name) {
  const std::string_view trimmed = trim(name);
  if (trimmed.empty()) return fail(ErrorKind::InvalidInput, "staff.no_name");
  if (trimmed.size() > limits::kTextField) return fail(ErrorKind::TooLarge, "staff.name_too_long");
  return std::string(trimmed);
}

template <typename T, typename ToValue>
sql::Value value_or_null(const std::optional<T>& value, ToValue to_value) {
  return value ? sql::Value(to_value(*value)) : sql::Value(sql::Null{});
}

}  // namespace

std::optional<std::string> normal_email(std::string_view email) {
  std::string normal = lower_ascii(trim(email));
  const std::size_t at = normal.find('@');
  const bool has_both_sides = at != std::string::npos && at > 0 && at + 1 < normal.size();
  const bool plain = std::ranges::none_of(normal, [](unsigned char c) { return c <= ' ' || c == 0x7F; });
  if (!has_both_sides || !plain || normal.find('@', at + 1) != std::string::npos) return std::nullopt;
  if (normal.size() > kEmailBytes || !is_utf8(normal)) return std::nullopt;
  return normal;
}

StaffMember staff_member_from(const sql::Row& row, std::size_t first) {
  StaffMember member;
  member.id = StaffId{sql::integer(row[first])};
  member.email = sql::text(row[first + 1]);
  member.name = sql::text(row[first + 2]);
  member.role = role_from(sql::integer(row[first + 3]));
  member.language = language_from(sql::text(row[first + 4]));
  member.disabled = !sql::is_null(row[first + 5]);
  member.has_password = !sql::is_null(row[first + 6]);
  return member;
}

Result<StaffDirectory> StaffDirectory::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/staff/staff.sql", database.dialect()));
  return StaffDirectory(database, ids, std::move(queries));
}

Result<std::vector<StaffMember>> StaffDirectory::list() const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("list_staff")));
  std::vector<StaffMember> members;
  for (const sql::Row& row : rows) members.push_back(staff_member_from(row));
  return members;
}

Result<StaffMember> StaffDirectory::get(StaffId id) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("get_staff_member"), {{"staff_id", id.value}}));
  if (rows.empty()) return fail(ErrorKind::NotFound, "staff.unknown_id", {{"id", id.text()}});
  return staff_member_from(rows.front());
}

Result<std::optional<StaffMember>> StaffDirectory::find(std::string_view email) const {
  const auto normal = normal_email(email);
  if (!normal) return std::nullopt;
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("find_staff_member"), {{"email", *normal}}));
  if (rows.empty()) return std::nullopt;
  return staff_member_from(rows.front());
}

Result<StaffMember> StaffDirectory::create(const NewStaffMember& member, std::int64_t now) {
  const auto email = normal_email(member.email);
  if (!email) return fail(ErrorKind::InvalidInput, "staff.bad_email", {{"email", member.email}});
  TSUZUKU_TRY(name, checked_name(member.name));
  const auto id = ids_->make<StaffId>();
  TSUZUKU_TRY(session, database_->writer());
  const auto added =
      session->run(queries_.get("add_staff_member"), {{"staff_id", id.value},
                                                      {"email", *email},
                                                      {"name", name},
                                                      {"role", stored(member.role)},
                                                      {"language", std::string(code_of(member.language))},
                                                      {"created_at", now}});
  if (!added && added.error().key == "sql.unique") {
    return fail(ErrorKind::Conflict, "staff.email_taken", {{"email", *email}});
  }
  if (!added) return fail(added.error());
  return StaffMember{.id = id, .email = *email, .name = name, .role = member.role, .language = member.language};
}

Result<StaffMember> StaffDirectory::change(StaffId id, const StaffChange& change, std::int64_t now) {
  sql::Value email = sql::Null{};
  if (change.email) {
    const auto normal = normal_email(*change.email);
    if (!normal) return fail(ErrorKind::InvalidInput, "staff.bad_email", {{"email", *change.email}});
    email = *normal;
  }
  sql::Value name = sql::Null{};
  if (change.name) {
    TSUZUKU_TRY(checked, checked_name(*change.name));
    name = checked;
  }
  const sql::Parameters who{{"staff_id", id.value}};
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(session->rows(queries_.get("lock_owners"), {{"owner", stored(Role::Owner)}}));
  const auto changed = session->run(
      queries_.get("change_staff_member"),
      {{"email", email},
       {"name", name},
       {"role", value_or_null(change.role, stored)},
       {"language", value_or_null(change.language, [](Language language) { return std::string(code_of(language)); })},
       {"staff_id", id.value}});
  if (!changed && changed.error().key == "sql.unique") {
    return fail(ErrorKind::Conflict, "staff.email_taken", {{"email", sql::text(email)}});
  }
  if (!changed) return fail(changed.error());
  if (change.disabled && *change.disabled) {
    TSUZUKU_CHECK(session->run(queries_.get("disable_staff_member"), {{"now", now}, {"staff_id", id.value}}));
    TSUZUKU_CHECK(session->run(queries_.get("end_sessions_of_disabled"), who));
  } else if (change.disabled) {
    TSUZUKU_CHECK(session->run(queries_.get("enable_staff_member"), who));
  }
  TSUZUKU_TRY(rows, session->rows(queries_.get("get_staff_member"), who));
  if (rows.empty()) return fail(ErrorKind::NotFound, "staff.unknown_id", {{"id", id.text()}});
  TSUZUKU_TRY(owners, session->rows(queries_.get("count_owners"), {{"owner", stored(Role::Owner)}}));
  if (sql::integer(owners[0][0]) == 0) return fail(ErrorKind::Conflict, "staff.last_owner");
  TSUZUKU_CHECK(transaction.commit());
  return staff_member_from(rows.front());
}

}  // namespace tsuzuku::services
