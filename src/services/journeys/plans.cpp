#include "services/journeys/plans.hpp"

namespace tsuzuku::services {
namespace {

Result<journeys::Plan> plan_from(const std::vector<sql::Row>& rows, JourneyId journey, int version) {
  if (!rows.empty()) {
    journeys::ReadDefinition read = journeys::parse_definition(sql::text(rows.front()[0]));
    if (read.problems.empty()) {
      auto plan = journeys::Plan::make(journey, version, std::move(read.definition));
      if (plan) return std::move(*plan);
    }
  }
  return fail(ErrorKind::Internal, "journeys.version_damaged",
              {{"id", journey.text()}, {"version", std::to_string(version)}});
}

}  // namespace

PlanOf Plans::find(JourneyId journey, int version) {
  const std::lock_guard lock(mutex_);
  const auto found = plans_.find({journey, version});
  return found == plans_.end() ? nullptr : found->second;
}

Result<PlanOf> Plans::get(sql::Session& session, JourneyId journey, int version) {
  if (PlanOf known = find(journey, version)) return known;
  TSUZUKU_TRY(rows, session.rows(queries_.get("definition_of_version"),
                                 {{"journey_id", journey.value}, {"version", std::int64_t{version}}}));
  TSUZUKU_TRY(plan, plan_from(rows, journey, version));
  const std::lock_guard lock(mutex_);
  return plans_.emplace(std::pair(journey, version), std::make_shared<const journeys::Plan>(std::move(plan)))
      .first->second;
}

}  // namespace tsuzuku::services
