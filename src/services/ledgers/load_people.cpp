#include <string>
#include <unordered_map>

#include "services/ledgers/loaders.hpp"

namespace tsuzuku::services {
namespace {

struct Tags {
  std::unordered_map<std::int64_t, ledger::TagIndex> index;  // by id
  std::vector<std::string> names;
};

Result<Tags> load_tags(sql::Session& session, const sql::Queries& queries, const Shop& shop) {
  TSUZUKU_TRY(rows, session.rows(queries.get("ledger_tags"), {{"shop_id", shop.id.value}}));
  Tags tags;
  for (const sql::Row& row : rows) {
    tags.index.emplace(sql::integer(row[0]), static_cast<ledger::TagIndex>(tags.names.size()));
    tags.names.push_back(sql::text(row[1]));
  }
  return tags;
}

bool is_known(domain::Channel channel) { return channel >= domain::Channel::Mail && channel <= domain::Channel::Sms; }

bool is_known(domain::ConsentState state) {
  return state == domain::ConsentState::Given || state == domain::ConsentState::Withdrawn;
}

Status read_range(sql::Session& session, const sql::Queries& queries, const Shop& shop, CustomerRange range,
                  const Tags& tags, ledger::PeoplePart& part) {
  const Extent only = std::span(&range, 1);
  TSUZUKU_CHECK(for_each_row(session, queries.get("stream_people"), shop, only, [&](const sql::Cursor& row) {
    ledger::PersonRow person;
    person.customer = row.integer(0);
    if (!row.is_null(1)) person.birth_day = Day{static_cast<std::int32_t>(row.integer(1))};
    person.gender = row.text(2);
    person.prefecture = row.text(3);
    person.has_mail = row.integer(4) != 0;
    person.has_phone = row.integer(5) != 0;
    person.has_address = row.integer(6) != 0;
    part.add(person);
  }));
  TSUZUKU_CHECK(for_each_row(session, queries.get("stream_consents"), shop, only, [&](const sql::Cursor& row) {
    const auto channel = static_cast<domain::Channel>(row.integer(1));
    const auto state = static_cast<domain::ConsentState>(row.integer(2));
    if (is_known(channel) && is_known(state)) part.add_consent(row.integer(0), channel, state);
  }));
  return for_each_row(session, queries.get("stream_customer_tags"), shop, only, [&](const sql::Cursor& row) {
    const auto tag = tags.index.find(row.integer(1));
    if (tag != tags.index.end()) part.add_tag(row.integer(0), tag->second);
  });
}

}  // namespace

Result<std::shared_ptr<const ledger::People>> load_people(Snapshot& snapshot, const sql::Queries& queries,
                                                          const Shop& shop, const ledger::Ledger& ledger) {
  TSUZUKU_TRY(tags, load_tags(snapshot.first(), queries, shop));
  const std::vector<CustomerRange> ranges = cut_into_ranges(ledger.customer_ids(), snapshot.readers.size());
  ledger::PeopleBuilder builder(ledger, tags.names);
  std::vector<ledger::PeoplePart*> parts;
  for (std::size_t n = 0; n < ranges.size(); ++n) parts.push_back(&builder.part());
  TSUZUKU_CHECK(read_ranges(snapshot, ranges.size(), [&](sql::Session& session, std::size_t n) {
    return read_range(session, queries, shop, ranges[n], tags, *parts[n]);
  }));
  return builder.finish();
}

}  // namespace tsuzuku::services
