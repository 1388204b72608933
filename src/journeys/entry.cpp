#include "journeys/entry.hpp"

#include <algorithm>
#include <array>

#include "base/limits.hpp"
#include "journeys/moments.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

constexpr std::array<std::string_view, 11> kRefusals = {
    "none",      "other_event", "no_match", "too_old",   "before_start",      "already_entered",
    "under_way", "not_again",   "too_soon", "outranked", "condition_not_held"};
static_assert(kRefusals.size() == static_cast<std::size_t>(Refusal::ConditionNotHeld) + 1);

EntryDecision refused(Refusal refusal) { return {EntryVerdict::Refuse, refusal, {}, {}, {}}; }

// What the entry node says of the trigger itself, before any condition.
Refusal judge_trigger(const Plan& plan, const Trigger& trigger, std::int64_t running_since, std::int64_t now) {
  if (const EntryEvent* entry = plan.entry_event()) {
    if (trigger.kind != entry->event) return Refusal::OtherEvent;
    if (!matches(entry->match, trigger.facts)) return Refusal::NoMatch;
    if (now - sane_moment(trigger.at) > entry->max_age_days * kDaySeconds) return Refusal::TooOld;
    return Refusal::None;
  }
  if (trigger.kind) return Refusal::OtherEvent;
  const EntryCondition* entry = plan.entry_condition();
  const bool skips = entry->already_in == EntryCondition::AlreadyIn::Skip;
  return skips && trigger.at < running_since ? Refusal::BeforeStart : Refusal::None;
}

Refusal judge_reentry(const Plan& plan, std::string_view entry_key, std::span<const PastRun> history,
                      std::int64_t now) {
  const Reentry& reentry = plan.definition().reentry;
  Refusal refusal = Refusal::None;
  for (const PastRun& past : history) {
    if (past.journey != plan.journey()) continue;
    if (past.entry_key == entry_key) return Refusal::AlreadyEntered;
    if (past.waiting && !reentry.concurrent) {
      refusal = Refusal::UnderWay;
    } else if (reentry.rule == Reentry::Rule::Never && refusal == Refusal::None) {
      refusal = Refusal::NotAgain;
    } else if (reentry.rule == Reentry::Rule::AfterDays && now - past.entered_at < reentry.days * kDaySeconds &&
               refusal == Refusal::None) {
      refusal = Refusal::TooSoon;
    }
  }
  return refusal;
}

// A customer for whom the condition goes on holding must not be forgotten because the first moment was wrong.
std::optional<std::int64_t> next_chance(const Plan& plan, Refusal refusal, std::span<const PastRun> history,
                                        std::int64_t now) {
  if (plan.entry_condition() == nullptr) return std::nullopt;
  if (refusal == Refusal::UnderWay || refusal == Refusal::Outranked) return now + kDaySeconds;
  if (refusal != Refusal::TooSoon) return std::nullopt;
  std::int64_t last_entry = 0;
  for (const PastRun& past : history) {
    if (past.journey == plan.journey()) last_entry = std::max(last_entry, past.entered_at);
  }
  return last_entry + plan.definition().reentry.days * kDaySeconds;
}

}  // namespace

std::string_view name_of(Refusal refusal) { return kRefusals.at(static_cast<std::size_t>(refusal)); }

EntryDecision decide_entry(const Plan& plan, const Trigger& trigger, std::span<const PastRun> history,
                           std::int64_t running_since, const Context& context) {
  const auto refuse = [&](Refusal refusal) {
    EntryDecision decision = refused(refusal);
    decision.ask_again_at = next_chance(plan, refusal, history, context.now);
    return decision;
  };
  if (const Refusal refusal = judge_trigger(plan, trigger, running_since, context.now); refusal != Refusal::None) {
    return refuse(refusal);
  }
  EntryDecision decision;
  decision.entry_key = entry_key_of(trigger.kind, trigger.key);
  if (const Refusal refusal = judge_reentry(plan, decision.entry_key, history, context.now); refusal != Refusal::None) {
    return refuse(refusal);
  }
  const EntryCondition* by_condition = plan.entry_condition();
  const std::string& condition = by_condition != nullptr ? by_condition->condition : plan.entry_event()->condition;
  const Answer answer = condition.empty() ? Answer::Yes : context.holds(condition);
  if (answer == Answer::No) return refuse(Refusal::ConditionNotHeld);
  if (answer == Answer::Unknown) {
    decision.verdict = EntryVerdict::AskAgain;
    decision.ask_again_at = context.now + limits::kUndecidedRetrySeconds;
    return decision;
  }
  if (plan.definition().exclusive) {
    for (const PastRun& past : history) {
      if (!past.waiting || !past.exclusive || past.journey == plan.journey()) continue;
      if (past.priority >= plan.definition().priority) return refuse(Refusal::Outranked);
      decision.outranked.push_back(past.run);
    }
  }
  decision.verdict = EntryVerdict::Enter;
  return decision;
}

Run start_run(const Plan& plan, RunId id, CustomerId customer, Arm arm, const Trigger& trigger, std::int64_t now) {
  Run run;
  run.id = id;
  run.customer = customer;
  run.journey = plan.journey();
  run.version = plan.version();
  run.entry_key = entry_key_of(trigger.kind, trigger.key);
  run.arm = arm;
  run.node = plan.node(plan.entry()).id;
  run.wake_at = now;
  run.entered_at = now;
  // A condition may have held for years before the journey was switched on.
  run.memory.since = trigger.kind ? trigger.at : now;
  run.memory.arrived_at = now;
  run.memory.facts = plan.kept_of(trigger.facts);
  return run;
}

}  // namespace tsuzuku::journeys
