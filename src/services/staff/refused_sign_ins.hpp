#pragma once
// Who was not let in, for the audit record: which address was typed, from where, why. Never what was typed as password
// or link. Anybody can make such entries, so they are counted: a flood leaves limits::kRefusalsRecorded of a kind per
// window and then silence, and cannot hide one kind behind another.

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

enum class Refusal {
  Password,  // each is recorded: sign_in_limit.hpp holds an account and an address off after a few
  Link,      // limits::kRefusedLinksRecorded of an address per window
  Locked,    // the first of an account and of an address per window
};

struct RefusedSignIn {
  Refusal kind = Refusal::Password;
  std::string_view reason;  // "wrong_password", "unknown_account", "used_link" ...
  std::string_view email;   // empty when not known, or when what was typed is no address: it may be a password
  std::string_view client_address;
  std::optional<StaffId> staff;  // only one who is signed in already
};

// Not owned: all three outlive it. `queries` are those of sign_in.sql.
class RefusedSignIns {
 public:
  RefusedSignIns(sql::Database& database, IdMaker& ids, const sql::Queries& queries)
      : database_(database), ids_(ids), queries_(queries) {}

  // Best effort: the refusal is what the caller is told, whether or not it could be recorded.
  void record(const RefusedSignIn& refused, std::int64_t now);

 private:
  [[nodiscard]] Status try_record(const RefusedSignIn& refused, std::int64_t now);

  sql::Database& database_;
  IdMaker& ids_;
  const sql::Queries& queries_;
};

}  // namespace tsuzuku::services
