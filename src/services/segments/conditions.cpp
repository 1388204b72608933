#include "services/segments/conditions.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/time_zone.hpp"
#include "segments/sql.hpp"
#include "segments/text.hpp"
#include "services/query_files.hpp"
#include "services/segments/kinds.hpp"

namespace tsuzuku::services {
namespace {

Result<std::shared_ptr<const TimeZone>> zone_of(const Shop& shop) {
  auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  return std::make_shared<const TimeZone>(*std::move(zone));
}

// Binds :shop_id and the text's own parameters; `more` are those beside them.
Result<std::vector<sql::Row>> run(sql::Session& session, ShopId shop, const segments::SqlText& text,
                                  sql::Parameters more = {}) {
  TSUZUKU_TRY(queries, sql::Queries::parse("condition", "-- name: condition\n" + text.text, session.dialect()));
  more.push_back({"shop_id", shop.value});
  for (const segments::SqlParameter& parameter : text.parameters) more.push_back({parameter.name, parameter.value});
  return session.rows(queries.get("condition"), more);
}

// Refers to nothing of the caller's.
Result<segments::SqlSettings> sql_settings(const Shop& shop, Day as_of) {
  TSUZUKU_TRY(zone, zone_of(shop));
  return segments::SqlSettings{.as_of = as_of,
                               .merge_same_day = shop.merge_same_day,
                               .day_begins = [zone = std::move(zone)](Day day) { return zone->to_utc(day, 0); }};
}

// Touches, journeys and frozen lists, told by the store; each question is read once.
class StoreFacts final : public segments::ExternalFacts {
 public:
  StoreFacts(sql::Database& database, Shop shop) : database_(&database), shop_(std::move(shop)) {}

  Result<std::vector<std::int64_t>> customers(const segments::Condition& leaf, Day as_of) override {
    const auto key = std::pair(segments::to_text(leaf), as_of.value);
    if (const auto known = read_.find(key); known != read_.end()) return known->second;
    TSUZUKU_TRY(settings, sql_settings(shop_, as_of));
    TSUZUKU_TRY(session, database_->reader());
    TSUZUKU_TRY(rows, run(*session, shop_.id, segments::sql_of_members(leaf, shop_.currency, settings)));
    std::vector<std::int64_t>& ids = read_[key];
    ids.reserve(rows.size());
    for (const sql::Row& row : rows) ids.push_back(sql::integer(row[0]));
    return ids;
  }

 private:
  sql::Database* database_;
  Shop shop_;
  std::map<std::pair<std::string, int>, std::vector<std::int64_t>> read_;
};

}  // namespace

Result<Conditions> Conditions::open(sql::Database& database, const Shops& shops, Ledgers& ledgers) {
  TSUZUKU_TRY(queries, queries_of("services/segments/conditions.sql", database.dialect()));
  return Conditions(database, shops, ledgers, std::move(queries));
}

Result<Shop> Conditions::shop_in(sql::Session& session, ShopId shop) const {
  TSUZUKU_TRY(rows, session.rows(queries_.get("shop_of_condition"), {{"shop_id", shop.value}}));
  if (rows.empty()) return fail(ErrorKind::NotFound, "shop.unknown_id", {{"id", shop.text()}});
  const sql::Row& row = rows.front();
  return Shop{.id = shop,
              .name = sql::text(row[0]),
              .currency = find_currency(sql::text(row[1])).value_or(Currency{"JPY", 0}),
              .time_zone = sql::text(row[2]),
              .merge_same_day = sql::integer(row[3]) != 0,
              .data_version = sql::integer(row[4]),
              .people_version = sql::integer(row[5])};
}

segments::Surroundings Conditions::surroundings(sql::Session& session, const Shop& shop,
                                                std::string_view own_name) const {
  return {.currency = shop.currency,
          .segment = [this, &session,
                      id = shop.id](std::string_view name) -> Result<std::optional<segments::NamedSegment>> {
            TSUZUKU_TRY(rows, session.rows(queries_.get("segment_named"),
                                           {{"shop_id", id.value}, {"name", std::string(name)}}));
            if (rows.empty()) return std::nullopt;
            return segments::NamedSegment{.frozen = sql::integer(rows[0][0]) == code(SegmentKind::Frozen),
                                          .condition = sql::text(rows[0][1])};
          },
          .own_name = std::string(own_name)};
}

Result<segments::Checked> Conditions::check(const Shop& shop, std::string_view text, std::string_view own_name) const {
  TSUZUKU_TRY(condition, segments::parse(text));
  return check(shop, std::move(condition), own_name);
}

Result<segments::Checked> Conditions::check(const Shop& shop, segments::Condition condition,
                                            std::string_view own_name) const {
  TSUZUKU_TRY(session, database_->reader());
  return segments::check(std::move(condition), surroundings(*session, shop, own_name));
}

std::optional<Error> Conditions::problem(ShopId shop, std::string_view text) const {
  const auto checked = [&]() -> Result<segments::Checked> {
    TSUZUKU_TRY(known, shops_->get(shop));
    return check(known, text);
  }();
  if (checked) return std::nullopt;
  return checked.error();
}

Result<bool> Conditions::holds(sql::Session& session, ShopId shop_id, CustomerId customer, std::string_view text,
                               std::int64_t now) const {
  TSUZUKU_TRY(shop, shop_in(session, shop_id));
  TSUZUKU_TRY(condition, segments::checked(text, surroundings(session, shop, {})));
  TSUZUKU_TRY(day, today(shop, now));
  TSUZUKU_TRY(settings, sql_settings(shop, day));
  TSUZUKU_TRY(rows,
              run(session, shop_id, segments::sql_of_member(condition, settings), {{"customer_id", customer.value}}));
  return !rows.empty();
}

Result<Fulfilled> Conditions::ask(const Shop& shop, const segments::Checked& condition, Day as_of,
                                  Freshness freshness) const {
  TSUZUKU_TRY(blocks, freshness == Freshness::Current ? ledgers_->get_current(shop, condition.needs())
                                                      : ledgers_->get(shop, condition.needs()));
  StoreFacts facts(*database_, shop);
  TSUZUKU_TRY(customers, segments::evaluate(condition, {.blocks = blocks, .as_of = as_of, .external = &facts}));
  return Fulfilled{std::move(blocks), std::move(customers)};
}

Result<std::vector<CustomerId>> Conditions::members(ShopId shop_id, std::string_view text, Day as_of) const {
  TSUZUKU_TRY(shop, shops_->get(shop_id));
  TSUZUKU_TRY(condition, check(shop, text));
  TSUZUKU_TRY(fulfilled, ask(shop, condition, as_of, Freshness::Current));
  std::vector<CustomerId> members;
  members.reserve(static_cast<std::size_t>(fulfilled.customers.count()));
  const auto ids = fulfilled.blocks.ledger->customer_ids();
  fulfilled.customers.for_each([&](ledger::CustomerIndex index) { members.push_back(CustomerId{ids[index]}); });
  return members;
}

Explainer Conditions::explainer(const Shop& shop, const segments::Checked& condition, ledger::Blocks blocks,
                                Day as_of) const {
  return {std::make_unique<StoreFacts>(*database_, shop), condition, std::move(blocks), as_of};
}

Result<std::vector<segments::LeafAnswer>> Explainer::answers(ledger::CustomerIndex customer) {
  return segments::explain(*condition_, {.blocks = blocks_, .as_of = as_of_, .external = facts_.get()}, customer);
}

std::vector<std::string> Conditions::unknown_names(const segments::Checked& condition, const ledger::Blocks& blocks,
                                                   Day as_of) const {
  std::vector<std::string> names;
  for (segments::UnknownName& unknown : segments::unknown_names(condition, {.blocks = blocks, .as_of = as_of})) {
    if (std::ranges::find(names, unknown.name) == names.end()) names.push_back(std::move(unknown.name));
  }
  return names;
}

Result<Day> Conditions::today(const Shop& shop, std::int64_t now) const {
  TSUZUKU_TRY(zone, zone_of(shop));
  return zone->day_of(now);
}

}  // namespace tsuzuku::services
