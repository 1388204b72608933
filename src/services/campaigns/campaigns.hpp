#pragma once
// Campaigns: one message to everybody for whom a condition holds, at one moment.

#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "services/campaigns/reach.hpp"
#include "services/messages/templates.hpp"
#include "services/segments/conditions.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Stored: never renumber.
enum class CampaignState : std::uint8_t {
  Draft = 1,
  Planned = 2,  // fixed; its messages are being put into the outbox, or wait for the moment
  Running = 3,  // messages go out
  Done = 4,     // none is left to go out
  Cancelled = 5,
};
[[nodiscard]] std::string_view name_of(CampaignState state);  // "draft" …

struct Campaign {
  CampaignId id;
  std::string name;
  CampaignState state = CampaignState::Draft;
  std::string condition;
  std::optional<SegmentId> segment;  // that the condition names, where one was chosen
  std::optional<TemplateId> message;
  int holdout_permille = 0;
  Money cost = 0;                              // of one message
  std::optional<std::int64_t> send_at;         // nothing: as soon as it is planned
  std::optional<ReachCounts> audience;         // counted while planning; of a draft see audience()
  std::map<std::string, std::int64_t> counts;  // touches by domain::name_of(TouchState), those of the holdout left out
  std::int64_t created_at = 0;
  std::int64_t updated_at = 0;

  friend bool operator==(const Campaign&, const Campaign&) = default;
};

// Nothing told leaves it as it is.
struct CampaignChange {
  std::optional<std::string> name;
  std::optional<std::string> condition;
  std::optional<SegmentId> segment;  // its members; instead of a condition
  std::optional<TemplateId> message;
  std::optional<int> holdout_permille;
  std::optional<Money> cost;
  std::optional<std::int64_t> send_at;  // 0: as soon as it is planned
};

// Not owned: everything it is opened with outlives it. Thread safe.
class Campaigns {
 public:
  static constexpr int kHoldoutMost = 500;  // permille: more would learn less

  struct Tools {
    sql::Database& database;
    IdMaker& ids;
    const Conditions& conditions;
    const Templates& templates;
    const Suppressions& suppressions;
  };
  [[nodiscard]] static Result<std::unique_ptr<Campaigns>> open(const Tools& tools);

  [[nodiscard]] Result<std::vector<Campaign>> list(const Shop& shop) const;   // newest first
  [[nodiscard]] Result<Campaign> get(const Shop& shop, CampaignId id) const;  // NotFound "campaigns.unknown_id"

  // A draft. Errors: Usage "campaigns.no_name", "campaigns.name_too_long", "campaigns.no_condition",
  // "campaigns.bad_holdout", "campaigns.bad_cost"; Conflict "campaigns.name_taken"; those of the condition, the segment
  // and the template.
  [[nodiscard]] Result<Campaign> create(const Shop& shop, const CampaignChange& made, std::optional<StaffId> staff,
                                        std::int64_t now);
  // Conflict "campaigns.not_draft", like remove().
  [[nodiscard]] Result<Campaign> change(const Shop& shop, CampaignId id, const CampaignChange& change,
                                        std::int64_t now);
  [[nodiscard]] Status remove(const Shop& shop, CampaignId id);
  // From now on it is fixed: the planner puts its messages into the outbox shortly before their moment. Conflict
  // "campaigns.no_template", "campaigns.not_draft".
  [[nodiscard]] Result<Campaign> plan(const Shop& shop, CampaignId id, std::int64_t now);
  // What has not gone out stays here; the planner takes it back. Conflict "campaigns.over" when all is done.
  [[nodiscard]] Result<Campaign> cancel(const Shop& shop, CampaignId id, std::int64_t now);

  // Who would be reached now; kept for some minutes while shop and campaign stay as they are.
  [[nodiscard]] Result<ReachCounts> audience(const Shop& shop, const Campaign& campaign, std::int64_t now) const;
  [[nodiscard]] const Reaching& reaching() const { return reaching_; }

 private:
  struct KeptAudience {
    std::string key;
    std::int64_t counted_at = 0;
    ReachCounts counts;
  };
  Campaigns(const Tools& tools, Reaching reaching, sql::Queries queries)
      : tools_(tools), reaching_(std::move(reaching)), queries_(std::move(queries)) {}
  [[nodiscard]] Result<std::vector<Campaign>> read(const Shop& shop, std::string_view query,
                                                   sql::Parameters parameters) const;
  [[nodiscard]] Status apply(const Shop& shop, const CampaignChange& change, Campaign& campaign) const;
  [[nodiscard]] Result<Campaign> write(const Shop& shop, std::string_view query, const Campaign& campaign,
                                       std::optional<StaffId> staff, std::int64_t now);
  [[nodiscard]] Result<Campaign> move(const Shop& shop, const Campaign& campaign, CampaignState to,
                                      std::optional<std::int64_t> send_at, std::int64_t now);

  Tools tools_;
  Reaching reaching_;
  sql::Queries queries_;
  mutable std::mutex mutex_;
  mutable std::map<std::int64_t, KeptAudience> audiences_;
};

}  // namespace tsuzuku::services
