#pragma once
// The last word of whoever planned a message: days may lie between planning and sending.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "base/id.hpp"
#include "services/holdouts/global_holdouts.hpp"
#include "services/journeys/plans.hpp"
#include "services/journeys/questions.hpp"
#include "services/messages/sending/gate.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Not owned: the database outlives it. Touches that neither a journey nor a campaign planned may go. Reasons are names
// of journeys::EndReason, "global_holdout", and of a campaign's message that was moved away from its moment
// "no_longer_meant": the customer does not fulfil the condition any more. Errors put the message off: Unavailable
// "journeys.paused_now", "journeys.undecided_now".
class JourneySendGate final : public SendGate {
 public:
  [[nodiscard]] static Result<std::unique_ptr<JourneySendGate>> open(sql::Database& database, Questions questions);

  [[nodiscard]] Result<std::optional<std::string>> may_send(ShopId shop, const Touch& touch, std::int64_t now) override;
  // Reads the versions that were published since the last time.
  [[nodiscard]] Status get_ready(ShopId shop) override;
  // Unavailable "journeys.undecided_now" for a version that get_ready() has not seen; the next time without rules, when
  // it was not there then either: may_send() refuses what has no plan.
  [[nodiscard]] Result<const journeys::DeliveryRules*> rules_of(ShopId shop, const Touch& touch) override;

 private:
  using Refusal = std::optional<std::string>;
  JourneySendGate(sql::Database& database, Questions questions, sql::Queries queries, sql::Queries plan_queries,
                  GlobalHoldouts holdouts)
      : database_(&database),
        questions_(std::move(questions)),
        queries_(std::move(queries)),
        plans_(std::move(plan_queries)),
        holdouts_(std::move(holdouts)) {}
  [[nodiscard]] Result<Refusal> ask_campaign(sql::Session& session, ShopId shop, const Touch& touch, std::int64_t now);
  [[nodiscard]] Result<Refusal> ask_journey(sql::Session& session, ShopId shop, const Touch& touch, std::int64_t now);

  sql::Database* database_;
  Questions questions_;
  sql::Queries queries_;
  Plans plans_;
  GlobalHoldouts holdouts_;
  using Version = std::pair<JourneyId, int>;
  std::map<Version, PlanOf> ready_;  // null: one that cannot be read
  std::set<Version> missed_;         // asked for and not there
};

}  // namespace tsuzuku::services
