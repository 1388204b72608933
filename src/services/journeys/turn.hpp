#pragma once
// One customer's turn: all that happens to them in their journeys within a transaction that holds the customer.
// What journeys/*.hpp ask of "the service above" is done here.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "base/time_zone.hpp"
#include "journeys/entry.hpp"
#include "services/holdouts/global_holdouts.hpp"
#include "services/journeys/plans.hpp"
#include "services/journeys/questions.hpp"
#include "services/journeys/runs.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// A journey that takes part in turns: running or paused.
struct Listening {
  JourneyId id;
  bool paused = false;
  std::int64_t started_at = 0;
  PlanOf plan;  // of the version that customers enter
};

// What every turn works with; not owned.
struct TurnTools {
  IdMaker& ids;
  const sql::Queries& queries;  // of engine.sql
  Plans& plans;
  const Runs& runs;
  const Questions& questions;
  const GlobalHoldouts& holdouts;
};

// What holds for everybody of a shop in one transaction.
struct TurnRules {
  std::vector<Listening> listening;
  GlobalHoldout holdout;
};
// Read within the transaction: a journey that was paused, ended or published a moment ago is so already.
[[nodiscard]] Result<TurnRules> turn_rules(const TurnTools& tools, sql::Session& session, ShopId shop);

// What a turn did, for whoever counts.
struct TurnCounts {
  std::int64_t events = 0;
  std::int64_t entered = 0;
  std::int64_t stepped = 0;
  std::int64_t ended = 0;
};

class Turn {
 public:
  // Inside a transaction that may hold other customers already; `rules` were read in it and outlive the turn. Nothing:
  // somebody else has the customer; they are left for another round.
  [[nodiscard]] static Result<std::optional<Turn>> begin(const TurnTools& tools, sql::Session& session,
                                                         const TurnRules& rules, const TimeZone& zone, ShopId shop,
                                                         CustomerId customer, std::int64_t now);

  // Everything in line for the customer, in its order: each event to all their runs, then to the entries, then gone.
  [[nodiscard]] Status hear();
  // Every run that is due; those of a paused journey stay, those of an ended one are stopped whenever they are due.
  [[nodiscard]] Status wake();
  // An entry that was put off to a moment now reached.
  [[nodiscard]] Status ask_again(JourneyId journey, const std::string& entry_key);
  // The entry condition of the journey has begun to hold, or no longer holds.
  [[nodiscard]] Status come_in(JourneyId journey, std::int64_t began_at);
  [[nodiscard]] Status leave(JourneyId journey);

  [[nodiscard]] const TurnCounts& counts() const { return counts_; }

 private:
  struct Way {
    journeys::Run run;
    bool damaged = false;
    PlanOf plan;  // of the run's version; only where it waits or still has something to send
  };

  Turn(const TurnTools& tools, sql::Session& session, const TurnRules& rules, const TimeZone& zone, ShopId shop,
       CustomerId customer, std::int64_t now)
      : tools_(&tools), session_(&session), rules_(&rules), zone_(&zone), shop_(shop), customer_(customer), now_(now) {}
  [[nodiscard]] Status load();
  [[nodiscard]] Status give_plan(Way& way);
  [[nodiscard]] journeys::Context context(bool paused) const;
  [[nodiscard]] const Listening* find(JourneyId journey) const;
  [[nodiscard]] std::vector<journeys::PastRun> history() const;

  [[nodiscard]] Status step(Way& way, const journeys::Event& event);
  [[nodiscard]] Status hear_one(const journeys::Happened& event);
  [[nodiscard]] Status withdraw_stopped(const journeys::Happened& event);
  // What decide_entry() says, done. The refusal, None where the customer has entered or is to be asked again.
  [[nodiscard]] Result<journeys::Refusal> try_entry(const Listening& journey, const journeys::Trigger& trigger);
  [[nodiscard]] Status enter(const Listening& journey, const journeys::Trigger& trigger,
                             const journeys::EntryDecision& decision);

  const TurnTools* tools_;
  sql::Session* session_;
  const TurnRules* rules_;
  const TimeZone* zone_;
  ShopId shop_;
  CustomerId customer_;
  std::int64_t now_;
  std::vector<Way> ways_;
  TurnCounts counts_;
};

}  // namespace tsuzuku::services
