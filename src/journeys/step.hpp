#pragma once
// One step of one run: a pure function of (plan, state, event, context). No clock, no database, no chance.
//
// It is total: any event may come in any state, twice, late, out of order, with the clock set back, and the worst that
// happens is nothing. It is bounded: a step passes each node at most once. It always leaves a run either ended or with
// a moment to wake at.
//
// What the service above must do
//   * Read the run, step, write the new state and insert the commands in ONE transaction that holds the customer
//     (SELECT … FOR UPDATE on PostgreSQL, the writer on SQLite). Commands are inserted under CommandKey::text() with
//     "on conflict do nothing": the same visit twice is the same command.
//   * Take what is due by the index (state, wake_at): state = Waiting and wake_at <= now, a few hundred at a time, and
//     send TimeReached. A million waiting runs cost nothing until they are due.
//   * Deliver every event of the customer as Happened to all their waiting runs, then to decide_entry() of the running
//     journeys (what ends one run may let the next one in), and delete it from journey_events, in one transaction. At
//     least once is enough.
//   * Send ConditionEnded when a customer leaves the members of an entry condition, with the same stay as on entering.
//   * For a journey that is paused: go on delivering events with `paused`, leave its due runs alone. When it goes on,
//     all of them are due; nobody was lost.
//   * When a run ends with withdraws_touches(), skip those of its touches that are not yet being sent. Before a touch
//   is
//     handed to a channel, ask reason_against(); when something happens to a customer whose run has finished while a
//     touch of it still waits for the morning, ask stopped_by() (stop_rules.hpp).

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "journeys/command.hpp"
#include "journeys/context.hpp"
#include "journeys/plan.hpp"
#include "journeys/run.hpp"

namespace tsuzuku::journeys {

struct Entered {};      // the first step of a run that start_run() made
struct TimeReached {};  // context.now may have reached wake_at
struct ConditionEnded {
  std::string stay;  // which time of holding; only the one that let the run in counts
};
struct StopRun {
  EndReason reason = EndReason::Stopped;
};
using Event = std::variant<Entered, TimeReached, Happened, ConditionEnded, StopRun>;

struct StepResult {
  Run run;
  std::vector<Command> commands;  // in the order in which they arose; at most one EndRun, the last
};

[[nodiscard]] StepResult step(const Plan& plan, Run run, const Event& event, const Context& context);

}  // namespace tsuzuku::journeys
