#pragma once
// Journeys that run from the store: events in line, runs that are due, entries put off, entry conditions. Everything is
// done customer by customer (turn.hpp), some of them in one short transaction, so that a crash at any point leaves
// every customer before or after their turn, never between. One whose turn fails is tried alone, and takes nobody
// along.
//
// Two workers may run at once on one database: a customer whom one holds is left to the next round of the other.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "services/holdouts/global_holdouts.hpp"
#include "services/journeys/members.hpp"
#include "services/journeys/paused_touches.hpp"
#include "services/journeys/plans.hpp"
#include "services/journeys/turn.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// A turn that was rolled back. It is tried again in a minute, and holds nobody else up meanwhile.
struct FailedTurn {
  CustomerId customer;  // 0: the count of a journey's members
  Error error;
};

struct WorkDone {
  TurnCounts counts;
  std::int64_t turns = 0;
  std::vector<FailedTurn> failed;
  bool more = false;  // something is left to be done at once
};

// Not owned: database, ids, touches, tasks, tags outlive it. work_once() and watch_once() are each called by one thread
// at a time; the two may run beside each other.
class JourneyEngine {
 public:
  [[nodiscard]] static Result<std::unique_ptr<JourneyEngine>> open(sql::Database& database, IdMaker& ids,
                                                                   Touches& touches, Tasks& tasks, CustomerTags& tags,
                                                                   Questions questions);

  // Hears what is in line, asks what was put off, wakes who is due, stops who is in a journey that has ended, holds
  // what a paused one has planned: a few hundred of each. Errors are those of the database as a whole; a single
  // customer's are in WorkDone::failed.
  [[nodiscard]] Result<WorkDone> work_once(std::int64_t now);
  // Counts the members of entry conditions anew where the last count is old, and lets a few hundred in and out.
  [[nodiscard]] Result<WorkDone> watch_once(std::int64_t now);

 private:
  // One call of work_once() or watch_once().
  struct Round {
    std::int64_t now = 0;
    std::map<ShopId, TimeZone> zones;  // one thread's own
    WorkDone done;
  };
  struct Watched {  // a journey that is entered by a condition
    JourneyId id;
    ShopId shop;
    int version = 0;
    std::int64_t started_at = 0;
    bool members_taken = false;
    std::string condition;
  };
  struct Watch {
    MemberMoves moves;
    std::optional<std::int64_t> counted_at;
    std::int64_t began_at = 0;  // of those who come in by this count
    int version = 0;
    bool taking = false;      // the first count since the start is not through yet
    bool incomplete = false;  // somebody was held by another worker
  };
  // Where a round that had enough to do stopped; the next goes on there, so that what fails holds nothing else up.
  struct RunPlace {
    std::int64_t wake_at = 0;
    std::int64_t run = 0;
  };
  struct EntryPlace {
    std::int64_t ask_at = 0;
    std::int64_t customer = 0;
    std::int64_t journey = 0;
    std::string entry_key;
  };

  JourneyEngine(sql::Database& database, IdMaker& ids, Questions questions, sql::Queries queries, Runs runs,
                GlobalHoldouts holdouts, PausedTouches paused)
      : database_(&database),
        ids_(&ids),
        questions_(std::move(questions)),
        queries_(std::move(queries)),
        plans_(queries_),
        runs_(std::move(runs)),
        holdouts_(std::move(holdouts)),
        paused_(std::move(paused)) {}

  [[nodiscard]] Result<const TimeZone*> zone_of(Round& round, ShopId shop);
  [[nodiscard]] bool is_put_off(CustomerId customer, std::int64_t now);
  void put_off(Round& round, CustomerId customer, Error error);
  struct Called {  // whose turn it is, and what for
    ShopId shop;
    CustomerId customer;
    std::function<Status(Turn&)> act;
  };
  // In their order. True when all have had it; false when somebody else has one of them.
  [[nodiscard]] Result<bool> take_turns(Round& round, std::span<const Called> called);
  // In one transaction; all of one shop. Counts nothing when it fails.
  [[nodiscard]] Result<bool> take_together(Round& round, std::span<const Called> called);
  // Each in a transaction of their own; whose turn fails is put off.
  [[nodiscard]] Result<bool> take_apart(Round& round, std::span<const Called> called);
  [[nodiscard]] Status take_events(Round& round);
  [[nodiscard]] Status ask_again(Round& round);
  [[nodiscard]] Status wake_due(Round& round);
  [[nodiscard]] Status stop_ended(Round& round);
  [[nodiscard]] Status hold_and_release(Round& round);
  [[nodiscard]] Status wake_runs(Round& round, std::string_view query, ShopId shop, JourneyId journey);

  // A journey whose version cannot be read is told among the failed, and the others go on.
  [[nodiscard]] Result<std::vector<Watched>> watched(Round& round);
  [[nodiscard]] Status watch(Round& round, const Watched& journey);
  [[nodiscard]] Status count_members(Round& round, const Watched& journey, Watch& watch);
  [[nodiscard]] Status move_members(Round& round, const Watched& journey, Watch& watch);

  sql::Database* database_;
  IdMaker* ids_;
  Questions questions_;
  sql::Queries queries_;
  Plans plans_;
  Runs runs_;
  GlobalHoldouts holdouts_;
  PausedTouches paused_;
  std::mutex put_off_mutex_;                    // both threads
  std::map<CustomerId, std::int64_t> put_off_;  // whose turn has failed, and until when they are left alone
  std::int64_t events_after_ = 0;
  EntryPlace entries_after_;
  std::map<JourneyId, RunPlace> runs_after_;
  std::map<JourneyId, Watch> watches_;
};

}  // namespace tsuzuku::services
