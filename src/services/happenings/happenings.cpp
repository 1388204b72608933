#include "services/happenings/happenings.hpp"

#include <algorithm>
#include <vector>

#include "base/json.hpp"
#include "base/limits.hpp"
#include "services/query_files.hpp"

namespace tsuzuku::services {

Status tell(sql::Session& session, IdMaker& ids, ShopId shop, CustomerId customer, const journeys::Happened& event) {
  const Told told{customer, event};
  return tell(session, ids, shop, std::span(&told, 1));
}

Result<bool> is_anybody_listening(sql::Session& session, ShopId shop) {
  TSUZUKU_TRY(queries, queries_of("services/happenings/happenings.sql", session.dialect()));
  TSUZUKU_TRY(listening, session.rows(queries.get("is_anybody_listening"), {{"shop_id", shop.value}}));
  return !listening.empty();
}

Status tell(sql::Session& session, IdMaker& ids, ShopId shop, std::span<const Told> events) {
  if (events.empty()) return {};
  TSUZUKU_TRY(heard, is_anybody_listening(session, shop));
  if (!heard) return {};
  TSUZUKU_TRY(queries, queries_of("services/happenings/happenings.sql", session.dialect()));
  std::vector<sql::Row> rows;
  rows.reserve(events.size());
  for (const auto& [customer, event] : events) {
    rows.push_back({customer.value, ids.next(), shop.value, std::string(name_of(event.kind)), event.key, event.at,
                    facts_to_text(event.facts)});
  }
  return session.run_batch(queries.get("put_in_line"), rows);
}

std::string facts_to_text(const journeys::Facts& facts) {
  json::array all;
  for (const journeys::Fact& fact : std::span(facts).first(std::min(facts.size(), limits::kEventFacts))) {
    all.emplace_back(json::array{fact.name, fact.value});
  }
  return to_text(all);
}

Result<journeys::Facts> facts_from_text(std::string_view text) {
  const auto value = parse_json(text);
  if (!value || !value->is_array()) return fail(ErrorKind::Internal, "journeys.facts_damaged");
  journeys::Facts facts;
  for (const json::value& one : value->get_array()) {
    const json::array* pair = one.if_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_string() || !(*pair)[1].is_string()) {
      return fail(ErrorKind::Internal, "journeys.facts_damaged");
    }
    facts.push_back({std::string((*pair)[0].get_string()), std::string((*pair)[1].get_string())});
  }
  return facts;
}

}  // namespace tsuzuku::services
