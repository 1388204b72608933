#pragma once
// Published versions, ready to run. A version never changes, so what was read once is kept.

#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "base/error.hpp"
#include "journeys/plan.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

using PlanOf = std::shared_ptr<const journeys::Plan>;

// Thread safe.
class Plans {
 public:
  explicit Plans(sql::Queries queries) : queries_(std::move(queries)) {}  // of engine.sql

  // Null when it has not been read yet.
  [[nodiscard]] PlanOf find(JourneyId journey, int version);
  // Internal "journeys.version_damaged" when the store holds none that can run.
  [[nodiscard]] Result<PlanOf> get(sql::Session& session, JourneyId journey, int version);

 private:
  sql::Queries queries_;
  std::mutex mutex_;
  std::map<std::pair<JourneyId, int>, PlanOf> plans_;
};

}  // namespace tsuzuku::services
