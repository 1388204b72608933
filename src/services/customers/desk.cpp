#include "services/customers/desk.hpp"

#include "services/query_files.hpp"

namespace tsuzuku::services {
namespace {

Result<TimeZone> zone_of(const Shop& shop) {
  auto zone = TimeZone::find(shop.time_zone);
  if (!zone) return fail(ErrorKind::Internal, "shop.unknown_time_zone", {{"time_zone", shop.time_zone}});
  return *std::move(zone);
}

}  // namespace

struct CustomerDesk::Parts {
  sql::Database& database;
  Ledgers& ledgers;
  sql::Queries list, profile, standing, orders;
  TimelineSources timeline;
  CustomerNotes notes;
  CustomerTags tags;
  Consents consents;
  std::unique_ptr<CustomerViews> views;
};

Result<std::unique_ptr<CustomerDesk>> CustomerDesk::open(sql::Database& database, IdMaker& ids, Ledgers& ledgers) {
  const sql::Dialect dialect = database.dialect();
  TSUZUKU_TRY(list, queries_of("services/customers/list.sql", dialect));
  TSUZUKU_TRY(profile, queries_of("services/customers/profile.sql", dialect));
  TSUZUKU_TRY(standing, queries_of("services/customers/standing.sql", dialect));
  TSUZUKU_TRY(orders, queries_of("services/customers/order_stories.sql", dialect));
  TSUZUKU_TRY(timeline, make_timeline_sources(dialect));
  TSUZUKU_TRY(notes, CustomerNotes::open(database, ids));
  TSUZUKU_TRY(tags, CustomerTags::open(database, ids));
  TSUZUKU_TRY(consents, Consents::open(database, ids));
  TSUZUKU_TRY(views, CustomerViews::open(database, ids));
  return std::unique_ptr<CustomerDesk>(new CustomerDesk({.database = database,
                                                         .ledgers = ledgers,
                                                         .list = std::move(list),
                                                         .profile = std::move(profile),
                                                         .standing = std::move(standing),
                                                         .orders = std::move(orders),
                                                         .timeline = std::move(timeline),
                                                         .notes = std::move(notes),
                                                         .tags = std::move(tags),
                                                         .consents = std::move(consents),
                                                         .views = std::move(views)}));
}

CustomerDesk::CustomerDesk(Parts parts)
    : database_(&parts.database),
      ledgers_(&parts.ledgers),
      list_queries_(std::move(parts.list)),
      profile_queries_(std::move(parts.profile)),
      standing_queries_(std::move(parts.standing)),
      order_queries_(std::move(parts.orders)),
      timeline_sources_(std::move(parts.timeline)),
      notes_(std::move(parts.notes)),
      tags_(std::move(parts.tags)),
      consents_(std::move(parts.consents)),
      views_(std::move(parts.views)) {}

Result<CustomerListPage> CustomerDesk::list(const Shop& shop, const CustomerListRequest& request,
                                            std::optional<Day> as_of) {
  const ledger::BlockSet wanted =
      request.filter.needs_people() ? ledger::BlockSet{ledger::Block::People} : ledger::BlockSet{};
  TSUZUKU_TRY(blocks, ledgers_->get(shop, wanted));
  return list(shop, blocks, request, as_of);
}

Result<CustomerListPage> CustomerDesk::list(const Shop& shop, const ledger::Blocks& blocks,
                                            const CustomerListRequest& request, std::optional<Day> as_of) {
  const auto facts = facts_.get(shop.id, blocks.ledger, as_of);
  TSUZUKU_TRY(session, database_->reader());
  return list_customers(*session, list_queries_, shop.id, *facts, blocks.people.get(), request);
}

Result<CustomerPage> CustomerDesk::page(const Shop& shop, CustomerId customer, std::optional<Day> as_of,
                                        PersonalData personal_data) {
  TSUZUKU_TRY(ledger, ledgers_->get(shop));
  CustomerPage page;
  {
    TSUZUKU_TRY(session, database_->reader());
    TSUZUKU_TRY(profile, load_profile(*session, profile_queries_, shop.id, customer, personal_data));
    page.profile = std::move(profile);
    TSUZUKU_TRY(standing, load_standing(*session, standing_queries_, *ledger, customer, as_of));
    page.standing = standing;
    if (!as_of) {
      TSUZUKU_TRY(signals, find_signals(*session, standing_queries_, customer, page.standing));
      page.signals = std::move(signals);
    }
  }
  TSUZUKU_TRY(consents, consents_.of(customer));
  page.consents = latest_words(consents);
  TSUZUKU_TRY(tags, tags_.of(customer));
  page.tags = std::move(tags);
  if (personal_data == PersonalData::Masked) {
    for (Consent& consent : page.consents) consent.evidence.clear();
    return page;
  }
  TSUZUKU_TRY(notes, notes_.list(customer));
  page.notes = std::move(notes);
  return page;
}

Result<OrderStoryPage> CustomerDesk::orders(const Shop& shop, CustomerId customer, int page, int page_size) {
  TSUZUKU_CHECK(check(shop, customer));
  TSUZUKU_TRY(session, database_->reader());
  return load_order_stories(*session, order_queries_, customer, page, page_size);
}

Result<TimelinePage> CustomerDesk::timeline(const Shop& shop, CustomerId customer, std::string_view begin, int limit,
                                            const std::vector<std::string>& kinds, PersonalData personal_data) {
  TSUZUKU_CHECK(check(shop, customer));
  TSUZUKU_TRY(zone, zone_of(shop));
  TSUZUKU_TRY(session, database_->reader());
  return read_timeline(timeline_sources_,
                       {.session = *session,
                        .shop = shop.id,
                        .customer = customer,
                        .before = {},
                        .limit = limit,
                        .zone = zone,
                        .personal_data = personal_data},
                       begin, kinds);
}

Status CustomerDesk::check(const Shop& shop, CustomerId customer) {
  TSUZUKU_TRY(session, database_->reader());
  TSUZUKU_TRY(rows, session->rows(profile_queries_.get("customer_is_of_shop"),
                                  {{"customer_id", customer.value}, {"shop_id", shop.id.value}}));
  if (rows.empty()) return fail(ErrorKind::NotFound, "customers.unknown_id", {{"id", customer.text()}});
  return {};
}

Status CustomerDesk::record_view(const Shop& shop, std::optional<CustomerId> customer, StaffId staff,
                                 std::int64_t now) {
  TSUZUKU_TRY(zone, zone_of(shop));
  return views_->record({.shop = shop.id,
                         .customer = customer.value_or(CustomerId{}),
                         .staff = staff,
                         .day = zone.day_of(now),
                         .at = now});
}

}  // namespace tsuzuku::services
