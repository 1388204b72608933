#include "services/messages/audience.hpp"

#include <unordered_map>

#include "services/query_files.hpp"

namespace tsuzuku::services {

Result<Audience> Audience::open(sql::Database& database, const Suppressions& suppressions) {
  TSUZUKU_TRY(fields, PersonalFields::open(database));
  TSUZUKU_TRY(queries, queries_of("services/messages/audience.sql", database.dialect()));
  return Audience(suppressions, std::move(fields), std::move(queries));
}

Result<std::vector<Addressee>> Audience::load(sql::Session& session, const Shop& shop, const channels::Channel& channel,
                                              std::span<const Touch> touches, Day today) const {
  std::vector<CustomerId> customers;
  std::vector<sql::Row> consent_keys;
  for (const Touch& touch : touches) {
    customers.push_back(touch.customer);
    consent_keys.push_back({touch.customer.value, static_cast<std::int64_t>(channel.id())});
  }
  TSUZUKU_TRY(people, fields_.load(session, shop, customers, today));
  std::unordered_map<std::int64_t, const Person*> by_id;
  for (const Person& person : people) by_id.emplace(person.customer.value, &person);
  TSUZUKU_TRY(words, session.rows_batch(queries_.get("latest_consent"), consent_keys));

  std::vector<Addressee> all(touches.size());
  std::vector<std::string> addresses;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    Addressee& one = all[i];
    one.facts.advertising = touches[i].advertising;
    if (const auto found = by_id.find(touches[i].customer.value); found != by_id.end()) {
      one.person = *found->second;
      one.facts.known = true;
      one.facts.told = !one.person.email.empty();
      one.facts.address = channel.address_of(one.person.email).value_or("");
    }
    if (!words[i].empty()) {
      const sql::Row& word = words[i].front();
      one.facts.consent = ConsentWord{.id = sql::integer(word[0]),
                                      .state = static_cast<domain::ConsentState>(sql::integer(word[1])),
                                      .at = sql::integer(word[2])};
    }
    addresses.push_back(one.facts.address);
  }
  TSUZUKU_TRY(suppressions, suppressions_->find(session, shop.id, channel.id(), addresses));
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].facts.suppression = suppressions[i];
    all[i].obstacle = obstacle(all[i].facts);
  }
  return all;
}

}  // namespace tsuzuku::services
