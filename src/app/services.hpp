#pragma once
// Every service on one opened store: what the API and the workers work with. A new one is a member here and a line in
// open(); the API's context names it.

#include <memory>

#include "app/store.hpp"
#include "services/accounting/journals.hpp"
#include "services/analyses/analyses.hpp"
#include "services/audit/audit.hpp"
#include "services/campaigns/planner.hpp"
#include "services/channels/secret_mark.hpp"
#include "services/customers/desk.hpp"
#include "services/holdouts/global_holdouts.hpp"
#include "services/journeys/desk.hpp"
#include "services/journeys/engine.hpp"
#include "services/messages/desk.hpp"
#include "services/orders/received_orders.hpp"
#include "services/reports/reports.hpp"
#include "services/results/results.hpp"
#include "services/segments/desk.hpp"
#include "services/shops/shop_keys.hpp"
#include "services/staff/sign_in.hpp"
#include "services/staff/staff.hpp"
#include "services/tasks/tasks.hpp"

namespace tsuzuku::app {

struct Services {
  // The store outlives it. `other`: whether the store may be used with another secret.key than before.
  [[nodiscard]] static Result<std::unique_ptr<Services>> open(
      Store& store, services::OtherSecret other = services::OtherSecret::Refuse);

  services::StaffDirectory staff;
  services::SignIn sign_in;
  services::Audit audit;
  services::Tasks tasks;
  services::ShopKeys shop_keys;
  services::ReceivedOrders received_orders;
  std::unique_ptr<services::CustomerDesk> customers;
  std::unique_ptr<services::SegmentDesk> segments;
  std::unique_ptr<services::MessageDesk> messages;
  std::unique_ptr<services::Campaigns> campaigns;
  std::unique_ptr<services::CampaignPlanner> campaign_planner;
  services::Results results;
  services::GlobalHoldouts holdouts;
  std::unique_ptr<services::JourneyDesk> journeys;
  services::Analyses analyses;
  services::Reports reports;
  services::Journals journals;
  std::unique_ptr<services::JourneyEngine> journey_engine = nullptr;  // works with those above
};

}  // namespace tsuzuku::app
