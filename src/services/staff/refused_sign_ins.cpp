#include "services/staff/refused_sign_ins.hpp"

#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/limits.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "services/audit/audit.hpp"

namespace tsuzuku::services {
namespace {

constexpr std::size_t kTypedBytes = 254;  // the longest mail address there is

// Who has been recorded is marked where failed sign-ins are counted, and forgotten with them after the window.
struct Allowance {
  std::string subject;
  int most = 0;
};

std::vector<Allowance> allowances_for(const RefusedSignIn& refused) {
  const std::string address(refused.client_address);
  const std::string email(cut_utf8(refused.email, kTypedBytes));
  switch (refused.kind) {
    case Refusal::Password:
      return {{"recorded:password", limits::kRefusalsRecorded}};
    case Refusal::Link:
      return {{"recorded:link", limits::kRefusalsRecorded},
              {"recorded:link:" + address, limits::kRefusedLinksRecorded}};
    case Refusal::Locked:
      return {{"recorded:locked", limits::kRefusalsRecorded},
              {"recorded:locked:account:" + email, 1},
              {"recorded:locked:address:" + address, 1}};
  }
  return {};
}

}  // namespace

void RefusedSignIns::record(const RefusedSignIn& refused, std::int64_t now) {
  if (const Status recorded = try_record(refused, now); !recorded) {
    log::warn("refused_sign_in_not_recorded", {{"reason", recorded.error().key}});
  }
}

Status RefusedSignIns::try_record(const RefusedSignIn& refused, std::int64_t now) {
  const std::int64_t since = now - limits::kSignInWindowSeconds;
  const std::vector<Allowance> allowances = allowances_for(refused);
  std::vector<std::int64_t> counts;
  {
    // What is recorded enough already costs no write.
    TSUZUKU_TRY(reader, database_.reader());
    for (const Allowance& allowance : allowances) {
      TSUZUKU_TRY(rows,
                  reader->rows(queries_.get("count_failures"), {{"subject", allowance.subject}, {"since", since}}));
      counts.push_back(sql::integer(rows[0][0]));
      if (counts.back() >= allowance.most) return {};
    }
  }
  json::object detail{{"address", std::string(refused.client_address)}, {"reason", std::string(refused.reason)}};
  if (counts.front() + 1 == allowances.front().most) detail["more_not_recorded"] = true;
  const std::int64_t mark = ids_.next();
  std::vector<sql::Row> marks;
  for (const Allowance& allowance : allowances) marks.push_back({allowance.subject, now, mark});

  TSUZUKU_TRY(audit, Audit::open(database_, ids_));
  TSUZUKU_TRY(session, database_.writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(session->run(queries_.get("purge_failures"), {{"since", since}}));
  TSUZUKU_CHECK(session->run_batch(queries_.get("add_failure"), marks));
  TSUZUKU_CHECK(
      audit.append(*session, {.at = now,
                              .staff = refused.staff,
                              .action = refused.kind == Refusal::Locked ? "session.locked" : "session.refused",
                              .object = std::string(cut_utf8(refused.email, kTypedBytes)),
                              .detail = to_text(detail)}));
  return transaction.commit();
}

}  // namespace tsuzuku::services
