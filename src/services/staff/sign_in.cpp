#include "services/staff/sign_in.hpp"

#include "base/limits.hpp"
#include "services/query_files.hpp"
#include "services/staff/refused_sign_ins.hpp"
#include "services/staff/sign_in_limit.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::int64_t kSessionSeconds = std::int64_t{limits::kSessionHours} * 3'600;
constexpr std::int64_t kLinkSeconds = std::int64_t{limits::kSignInLinkMinutes} * 60;

Error sign_in_failed() { return {ErrorKind::Unauthenticated, "staff.sign_in_failed", {}}; }
Error link_not_valid() {
  return {
      ErrorKind::Unauthenticated, "staff.link_not_valid", {{"minutes", std::to_string(limits::kSignInLinkMinutes)}}};
}
Error unknown(StaffId staff) { return {ErrorKind::NotFound, "staff.unknown_id", {{"id", staff.text()}}}; }

}  // namespace

Result<SignIn> SignIn::open(sql::Database& database, IdMaker& ids, RandomBytes random) {
  TSUZUKU_TRY(queries, queries_of("services/staff/sign_in.sql", database.dialect()));
  return SignIn(database, ids, std::move(random), std::move(queries));
}

Result<std::optional<SignIn::Account>> SignIn::account_by(std::string_view query, sql::Parameters parameters) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get(query), parameters));
  if (rows.empty()) return std::nullopt;
  return Account{staff_member_from(rows.front()), sql::text(rows.front().back())};
}

Status SignIn::check_password(const Guess& guess, std::int64_t now) {
  const auto record = [&](Refusal kind, std::string_view reason) {
    RefusedSignIns(*database_, *ids_, queries_)
        .record({kind, reason, guess.email, guess.client_address, guess.staff}, now);
  };
  SignInLimit limit(*database_, *ids_, queries_);
  const auto attempt = limit.admit(guess.email, guess.client_address, now);
  if (!attempt) {
    if (attempt.error().kind == ErrorKind::TooManyRequests) record(Refusal::Locked, "too_many_failures");
    return fail(attempt.error());
  }
  if (!password_matches(guess.password, std::string(guess.hash))) {
    record(Refusal::Password, guess.wrong_because);
    return fail(guess.refusal);
  }
  return limit.take_back(*attempt);
}

Result<NewStaffSession> SignIn::start_session(sql::Session& session, const StaffMember& member, std::int64_t now) {
  NewStaffSession started{make_token(random_), {member, make_token(random_), now + kSessionSeconds}};
  TSUZUKU_CHECK(session.run(queries_.get("purge_sessions"), {{"now", now}}));
  TSUZUKU_TRY(added, session.run(queries_.get("add_session"), {{"token_hash", token_hash(started.token)},
                                                               {"staff_id", member.id.value},
                                                               {"csrf_token", started.session.csrf_token},
                                                               {"created_at", now},
                                                               {"expires_at", started.session.expires_at}}));
  if (added == 0) return fail(sign_in_failed());  // disabled meanwhile
  return started;
}

Result<NewStaffSession> SignIn::by_password(const PasswordAttempt& attempt, std::int64_t now) {
  const auto email = normal_email(attempt.email);
  std::optional<Account> account;
  if (email) {
    TSUZUKU_TRY(found, account_by("account_by_email", {{"email", *email}}));
    account = std::move(found);
  }
  const bool open = account && !account->member.disabled;
  TSUZUKU_CHECK(check_password({.email = email ? std::string_view(*email) : std::string_view(),
                                .client_address = attempt.client_address,
                                .password = attempt.password,
                                .hash = open ? std::string_view(account->password_hash) : std::string_view(),
                                .wrong_because = !account                        ? "unknown_account"
                                                 : !open                         ? "disabled_account"
                                                 : !account->member.has_password ? "account_without_password"
                                                                                 : "wrong_password",
                                .staff = std::nullopt,
                                .refusal = sign_in_failed()},
                               now));
  TSUZUKU_TRY(session, database_->writer());
  return start_session(*session, account->member, now);
}

Result<std::string> SignIn::make_link(StaffId staff, std::int64_t now) {
  TSUZUKU_TRY(account, account_by("account_by_id", {{"staff_id", staff.value}}));
  if (!account) return fail(unknown(staff));
  std::string token = make_token(random_);
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_CHECK(session->run(queries_.get("purge_links"), {{"now", now}}));
  TSUZUKU_CHECK(session->run(queries_.get("add_link"), {{"token_hash", token_hash(token)},
                                                        {"staff_id", staff.value},
                                                        {"created_at", now},
                                                        {"expires_at", now + kLinkSeconds}}));
  return token;
}

Result<NewStaffSession> SignIn::by_link(std::string_view token, std::string_view client_address, std::int64_t now) {
  auto started = use_link(token, now);
  if (!started && started.error().kind == ErrorKind::Unauthenticated) record_refused_link(token, client_address, now);
  return started;
}

// A link that was used or has expired still tells whose it was, until it is purged.
void SignIn::record_refused_link(std::string_view token, std::string_view client_address, std::int64_t now) {
  const auto found = [&]() -> Result<std::vector<sql::Row>> {
    TSUZUKU_TRY(session, database_->reader());
    return session->rows(queries_.get("find_link"), {{"token_hash", token_hash(token)}});
  }();
  std::string email;
  std::string_view reason = "unknown_link";
  if (found && !found->empty()) {
    const sql::Row& link = found->front();
    email = sql::text(link[0]);
    reason = !sql::is_null(link[1]) ? "used_link" : sql::integer(link[2]) <= now ? "expired_link" : "disabled_account";
  }
  RefusedSignIns(*database_, *ids_, queries_).record({Refusal::Link, reason, email, client_address, std::nullopt}, now);
}

Result<NewStaffSession> SignIn::use_link(std::string_view token, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(used, session->rows(queries_.get("use_link"), {{"now", now}, {"token_hash", token_hash(token)}}));
  if (used.empty()) return fail(link_not_valid());
  TSUZUKU_TRY(rows, session->rows(queries_.get("account_by_id"), {{"staff_id", used[0][0]}}));
  const StaffMember member = staff_member_from(rows.at(0));
  if (member.disabled) return fail(link_not_valid());
  TSUZUKU_TRY(started, start_session(*session, member, now));
  TSUZUKU_CHECK(transaction.commit());
  return started;
}

Result<std::optional<StaffSession>> SignIn::find(std::string_view token, std::int64_t now) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("find_session"), {{"token_hash", token_hash(token)}, {"now", now}}));
  if (rows.empty()) return std::nullopt;
  const sql::Row& row = rows.front();
  return StaffSession{staff_member_from(row), sql::text(row[7]), sql::integer(row[8])};
}

Status SignIn::sign_out(std::string_view token) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_CHECK(session->run(queries_.get("end_session"), {{"token_hash", token_hash(token)}}));
  return {};
}

Result<NewStaffSession> SignIn::change_password(const PasswordChange& change, std::int64_t now) {
  TSUZUKU_TRY(account, account_by("account_by_id", {{"staff_id", change.staff.value}}));
  if (!account) return fail(unknown(change.staff));
  if (account->member.has_password) {
    const Error refusal{ErrorKind::Forbidden, "staff.wrong_password", {}};
    if (!change.current) return fail(refusal);
    TSUZUKU_CHECK(check_password({.email = account->member.email,
                                  .client_address = change.client_address,
                                  .password = *change.current,
                                  .hash = account->password_hash,
                                  .wrong_because = "wrong_current_password",
                                  .staff = change.staff,
                                  .refusal = refusal},
                                 now));
  }
  TSUZUKU_TRY(hash, hash_password(change.wanted, random_));
  account->member.has_password = true;
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(
      session->run(queries_.get("set_password"), {{"password_hash", hash}, {"staff_id", change.staff.value}}));
  TSUZUKU_CHECK(session->run(queries_.get("end_sessions"), {{"staff_id", change.staff.value}}));
  TSUZUKU_TRY(started, start_session(*session, account->member, now));
  TSUZUKU_CHECK(transaction.commit());
  return started;
}

Status SignIn::forget_password(StaffId staff) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_TRY(changed,
              session->run(queries_.get("set_password"), {{"password_hash", sql::Null{}}, {"staff_id", staff.value}}));
  if (changed == 0) return fail(unknown(staff));
  TSUZUKU_CHECK(session->run(queries_.get("end_sessions"), {{"staff_id", staff.value}}));
  return transaction.commit();
}

}  // namespace tsuzuku::services
