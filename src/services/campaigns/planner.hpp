#pragma once
// Puts the messages of campaigns into the outbox shortly before their moment, some hundred customers at a time, and
// takes back those of cancelled ones. Whatever stops it, the next call goes on behind the last customer who was decided
// about; a touch's key, "campaign:<id>", lets nobody in twice.

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "base/error.hpp"
#include "services/campaigns/campaigns.hpp"
#include "services/messages/touches.hpp"
#include "services/segments/conditions.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// So long before its moment the customers of a campaign are chosen: late enough to know them as they are, early enough
// for a million.
inline constexpr std::int64_t kPlanAheadSeconds = 600;
// A message that found no room (quiet hours, frequency) by then is not sent any more.
inline constexpr std::int64_t kCampaignExpirySeconds = 3 * 86'400;

struct CampaignWork {
  std::int64_t decided = 0;    // customers
  std::int64_t withdrawn = 0;  // touches of cancelled campaigns
  std::int64_t moved = 0;      // campaigns that changed state
  std::vector<std::pair<CampaignId, Error>> failed;
  bool more = false;  // something is left to be done at once
};

// Not owned: everything it is opened with outlives it. work_once() is called by one thread at a time; several programs
// may plan on one database.
class CampaignPlanner {
 public:
  struct Tools {
    sql::Database& database;
    const Shops& shops;
    const Conditions& conditions;
    const Campaigns& campaigns;
    Touches& touches;
  };
  [[nodiscard]] static Result<std::unique_ptr<CampaignPlanner>> open(const Tools& tools);
  ~CampaignPlanner();

  // A bounded piece: some thousand customers of each campaign that is due, in transactions of some hundred.
  [[nodiscard]] Result<CampaignWork> work_once(std::int64_t now);

 private:
  struct Plan;
  CampaignPlanner(const Tools& tools, sql::Queries queries);
  [[nodiscard]] Status plan_due(std::int64_t now, CampaignWork& work);
  [[nodiscard]] Result<Plan*> plan_of(const sql::Row& row, std::int64_t now);
  // False when somebody else moved on meanwhile (cancelled, another program).
  [[nodiscard]] Result<bool> decide(Plan& plan, std::int64_t now, CampaignWork& work);
  [[nodiscard]] Status take_back(std::int64_t now, CampaignWork& work);
  [[nodiscard]] Status move_on(std::int64_t now, CampaignWork& work);

  Tools tools_;
  sql::Queries queries_;
  std::map<std::int64_t, std::unique_ptr<Plan>> plans_;  // of campaigns that are being planned
};

}  // namespace tsuzuku::services
