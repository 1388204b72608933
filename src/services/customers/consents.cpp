#include "services/customers/consents.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "services/happenings/happenings.hpp"
#include "services/query_files.hpp"
#include "services/shops/shops.hpp"

namespace tsuzuku::services {

Result<Consents> Consents::open(sql::Database& database, IdMaker& ids) {
  TSUZUKU_TRY(queries, queries_of("services/customers/consents.sql", database.dialect()));
  return Consents(database, ids, std::move(queries));
}

Result<std::vector<Consent>> Consents::of(CustomerId customer) const {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(queries_.get("consents_of"), {{"customer_id", customer.value}}));
  std::vector<Consent> consents;
  for (const sql::Row& row : rows) {
    Consent consent{.id = sql::integer(row[0]),
                    .channel = static_cast<domain::Channel>(sql::integer(row[1])),
                    .state = static_cast<domain::ConsentState>(sql::integer(row[2])),
                    .at = sql::integer(row[3]),
                    .origin = sql::text(row[4]),
                    .evidence = sql::text(row[5])};
    if (!sql::is_null(row[6])) consent.staff = StaffId{sql::integer(row[6])};
    consent.staff_name = sql::text(row[7]);
    consents.push_back(std::move(consent));
  }
  return consents;
}

Status Consents::add(ShopId shop, CustomerId customer, const NewConsent& consent, std::int64_t now) {
  TSUZUKU_TRY(session, database_->writer());
  TSUZUKU_TRY(transaction, sql::Transaction::begin(*session));
  TSUZUKU_CHECK(add(*session, shop, customer, consent, now));
  TSUZUKU_CHECK(touch_shop_people(*session, shop));
  return transaction.commit();
}

Status Consents::add(sql::Session& session, ShopId shop, CustomerId customer, const NewConsent& consent,
                     std::int64_t now) const {
  const std::string_view evidence = trim(consent.evidence);
  if (evidence.empty()) return fail(ErrorKind::Usage, "customers.evidence_missing");
  if (evidence.size() > limits::kNoteBytes) {
    return fail(ErrorKind::Usage, "customers.evidence_too_long", {{"bytes", std::to_string(limits::kNoteBytes)}});
  }
  const std::int64_t id = ids_->next();
  TSUZUKU_CHECK(session.run(queries_.get("add_consent"), {{"customer_id", customer.value},
                                                          {"consent_id", id},
                                                          {"shop_id", shop.value},
                                                          {"channel", static_cast<std::int64_t>(consent.channel)},
                                                          {"state", static_cast<std::int64_t>(consent.state)},
                                                          {"at", now},
                                                          {"origin", consent.origin},
                                                          {"evidence", std::string(evidence)},
                                                          {"staff_id", consent.staff ? sql::Value(consent.staff->value)
                                                                                     : sql::Value(sql::Null{})}}));
  if (consent.state != domain::ConsentState::Withdrawn) return {};
  return tell(session, *ids_, shop, customer,
              {.kind = journeys::EventKind::Unsubscribed,
               .key = std::to_string(id),
               .at = now,
               .facts = {{"channel", std::string(name_of(consent.channel))}}});
}

std::vector<Consent> latest_words(const std::vector<Consent>& newest_first) {
  std::vector<Consent> latest;
  for (const Consent& word : newest_first) {
    if (std::ranges::find(latest, word.channel, &Consent::channel) == latest.end()) latest.push_back(word);
  }
  std::ranges::sort(latest, {}, &Consent::channel);
  return latest;
}

}  // namespace tsuzuku::services
