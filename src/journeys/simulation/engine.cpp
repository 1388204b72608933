#include "journeys/simulation/engine.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/stable_hash.hpp"
#include "journeys/stop_rules.hpp"

namespace tsuzuku::journeys::simulation {
namespace {

using domain::TouchState;

constexpr std::int64_t kDay = 86'400;
constexpr std::size_t kBatch = 200;  // runs woken, entries asked at a time
constexpr std::size_t kClaimed = 8;  // customers whose messages are handed over before their answers are written
constexpr std::int64_t kLookBack = 31 * kDay;  // for the frequency cap
// Each journey is paused once, for three days of the second month.
constexpr std::int64_t kPauseFrom = 20 * kDay;
constexpr std::int64_t kPauseFor = 3 * kDay;

bool may_be_out(TouchState state) {
  return state == TouchState::Sending || state == TouchState::Sent || state == TouchState::Delivered ||
         state == TouchState::Bounced || state == TouchState::InDoubt;
}

}  // namespace

std::uint64_t content_of(const Run& run, const CommandKey& key, const SendMessage& message) {
  return stable_hash(run.customer.value, fmt::format("{} {} {} {} {} {}", run.journey.value, run.entry_key, key.node,
                                                     key.visit, message.message, message.variant));
}

std::int64_t Engine::resumes_at(std::size_t journey) const {
  return world_.begin + kPauseFrom + static_cast<std::int64_t>(journey) * kDay + kPauseFor;
}

bool Engine::is_paused(std::size_t journey, std::int64_t now) const {
  return !world_.calm && now >= resumes_at(journey) - kPauseFor && now < resumes_at(journey);
}

Context Engine::context(std::int32_t customer, std::size_t journey, std::int64_t now) const {
  return {now, world_.zone,
          [this, customer, now](std::string_view condition) { return world_.crowd.holds(customer, condition, now); },
          is_paused(journey, now)};
}

std::size_t Engine::journey_of(const Run& run) const {
  const auto found = std::ranges::find(world_.plans, run.journey, &Plan::journey);
  return static_cast<std::size_t>(found - world_.plans.begin());
}

std::optional<std::int64_t> Engine::next_due(std::int64_t now) const {
  std::optional<std::int64_t> next = store_.next_due();
  const auto consider = [&](std::int64_t at) { next = next ? std::min(*next, at) : at; };
  if (store_.next_event() != nullptr || !answers_.empty()) consider(now);
  for (std::size_t journey = 0; journey < world_.plans.size(); ++journey) {
    const auto due = store_.next_due_run(world_.plans[journey].journey());
    if (!due) continue;
    consider(is_paused(journey, now) ? std::max(*due, resumes_at(journey)) : *due);
  }
  return next;
}

bool Engine::recover(std::int64_t now) {
  claimed_.clear();
  answers_.clear();
  for (const Touch* touch : store_.sending()) {
    crashes_.point(CrashPoint::Recovering, now);
    Writes writes;
    Outgoing out = touch->out;
    std::optional<bool> reached = channel_.reached(out.key);
    if (!reached && world_.sender_journal && !journal_.contains(out.key)) reached = false;
    if (machinery_.apply(out, Restarted{reached}, now) != OutboxVerdict::Changed) continue;
    writes.touches.push_back(std::move(out));
    if (!store_.commit(std::move(writes), now)) return false;
  }
  return true;
}

bool Engine::work(std::int64_t now) {
  return record_answers(now) && take_events(now) && ask_again(now) && wake_runs(now) && send(now);
}

// The customer's runs as they will be when `writes` is written.
std::vector<Run> Engine::current_runs(std::int32_t customer, const Writes& writes) const {
  std::vector<Run> runs;
  for (const Run* run : store_.runs_of(customer)) runs.push_back(*run);
  for (const Run& written : writes.runs) {
    const auto found = std::ranges::find(runs, written.id, &Run::id);
    if (found != runs.end()) {
      *found = written;
    } else {
      runs.push_back(written);
    }
  }
  return runs;
}

void Engine::withdraw(RunId run, EndReason reason, std::int64_t now, Writes& writes) {
  const auto skip = [&](Outgoing& out) {
    return machinery_.apply(out, Skip{std::string(name_of(reason))}, now) == OutboxVerdict::Changed;
  };
  for (Touch& touch : writes.new_touches) {
    if (touch.run == run) (void)skip(touch.out);
  }
  const auto customer = static_cast<std::int32_t>(store_.has_run(run) ? store_.run(run).customer.value : 0);
  for (const Touch* touch : store_.touches_of(customer)) {
    if (touch->run != run || is_settled(touch->out.state)) continue;
    Outgoing out = touch->out;
    if (skip(out)) writes.touches.push_back(std::move(out));
  }
}

void Engine::absorb(StepResult result, std::size_t journey, std::int64_t now, Writes& writes) {
  const Run& run = result.run;
  for (const Command& command : result.commands) {
    if (const auto* message = std::get_if<SendMessage>(&command.what)) {
      Touch touch;
      touch.out = {
          .key = machinery_.message_key(command.key), .due_at = message->due_at, .expires_at = message->expires_at};
      if (message->arm != Arm::Treated) {
        touch.out.state = TouchState::Skipped;
        touch.out.reason = std::string(name_of(message->arm));
      }
      touch.customer = static_cast<std::int32_t>(run.customer.value);
      touch.run = run.id;
      touch.node = command.key.node;
      touch.journey = static_cast<std::int32_t>(journey);
      touch.message = *message;
      touch.message.why.clear();
      touch.content = content_of(run, command.key, *message);
      writes.new_touches.push_back(std::move(touch));
    } else if (std::holds_alternative<MakeTask>(command.what)) {
      writes.tasks.push_back(command.key.text());
    } else if (const auto* end = std::get_if<EndRun>(&command.what)) {
      if (withdraws_touches(end->reason)) withdraw(run.id, end->reason, now, writes);
    }
  }
  writes.runs.push_back(std::move(result.run));
}

void Engine::tell_runs(std::int32_t customer, const Event& event, std::int64_t now, Writes& writes) {
  for (Run& run : current_runs(customer, writes)) {
    const std::size_t journey = journey_of(run);
    const Plan& plan = world_.plans[journey];
    if (run.state == RunState::Ended) {
      // Its last message may still wait for the morning.
      const auto* happened = std::get_if<Happened>(&event);
      if (happened == nullptr || run.end_reason != EndReason::Finished) continue;
      if (const auto reason = stopped_by(plan, run, *happened, world_.zone)) withdraw(run.id, *reason, now, writes);
      continue;
    }
    absorb(machinery_.step(plan, std::move(run), event, context(customer, journey, now)), journey, now, writes);
  }
}

void Engine::try_entry(std::int32_t customer, std::size_t journey, const Trigger& trigger, std::int64_t now,
                       Writes& writes) {
  const Plan& plan = world_.plans[journey];
  std::vector<PastRun> history;
  for (const Run& run : current_runs(customer, writes)) {
    const Definition& definition = world_.plans[journey_of(run)].definition();
    history.push_back({run.id, run.journey, run.entry_key, run.state == RunState::Waiting, run.entered_at,
                       definition.priority, definition.exclusive});
  }
  const EntryDecision decision =
      machinery_.decide_entry(plan, trigger, history, world_.begin, context(customer, journey, now));
  if (decision.ask_again_at) {
    writes.pending.push_back({*decision.ask_again_at, customer, static_cast<std::int32_t>(journey), trigger});
  }
  if (decision.verdict == EntryVerdict::Refuse) {
    writes.refused.push_back(entry_of(customer, plan.journey(), entry_key_of(trigger.kind, trigger.key)));
  }
  if (decision.verdict != EntryVerdict::Enter) return;
  for (const RunId outranked : decision.outranked) {
    const Run& other = store_.run(outranked);
    const std::size_t its_journey = journey_of(other);
    absorb(machinery_.step(world_.plans[its_journey], other, StopRun{EndReason::Outranked},
                           context(customer, its_journey, now)),
           its_journey, now, writes);
  }
  const CustomerId id{customer};
  const Arm arm = arm_of(id, plan.journey(), plan.definition().holdout_permille, world_.global_permille);
  Run run = start_run(plan, store_.make_run_id(), id, arm, trigger, now);
  absorb(machinery_.step(plan, std::move(run), Entered{}, context(customer, journey, now)), journey, now, writes);
}

void Engine::try_entries(std::int32_t customer, const Trigger& trigger, std::int64_t now, Writes& writes) {
  for (std::size_t journey = 0; journey < world_.plans.size(); ++journey) {
    try_entry(customer, journey, trigger, now, writes);
  }
}

bool Engine::take_events(std::int64_t now) {
  while (const QueuedEvent* queued = store_.next_event()) {
    Writes writes;
    writes.event_done = queued->id;
    const std::int32_t customer = queued->customer;
    if (const auto* began = std::get_if<ConditionBegan>(&queued->event.what)) {
      // Only the journeys that are entered by this very condition are asked.
      for (std::size_t journey = 0; journey < world_.plans.size(); ++journey) {
        const EntryCondition* entry = world_.plans[journey].entry_condition();
        if (entry != nullptr && entry->condition == world_.crowd.conditions()[queued->condition]) {
          try_entry(customer, journey, {std::nullopt, began->stay, now, {}}, now, writes);
        }
      }
    } else if (const auto* ended = std::get_if<ConditionEnded>(&queued->event.what)) {
      tell_runs(customer, *ended, now, writes);
    } else {
      const Happened& happened = std::get<Happened>(queued->event.what);
      tell_runs(customer, happened, now, writes);
      try_entries(customer, {happened.kind, happened.key, happened.at, happened.facts}, now, writes);
    }
    if (!store_.commit(std::move(writes), now)) return false;
  }
  return true;
}

bool Engine::ask_again(std::int64_t now) {
  for (const std::int64_t id : store_.due_pending(now, kBatch)) {
    const PendingEntry pending = store_.pending(id);
    Writes writes;
    writes.pending_done.push_back(id);
    try_entry(pending.customer, static_cast<std::size_t>(pending.journey), pending.trigger, now, writes);
    if (!store_.commit(std::move(writes), now)) return false;
  }
  return true;
}

bool Engine::wake_runs(std::int64_t now) {
  for (std::size_t journey = 0; journey < world_.plans.size(); ++journey) {
    if (is_paused(journey, now)) continue;
    for (const RunId id : store_.due_runs(world_.plans[journey].journey(), now, kBatch)) {
      const Run& run = store_.run(id);
      const auto customer = static_cast<std::int32_t>(run.customer.value);
      Writes writes;
      absorb(machinery_.step(world_.plans[journey], run, TimeReached{}, context(customer, journey, now)), journey, now,
             writes);
      if (!store_.commit(std::move(writes), now)) return false;
    }
  }
  return true;
}

// Decides all due touches of one customer and claims those that may go, in one transaction.
bool Engine::claim_for(std::int32_t customer, std::int64_t now) {
  Writes writes;
  std::vector<PlannedTouch> planned;
  std::vector<const Touch*> touches;
  std::vector<RecentTouch> recent;
  std::vector<DeliveryRules> rules;
  for (const Touch* touch : store_.touches_of(customer)) {
    if (may_be_out(touch->out.state)) {
      const std::int64_t at = touch->out.sent_at.value_or(touch->out.due_at);
      if (at > now - kLookBack) recent.push_back({touch->message.channel, at, touch->message.advertising});
    }
    if (touch->out.state != TouchState::Planned || touch->out.due_at > now) continue;
    const auto journey = static_cast<std::size_t>(touch->journey);
    if (is_paused(journey, now)) {
      Outgoing out = touch->out;
      (void)machinery_.apply(out, Move{resumes_at(journey), "paused"}, now);
      writes.touches.push_back(std::move(out));
      continue;
    }
    const auto objection =
        reason_against(world_.plans[journey], store_.run(touch->run), context(customer, journey, now));
    if (objection) {
      Outgoing out = touch->out;
      const OutboxEvent event = objection->ends ? OutboxEvent(Skip{std::string(name_of(*objection->ends))})
                                                : OutboxEvent(Move{now + 300, "undecided"});
      (void)machinery_.apply(out, event, now);
      writes.touches.push_back(std::move(out));
      continue;
    }
    const SendMessage& message = touch->message;
    planned.push_back({touch->out.key, message.channel, message.advertising, message.priority, touch->out.due_at,
                       touch->out.expires_at, message.when_quiet, message.when_capped});
    touches.push_back(touch);
    rules.push_back(combined(world_.shop_rules, world_.plans[journey].definition().delivery));
  }
  std::vector<const DeliveryRules*> rules_of;
  for (const DeliveryRules& one : rules) rules_of.push_back(&one);
  std::vector<std::string> claimed;
  for (const DeliveryDecision& decision : decide_delivery(planned, rules_of, recent, now, world_.zone)) {
    const auto index =
        static_cast<std::size_t>(std::ranges::find(planned, decision.key, &PlannedTouch::key) - planned.begin());
    Outgoing out = touches[index]->out;
    const std::string reason(name_of(decision.reason));
    if (decision.verdict == DeliveryVerdict::MoveTo) {
      (void)machinery_.apply(out, Move{decision.at, reason}, now);
    } else if (decision.verdict == DeliveryVerdict::Drop) {
      (void)machinery_.apply(out, Skip{reason}, now);
    } else if (machinery_.apply(out, Claim{}, now) == OutboxVerdict::Changed) {
      claimed.push_back(out.key);
    }
    writes.touches.push_back(std::move(out));
  }
  if (!store_.commit(std::move(writes), now)) return false;
  claimed_.insert(claimed_.end(), claimed.begin(), claimed.end());
  return true;
}

void Engine::hand_over_claimed(std::int64_t now) {
  for (const std::string& key : claimed_) {
    crashes_.point(CrashPoint::BeforeHandOver, now);
    const Touch& touch = store_.touch(key);
    journal_.insert(key);
    const Letter letter{touch.content, key, touch.customer, touch.node, touch.message.channel};
    answers_.push_back({key, channel_.hand_over(letter, touch.out.attempts, now)});
    crashes_.point(CrashPoint::AfterHandOver, now);
  }
  claimed_.clear();
}

bool Engine::send(std::int64_t now) {
  for (;;) {
    hand_over_claimed(now);
    if (!record_answers(now)) return false;
    std::vector<std::int32_t> customers;
    for (const Touch* touch : store_.due_touches(now, kClaimed)) {
      if (std::ranges::find(customers, touch->customer) == customers.end()) customers.push_back(touch->customer);
    }
    if (customers.empty()) return true;
    for (const std::int32_t customer : customers) {
      if (!claim_for(customer, now)) return false;
    }
  }
}

bool Engine::record_answers(std::int64_t now) {
  while (!answers_.empty()) {
    Writes writes;
    Outgoing out = store_.touch(answers_.back().key).out;
    if (machinery_.apply(out, answers_.back().answer, now) == OutboxVerdict::Changed) writes.touches.push_back(out);
    if (!store_.commit(std::move(writes), now)) return false;
    journal_.erase(answers_.back().key);  // may be tried again
    answers_.pop_back();
  }
  return true;
}

}  // namespace tsuzuku::journeys::simulation
