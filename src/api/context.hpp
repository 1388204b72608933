#pragma once
// Everything a handler works with. Made once by app/; all of it is thread safe and outlives the server.

#include <filesystem>
#include <functional>
#include <vector>

#include "api/uploads.hpp"
#include "channels/mail/dns/resolver.hpp"
#include "services/accounting/journals.hpp"
#include "services/analyses/analyses.hpp"
#include "services/audit/audit.hpp"
#include "services/campaigns/campaigns.hpp"
#include "services/customers/desk.hpp"
#include "services/holdouts/global_holdouts.hpp"
#include "services/imports/import_jobs.hpp"
#include "services/imports/imports.hpp"
#include "services/journeys/desk.hpp"
#include "services/messages/desk.hpp"
#include "services/orders/received_orders.hpp"
#include "services/reports/reports.hpp"
#include "services/results/results.hpp"
#include "services/segments/desk.hpp"
#include "services/shops/shop_keys.hpp"
#include "services/shops/shops.hpp"
#include "services/staff/sign_in.hpp"
#include "services/staff/staff.hpp"
#include "services/tasks/tasks.hpp"

namespace tsuzuku::api {

struct Context {
  services::Shops& shops;
  services::Analyses& analyses;
  services::Reports& reports;
  services::Journals& journals;
  services::CustomerDesk& customers;
  services::SegmentDesk& segments;
  services::Campaigns& campaigns;
  services::Results& results;
  services::GlobalHoldouts& holdouts;
  services::Imports& imports;
  services::ImportJobs& import_jobs;
  services::StaffDirectory& staff;
  services::SignIn& sign_in;
  services::Audit& audit;
  services::Tasks& tasks;
  services::MessageDesk& messages;
  services::JourneyDesk& journeys;
  const channels::Resolver& resolver;
  services::ShopKeys& shop_keys;
  services::ReceivedOrders& received_orders;
  Uploads& uploads;
  std::function<void(ShopId)> orders_came;             // something new stands in the store: say so, do not wait
  std::function<std::int64_t()> now;                   // UTC seconds
  std::function<std::string()> random_name;            // letters and digits nobody can guess
  std::function<void()> members_changed;               // wakes whoever keeps up the members of segments
  std::function<void()> campaigns_changed;             // wakes whoever plans them
  std::function<void()> messages_changed = [] {};      // a channel was set up, a message let go
  std::function<void()> journeys_changed;              // wakes whoever runs journeys
  std::filesystem::path temporary_folder;              // files being made for download, rows spooled by an import
  std::vector<std::filesystem::path> profile_folders;  // users' own import profiles
  bool secure_cookies = false;                         // behind TLS
};

}  // namespace tsuzuku::api
