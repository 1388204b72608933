#include "services/campaigns/reach.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/json.hpp"
#include "base/stable_hash.hpp"
#include "services/messages/eligibility.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

constexpr int kDraws = 1'000;

using Member = std::pair<std::string_view, std::int64_t ReachCounts::*>;
constexpr std::array<Member, 8> kMembers{{{"customers", &ReachCounts::customers},
                                          {"sendable", &ReachCounts::sendable},
                                          {"held_out", &ReachCounts::held_out},
                                          {"no_consent", &ReachCounts::no_consent},
                                          {"no_address", &ReachCounts::no_address},
                                          {"suppressed", &ReachCounts::suppressed},
                                          {"global_holdout", &ReachCounts::global_holdout},
                                          {"same_address", &ReachCounts::same_address}}};

Reach reach_of(const Eligibility& facts) {
  const std::string_view why_not = obstacle(facts);
  if (why_not.empty()) return Reach::Sendable;
  if (why_not == "suppressed") return Reach::Suppressed;
  return why_not == "no_consent" ? Reach::NoConsent : Reach::NoAddress;
}

// Of somebody who can be reached.
Reach drawn(CustomerId customer, const Reaching::Draw& draw, const GlobalHoldout& global) {
  if (std::ranges::binary_search(draw.second_copies, customer.value)) return Reach::SameAddress;
  if (global.holds_out(customer)) return Reach::GlobalHoldout;
  return is_held_out(customer, draw.campaign, draw.holdout_permille) ? Reach::HeldOut : Reach::Sendable;
}

}  // namespace

void ReachCounts::add(Reach reach) {
  ++customers;
  ++(this->*kMembers[1 + static_cast<std::size_t>(reach)].second);
}

std::string to_text(const ReachCounts& counts) {
  json::object told;
  for (const auto& [name, member] : kMembers) told[name] = counts.*member;
  return tsuzuku::to_text(told);
}

ReachCounts reach_counts_from(std::string_view text) {
  ReachCounts counts;
  const auto told = parse_json(text);
  if (!told || !told->is_object()) return counts;
  for (const auto& [name, member] : kMembers) counts.*member = integer_or(told->get_object(), name, 0);
  return counts;
}

bool is_held_out(CustomerId customer, CampaignId campaign, int holdout_permille) {
  return stable_slot(customer.value, "holdout:campaign:" + campaign.text(), kDraws) < holdout_permille;
}

Result<Reaching> Reaching::open(sql::Database& database, const Suppressions& suppressions) {
  TSUZUKU_TRY(queries, queries_of("services/campaigns/reach.sql", database.dialect()));
  TSUZUKU_TRY(holdouts, GlobalHoldouts::open(database));
  return Reaching(suppressions, std::move(holdouts), std::move(queries));
}

Result<std::vector<Reach>> Reaching::of(sql::Session& session, const Shop& shop, const channels::Channel& channel,
                                        const Draw& draw, std::span<const std::int64_t> customers) const {
  const sql::Query& query = queries_.get("address_and_consent");
  std::vector<sql::Row> keys;
  keys.reserve(customers.size());
  for (const std::int64_t customer : customers) {
    sql::Row& key = keys.emplace_back();
    for (const std::string& parameter : query.parameters) {
      if (parameter == "channel") key.emplace_back(static_cast<std::int64_t>(channel.id()));
      if (parameter == "customer_id") key.emplace_back(customer);
      if (parameter == "shop_id") key.emplace_back(shop.id.value);
    }
  }
  TSUZUKU_TRY(rows, session.rows_batch(query, keys));
  std::vector<Eligibility> facts(customers.size());
  std::vector<std::string> addresses(customers.size());
  for (std::size_t i = 0; i < customers.size(); ++i) {
    if (rows[i].empty()) continue;
    const sql::Row& row = rows[i].front();
    facts[i].known = true;
    const std::string email = sql::text(row[0]);
    facts[i].told = !email.empty();
    if (facts[i].told) addresses[i] = channel.address_of(email).value_or("");
    facts[i].address = addresses[i];
    if (sql::is_null(row[1])) continue;
    facts[i].consent = ConsentWord{.id = sql::integer(row[1]),
                                   .state = static_cast<domain::ConsentState>(sql::integer(row[2])),
                                   .at = sql::integer(row[3])};
  }
  TSUZUKU_TRY(suppressed, suppressions_->find(session, shop.id, channel.id(), addresses));
  TSUZUKU_TRY(global, holdouts_.of(session, shop.id));
  std::vector<Reach> reached;
  reached.reserve(customers.size());
  for (std::size_t i = 0; i < customers.size(); ++i) {
    facts[i].suppression = std::move(suppressed[i]);
    Reach reach = reach_of(facts[i]);
    if (reach == Reach::Sendable) reach = drawn(CustomerId{customers[i]}, draw, global);
    reached.push_back(reach);
  }
  return reached;
}

}  // namespace tsuzuku::services
