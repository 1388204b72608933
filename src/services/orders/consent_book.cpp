#include "services/orders/consent_book.hpp"

#include <algorithm>

#include "services/happenings/happenings.hpp"

namespace tsuzuku::services {
namespace {

constexpr auto kMail = static_cast<std::int64_t>(domain::Channel::Mail);
constexpr std::string_view kOrigin = "import";

}  // namespace

bool is_news(const std::optional<KnownConsent>& known, const ToldConsent& told) {
  if (!known) return true;
  if (known->state == told.state) return false;
  if (!told.at) return told.state == domain::ConsentState::Withdrawn;
  return *told.at > known->at;
}

void ConsentBook::take(const ToldConsent& told, bool is_new) {
  told_.push_back(told);
  if (is_new) new_customers_.insert(told.customer_id);
}

Result<ConsentBook::Known> ConsentBook::known_before(const Place& place) const {
  Known known;
  std::vector<sql::Row> keys;
  for (const ToldConsent& told : told_) {
    const bool first = known.try_emplace(told.customer_id).second;
    if (first && !new_customers_.contains(told.customer_id)) keys.push_back({told.customer_id, kMail});
  }
  if (keys.empty()) return known;
  TSUZUKU_TRY(found, place.session.rows_batch(place.queries.get("latest_consent"), keys));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (found[i].empty()) continue;
    known[sql::integer(keys[i][0])] = {static_cast<domain::ConsentState>(sql::integer(found[i][0][0])),
                                       sql::integer(found[i][0][1])};
  }
  return known;
}

Result<std::vector<std::int64_t>> ConsentBook::write(const Place& place) {
  std::vector<std::int64_t> customers;
  if (told_.empty()) return customers;
  TSUZUKU_TRY(known, known_before(place));
  std::vector<sql::Row> rows;
  std::vector<Told> refusals;
  for (ToldConsent told : told_) {
    // A yes of tomorrow (a wrong zone, a mistyped year) would overrule every no that comes before then.
    if (told.at) told.at = std::min(*told.at, place.now);
    std::optional<KnownConsent>& latest = known[told.customer_id];
    if (!is_news(latest, told)) continue;
    const bool was_yes = latest && latest->state == domain::ConsentState::Given;
    customers.push_back(told.customer_id);
    latest = KnownConsent{told.state, told.at.value_or(place.now)};
    const std::int64_t id = place.ids.next();
    rows.push_back({told.customer_id, id, place.shop.value, kMail, static_cast<std::int64_t>(told.state), latest->at,
                    std::string(kOrigin), place.import.text()});
    if (was_yes) {
      refusals.push_back({CustomerId{told.customer_id},
                          {.kind = journeys::EventKind::Unsubscribed,
                           .key = std::to_string(id),
                           .at = latest->at,
                           .facts = {{"channel", std::string(name_of(domain::Channel::Mail))}}}});
    }
  }
  told_.clear();
  new_customers_.clear();
  if (rows.empty()) return customers;
  TSUZUKU_CHECK(place.session.run_batch(place.queries.get("add_consent"), rows));
  TSUZUKU_CHECK(tell(place.session, place.ids, place.shop, refusals));
  return customers;
}

}  // namespace tsuzuku::services
