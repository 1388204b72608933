#include "services/staff/sign_in_limit.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kSubjectBytes = 300;  // what a stranger types in is kept for the window: not at any length

std::string subject(std::string_view kind, std::string_view text) {
  return std::string(kind) + std::string(cut_utf8(text, kSubjectBytes));
}

std::int64_t window_start(std::int64_t now) { return now - limits::kSignInWindowSeconds; }

}  // namespace

Status SignInLimit::check(sql::Session& session, const CountedAttempt& attempt, std::int64_t now, int own) const {
  const auto check_one = [&](const std::string& who, int most) -> Status {
    TSUZUKU_TRY(rows, session.rows(queries_.get("count_failures"), {{"subject", who}, {"since", window_start(now)}}));
    if (sql::integer(rows[0][0]) < most + own) return {};
    const std::int64_t seconds = sql::integer_or(rows[0][1], now) + limits::kSignInWindowSeconds - now;
    const std::int64_t minutes = std::max<std::int64_t>((seconds + 59) / 60, 1);
    return fail(ErrorKind::TooManyRequests, "staff.locked", {{"minutes", std::to_string(minutes)}});
  };
  TSUZUKU_CHECK(check_one(attempt.account, limits::kSignInFailures));
  return check_one(attempt.address, limits::kSignInAddressFailures);
}

Status SignInLimit::remove(sql::Session& session, const CountedAttempt& attempt) const {
  TSUZUKU_CHECK(session.run(queries_.get("remove_failure"),
                            {{"failure_id", attempt.id}, {"account", attempt.account}, {"address", attempt.address}}));
  return {};
}

Result<CountedAttempt> SignInLimit::admit(std::string_view account, std::string_view address, std::int64_t now) {
  CountedAttempt attempt{subject("account:", account), subject("address:", address), ids_.next()};
  {
    // What is locked already costs no write.
    TSUZUKU_TRY(reader, database_.reader());
    TSUZUKU_CHECK(check(*reader, attempt, now, 0));
  }
  TSUZUKU_TRY(session, database_.writer());
  TSUZUKU_CHECK(session->run(queries_.get("purge_failures"), {{"since", window_start(now)}}));
  const std::vector<sql::Row> failures{{attempt.account, now, attempt.id}, {attempt.address, now, attempt.id}};
  TSUZUKU_CHECK(session->run_batch(queries_.get("add_failure"), failures));
  if (const Status within = check(*session, attempt, now, 1); !within) {
    TSUZUKU_CHECK(remove(*session, attempt));
    return fail(within.error());
  }
  return attempt;
}

Status SignInLimit::take_back(const CountedAttempt& attempt) {
  TSUZUKU_TRY(session, database_.writer());
  TSUZUKU_CHECK(remove(*session, attempt));
  TSUZUKU_CHECK(session->run(queries_.get("clear_failures"), {{"account", attempt.account}}));
  return {};
}

}  // namespace tsuzuku::services
