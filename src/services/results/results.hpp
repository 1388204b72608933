#pragma once
// Results of journeys and campaigns, read from the store: who came in and on which side, what was sent to them, what
// they bought. docs/results.md says what counts.

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/time_zone.hpp"
#include "services/holdouts/global_holdouts.hpp"
#include "services/ledgers/ledgers.hpp"
#include "services/results/outcome.hpp"
#include "services/shops/shops.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

inline constexpr int kGoalDays = 30;  // of whatever has no goal of its own
inline constexpr int kGoalDaysMost = 365;
inline constexpr int kBeforeDays = 365;  // what is taken from each customer's outcome by CUPED

struct ResultRequest {
  std::optional<Day> from;  // entries, by the shop's day; campaigns have one
  std::optional<Day> to;
  // 1 to kGoalDaysMost, else Usage "results.bad_goal_days". Not told: those of the journey's goal, in the version that
  // customers enter now (at most kGoalDaysMost); kGoalDays of a journey without goal, of campaigns and of everything.
  std::optional<int> goal_days;
};

// Customers who are in neither arm of the comparison.
struct ResultLeftOut {
  std::string reason;  // key below "results.left_out."
  std::int64_t customers = 0;
  friend bool operator==(const ResultLeftOut&, const ResultLeftOut&) = default;
};

struct ResultReport {
  Day as_of;                // until when the shop's orders are known, at most today
  std::optional<Day> from;  // of the entries that there are
  std::optional<Day> to;
  int goal_days = kGoalDays;
  Looking looking = Looking::Anytime;
  Outcome outcome;
  std::vector<ResultLeftOut> left_out;   // only reasons that occurred
  std::vector<std::string> assumptions;  // keys below "results.assumptions."
  std::optional<HoldoutPeriod> period;   // of of_everything()
};

// Not owned: database and ledgers outlive it. Thread safe.
class Results {
 public:
  [[nodiscard]] static Result<Results> open(sql::Database& database, Ledgers& ledgers);

  // NotFound "results.unknown_journey", "results.unknown_campaign".
  [[nodiscard]] Result<ResultReport> of_journey(const Shop& shop, JourneyId journey, const ResultRequest& request,
                                                std::int64_t now) const;
  [[nodiscard]] Result<ResultReport> of_campaign(const Shop& shop, CampaignId campaign, const ResultRequest& request,
                                                 std::int64_t now) const;
  // What all journeys and campaigns changed together, against the customers held out of everything: by each customer's
  // first way into any of them in the last time in which anybody was held out. NotFound "results.nobody_held_out".
  [[nodiscard]] Result<ResultReport> of_everything(const Shop& shop, const ResultRequest& request,
                                                   std::int64_t now) const;

 private:
  struct Asked;
  Results(sql::Database& database, Ledgers& ledgers, GlobalHoldouts holdouts, sql::Queries queries)
      : database_(&database), ledgers_(&ledgers), holdouts_(std::move(holdouts)), queries_(std::move(queries)) {}
  // Of a journey or campaign; nothing when the shop has no such.
  struct Subject;
  [[nodiscard]] Result<std::optional<Subject>> subject(const Shop& shop, std::string_view query, std::int64_t id) const;
  [[nodiscard]] Result<std::int64_t> known_until(const Shop& shop, std::int64_t now) const;
  [[nodiscard]] Result<ResultReport> read(const Shop& shop, const Asked& asked) const;

  sql::Database* database_;
  Ledgers* ledgers_;
  GlobalHoldouts holdouts_;
  sql::Queries queries_;
};

}  // namespace tsuzuku::services
