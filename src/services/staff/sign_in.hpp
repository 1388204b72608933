#pragma once
// Sign-in by password or one-time link, and the sessions that follow. Who is refused stands in the audit record. Tokens
// are returned once and stored only as hashes. Times are UTC seconds, given by the caller.

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/id.hpp"
#include "services/staff/secrets.hpp"
#include "services/staff/staff.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct StaffSession {
  StaffMember staff;
  std::string csrf_token;  // what a write must send back
  std::int64_t expires_at = 0;

  friend bool operator==(const StaffSession&, const StaffSession&) = default;
};

struct NewStaffSession {
  std::string token;  // for the cookie
  StaffSession session;
};

struct PasswordAttempt {
  std::string_view email;
  std::string_view password;
  std::string_view client_address;  // as text; attempts are counted per address, too
};

struct PasswordChange {
  StaffId staff;
  std::optional<std::string> current;  // required when the member has one
  std::string_view wanted;
  std::string_view client_address;
};

// Not owned: database and ids outlive it. Thread safe as far as `random` is.
class SignIn {
 public:
  [[nodiscard]] static Result<SignIn> open(sql::Database& database, IdMaker& ids, RandomBytes random);

  // Unauthenticated "staff.sign_in_failed", the same and after the same work whether the account is unknown,
  // disabled, without password or the password is wrong. TooManyRequests "staff.locked" (argument minutes) after
  // limits::kSignInFailures failures of the account, or kSignInAddressFailures of the address, within the window.
  [[nodiscard]] Result<NewStaffSession> by_password(const PasswordAttempt& attempt, std::int64_t now);

  // The token of a link that signs its holder in once, for limits::kSignInLinkMinutes. NotFound "staff.unknown_id".
  [[nodiscard]] Result<std::string> make_link(StaffId staff, std::int64_t now);
  // Unauthenticated "staff.link_not_valid": unknown, used, expired, or its owner disabled.
  [[nodiscard]] Result<NewStaffSession> by_link(std::string_view token, std::string_view client_address,
                                                std::int64_t now);

  // Nothing when the token is unknown, expired, or its owner disabled.
  [[nodiscard]] Result<std::optional<StaffSession>> find(std::string_view token, std::int64_t now) const;
  [[nodiscard]] Status sign_out(std::string_view token);

  // Ends every session of the member and starts a new one. Errors as hash_password(), "staff.locked", and
  // Forbidden "staff.wrong_password".
  [[nodiscard]] Result<NewStaffSession> change_password(const PasswordChange& change, std::int64_t now);
  // For one who has forgotten it: takes the password away and ends every session; a link then leads back in.
  [[nodiscard]] Status forget_password(StaffId staff);

 private:
  struct Account {
    StaffMember member;
    std::string password_hash;
  };
  SignIn(sql::Database& database, IdMaker& ids, RandomBytes random, sql::Queries queries)
      : database_(&database), ids_(&ids), random_(std::move(random)), queries_(std::move(queries)) {}

  [[nodiscard]] Result<std::optional<Account>> account_by(std::string_view query, sql::Parameters parameters) const;
  struct Guess {
    std::string_view email;  // as it is counted and recorded; empty when it is no address
    std::string_view client_address;
    std::string_view password;
    std::string_view hash;           // empty: nothing is right
    std::string_view wrong_because;  // for the record
    std::optional<StaffId> staff;    // who is signed in already
    Error refusal;
  };
  [[nodiscard]] Status check_password(const Guess& guess, std::int64_t now);
  [[nodiscard]] Result<NewStaffSession> use_link(std::string_view token, std::int64_t now);
  void record_refused_link(std::string_view token, std::string_view client_address, std::int64_t now);
  [[nodiscard]] Result<NewStaffSession> start_session(sql::Session& session, const StaffMember& member,
                                                      std::int64_t now);

  sql::Database* database_;
  IdMaker* ids_;
  RandomBytes random_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
