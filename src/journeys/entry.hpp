#pragma once
// Whether something lets a customer into a journey. Pure, like the step.
//
// What the service above must do: ask within the transaction that holds the customer, with ALL runs of the customer in
// `history`; when the answer is Enter, stop the runs it names (StopRun with Outranked), insert the run of start_run()
// and step it with Entered, in that same transaction. The unique (customer, journey, entry_key) is the last guard, not
// the first. Where the answer names a moment to ask again, keep the trigger until then.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "journeys/step.hpp"

namespace tsuzuku::journeys {

// A run of the same customer, of any journey.
struct PastRun {
  RunId run;
  JourneyId journey;
  std::string entry_key;
  bool waiting = false;
  std::int64_t entered_at = 0;
  int priority = 0;        // of its journey's version
  bool exclusive = false;  // of its journey's version
};

// What may let the customer in: an event, or the beginning of a time in which the entry condition holds.
struct Trigger {
  std::optional<EventKind> kind;  // nothing: the condition
  std::string key;                // of the event; of the stay, the same that ConditionEnded names when it is over
  std::int64_t at = 0;            // when it happened, or began
  Facts facts;
};

// The names have texts under "journey_refusals".
enum class Refusal : std::uint8_t {
  None,
  OtherEvent,        // the journey is not entered by this
  NoMatch,           // the event's facts do not match
  TooOld,            // it became known too late
  BeforeStart,       // it began before the journey was switched on, and those already in are skipped
  AlreadyEntered,    // the same thing has let the customer in before
  UnderWay,          // the customer is still in the journey
  NotAgain,          // once only
  TooSoon,           // not yet so many days since the last entry
  Outranked,         // in an exclusive journey of the same or a higher priority
  ConditionNotHeld,  // the condition does not hold (any more)
};
[[nodiscard]] std::string_view name_of(Refusal refusal);

enum class EntryVerdict : std::uint8_t { Enter, Refuse, AskAgain };

struct EntryDecision {
  EntryVerdict verdict = EntryVerdict::Refuse;
  Refusal refusal = Refusal::None;
  std::string entry_key;
  std::vector<RunId> outranked;  // to be stopped because the customer enters
  // When to ask again while the trigger still stands: with AskAgain, and for a condition that goes on holding after a
  // refusal that time or the end of another run lifts. A refused event is gone: late it would be out of place.
  std::optional<std::int64_t> ask_again_at;
};

// `running_since`: when the journey was switched on first.
[[nodiscard]] EntryDecision decide_entry(const Plan& plan, const Trigger& trigger, std::span<const PastRun> history,
                                         std::int64_t running_since, const Context& context);

[[nodiscard]] Run start_run(const Plan& plan, RunId id, CustomerId customer, Arm arm, const Trigger& trigger,
                            std::int64_t now);

}  // namespace tsuzuku::journeys
