#pragma once
// The last word of a journey on a message that it planned: days may lie between planning and sending.

#include <memory>

#include "base/id.hpp"
#include "services/journeys/plans.hpp"
#include "services/journeys/questions.hpp"
#include "services/messages/gate.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// Not owned: the database outlives it. Touches that no journey planned may go. Reasons are names of
// journeys::EndReason. Errors put the message off: Unavailable "journeys.paused_now", "journeys.undecided_now".
class JourneySendGate final : public SendGate {
 public:
  [[nodiscard]] static Result<std::unique_ptr<JourneySendGate>> open(sql::Database& database, Questions questions);

  [[nodiscard]] Result<std::optional<std::string>> may_send(ShopId shop, const Touch& touch, std::int64_t now) override;
  [[nodiscard]] const journeys::DeliveryRules* rules_of(ShopId shop, const Touch& touch) override;

 private:
  JourneySendGate(sql::Database& database, Questions questions, sql::Queries queries, sql::Queries plan_queries)
      : database_(&database),
        questions_(std::move(questions)),
        queries_(std::move(queries)),
        plans_(std::move(plan_queries)) {}

  sql::Database* database_;
  Questions questions_;
  sql::Queries queries_;
  Plans plans_;
  PlanOf last_asked_;  // keeps what rules_of() has answered with
};

}  // namespace tsuzuku::services
