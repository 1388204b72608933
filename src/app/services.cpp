#include "app/services.hpp"

#include "app/random.hpp"
#include "app/secret_key.hpp"

namespace tsuzuku::app {

Result<std::unique_ptr<Services>> Services::open(Store& store, services::OtherSecret other) {
  sql::Database& database = store.database();
  IdMaker& ids = store.ids();
  TSUZUKU_TRY(staff, services::StaffDirectory::open(database, ids));
  TSUZUKU_TRY(sign_in, services::SignIn::open(database, ids, fill_random));
  TSUZUKU_TRY(audit, services::Audit::open(database, ids));
  TSUZUKU_TRY(tasks, services::Tasks::open(database, ids));
  TSUZUKU_TRY(shop_keys, services::ShopKeys::open(database, ids, fill_random));
  TSUZUKU_TRY(received_orders, services::ReceivedOrders::open(database, ids));
  TSUZUKU_TRY(customers, services::CustomerDesk::open(database, ids, store.ledgers()));
  TSUZUKU_TRY(segments, services::SegmentDesk::open(database, ids, store.shops(), store.ledgers(), *customers));
  TSUZUKU_TRY(secret, load_secret_key(store.data()));
  TSUZUKU_CHECK(services::keep_secret_mark(database, secret, other, now_utc_seconds()));
  TSUZUKU_TRY(messages, services::MessageDesk::open(database, ids, secret, fill_random));
  TSUZUKU_TRY(campaigns, services::Campaigns::open({.database = database,
                                                    .ids = ids,
                                                    .conditions = segments->conditions(),
                                                    .templates = messages->templates(),
                                                    .suppressions = messages->suppressions()}));
  TSUZUKU_TRY(campaign_planner, services::CampaignPlanner::open({.database = database,
                                                                 .shops = store.shops(),
                                                                 .conditions = segments->conditions(),
                                                                 .campaigns = *campaigns,
                                                                 .touches = messages->touches()}));
  TSUZUKU_TRY(results, services::Results::open(database, store.ledgers()));
  TSUZUKU_TRY(holdouts, services::GlobalHoldouts::open(database));
  TSUZUKU_TRY(journeys, services::JourneyDesk::open(database, ids, store.ledgers(), segments->conditions(),
                                                    messages->templates(), messages->publishing()));
  TSUZUKU_TRY(analyses, services::Analyses::open(database, store.ledgers()));
  TSUZUKU_TRY(reports, services::Reports::open(database, store.ledgers()));
  TSUZUKU_TRY(journals, services::Journals::open(database, store.ledgers()));
  std::unique_ptr<Services> services(new Services{
      .staff = std::move(staff),
      .sign_in = std::move(sign_in),
      .audit = std::move(audit),
      .tasks = std::move(tasks),
      .shop_keys = std::move(shop_keys),
      .received_orders = std::move(received_orders),
      .customers = std::move(customers),
      .segments = std::move(segments),
      .messages = std::move(messages),
      .campaigns = std::move(campaigns),
      .campaign_planner = std::move(campaign_planner),
      .results = std::move(results),
      .holdouts = std::move(holdouts),
      .journeys = std::move(journeys),
      .analyses = std::move(analyses),
      .reports = std::move(reports),
      .journals = std::move(journals),
  });
  TSUZUKU_TRY(engine, services::JourneyEngine::open(database, ids, services->messages->touches(), services->tasks,
                                                    services->customers->tags(), services->journeys->questions()));
  services->journey_engine = std::move(engine);
  return services;
}

}  // namespace tsuzuku::app
