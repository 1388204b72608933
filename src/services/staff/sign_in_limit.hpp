#pragma once
// Counts failed sign-ins per account and per client address. An attempt is counted before its password is
// looked at and taken back when it was right, so that many attempts at once do not slip through.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/id.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct CountedAttempt {
  std::string account;
  std::string address;
  std::int64_t id = 0;
};

// Not owned: all three outlive it. `queries` are those of sign_in.sql.
class SignInLimit {
 public:
  SignInLimit(sql::Database& database, IdMaker& ids, const sql::Queries& queries)
      : database_(database), ids_(ids), queries_(queries) {}

  // TooManyRequests "staff.locked" (argument minutes) when account or address is over its limit.
  [[nodiscard]] Result<CountedAttempt> admit(std::string_view account, std::string_view address, std::int64_t now);
  // The password was right: the account starts anew, the address loses this attempt only, so that nobody can
  // clear an address by signing in to an account of his own.
  [[nodiscard]] Status take_back(const CountedAttempt& attempt);

 private:
  [[nodiscard]] Status check(sql::Session& session, const CountedAttempt& attempt, std::int64_t now, int own) const;
  [[nodiscard]] Status remove(sql::Session& session, const CountedAttempt& attempt) const;

  sql::Database& database_;
  IdMaker& ids_;
  const sql::Queries& queries_;
};

}  // namespace tsuzuku::services
