#pragma once
// What a journey has done so far: who stands where, which way they went, what became of what was sent.

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/time_zone.hpp"
#include "journeys/arms.hpp"
#include "services/journeys/plans.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

struct NodeNumbers {
  std::int64_t waiting = 0;                   // runs that stand here now
  std::int64_t passed = 0;                    // runs that have been here and stand elsewhere, or have ended
  std::map<std::string, std::int64_t> exits;  // by the field of the edge ("branches[0].next"): the way taken last
  // Of a send node, touches: planned (also held, being sent), sent (also delivered), failed (also bounced).
  std::int64_t planned = 0;
  std::int64_t sent = 0;
  std::int64_t skipped = 0;
  std::int64_t failed = 0;
  std::int64_t in_doubt = 0;
  std::int64_t opened = 0;   // touches that a person opened; machines are left out
  std::int64_t clicked = 0;  // touches with a click

  friend bool operator==(const NodeNumbers&, const NodeNumbers&) = default;
};

// Over all versions: a node's id means the same in each.
struct JourneyNumbers {
  std::map<std::string, NodeNumbers> nodes;  // by id; those without a number are left out
  std::map<std::string, std::int64_t> ends;  // by the name of the EndReason
  std::int64_t entered_today = 0;
  std::int64_t runs = 0;   // counted
  std::int64_t as_of = 0;  // UTC seconds

  friend bool operator==(const JourneyNumbers&, const JourneyNumbers&) = default;
};

struct RunAtNode {
  RunId run;
  CustomerId customer;
  int version = 0;
  journeys::Arm arm = journeys::Arm::Treated;
  std::int64_t entered_at = 0;
  std::optional<std::int64_t> since;  // at the node
  std::int64_t wake_at = 0;

  friend bool operator==(const RunAtNode&, const RunAtNode&) = default;
};

struct RunPage {
  std::vector<RunAtNode> rows;  // the oldest first
  std::int64_t rows_total = 0;

  friend bool operator==(const RunPage&, const RunPage&) = default;
};

// Not owned: the database outlives it. Thread safe.
class JourneyFigures {
 public:
  [[nodiscard]] static Result<std::unique_ptr<JourneyFigures>> open(sql::Database& database);

  // Reads every run of the journey, so the answer is kept: the more runs there are, the longer (a second for each
  // 20,000). `day_begin`: when the shop's day began.
  [[nodiscard]] Result<JourneyNumbers> numbers(ShopId shop, JourneyId journey, std::int64_t day_begin,
                                               std::int64_t now);
  // Who waits at a node. Usage "journeys.bad_page".
  [[nodiscard]] Result<RunPage> runs_at(ShopId shop, JourneyId journey, const std::string& node, int page,
                                        int page_size);

 private:
  JourneyFigures(sql::Database& database, sql::Queries queries, sql::Queries plan_queries)
      : database_(&database), queries_(std::move(queries)), plans_(std::move(plan_queries)) {}
  [[nodiscard]] Result<JourneyNumbers> count(ShopId shop, JourneyId journey, std::int64_t day_begin);
  [[nodiscard]] Status add_runs(sql::Session& session, ShopId shop, JourneyId journey, JourneyNumbers& numbers);
  [[nodiscard]] Status add_touches(sql::Session& session, ShopId shop, JourneyId journey, JourneyNumbers& numbers);

  sql::Database* database_;
  sql::Queries queries_;
  Plans plans_;
  std::mutex mutex_;
  std::map<std::pair<ShopId, JourneyId>, JourneyNumbers> kept_;
};

}  // namespace tsuzuku::services
