#include "journeys/step.hpp"

#include <algorithm>

#include "base/limits.hpp"
#include "base/stable_hash.hpp"
#include "journeys/moments.hpp"
#include "journeys/stop_rules.hpp"
#include "journeys/walk.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr std::int8_t kNotTaken = -1;

std::uint32_t hash_of(const Happened& event) {
  return static_cast<std::uint32_t>(stable_hash(static_cast<std::int64_t>(event.kind), event.key));
}

class Stepper {
 public:
  Stepper(const Plan& plan, const Context& context, StepResult& result, std::size_t place)
      : plan_(plan), context_(context), run_(result.run), walk_{plan, context, result.run, place, result.commands} {}

  void operator()(const Entered& /*event*/) {
    if (walk_.node != plan_.entry() || run_.memory.visits[walk_.node] != 0) return;  // told twice
    run_.memory.visits[walk_.node] = 1;
    run_.memory.arrived_at = context_.now;
    go_on();
  }

  void operator()(const TimeReached& /*event*/) {
    if (context_.now < *run_.wake_at) return;
    if (run_.memory.visits[walk_.node] == 0) run_.memory.visits[walk_.node] = 1;
    go_on();
  }

  void operator()(const Happened& event) {
    if (const auto reason = stopped_by(plan_, run_, event, context_.zone)) {
      end(*reason);
    } else if (hears(event)) {
      run_.memory.heard = true;
      run_.wake_at = context_.now;
      go_on();
    }
  }

  void operator()(const ConditionEnded& event) {
    const EntryCondition* entry = plan_.entry_condition();
    if (entry == nullptr || entry->when_it_ends == EntryCondition::WhenItEnds::Finish) return;
    if (entry_kind(run_.entry_key) || event.stay != key_part(run_.entry_key)) return;
    end(EndReason::ConditionEnded);
  }

  void operator()(const StopRun& event) { end(event.reason); }

 private:
  // Passes nodes until one keeps the run. A checked plan has no circle without time passing, so each is passed once.
  void go_on() {
    if (context_.paused) return;
    for (std::size_t passed = 0; passed <= plan_.nodes().size(); ++passed) {
      if (plan_.nodes()[walk_.node].effect && gate_closed()) return;
      const Passage passage =
          std::visit([&](const auto& kind) { return kind.pass(walk_); }, plan_.node(walk_.node).kind);
      if (const auto* go = std::get_if<Go>(&passage)) {
        run_.memory.undecided_since = 0;
        if (!move_to(go->exit)) return;
      } else if (const auto* stay = std::get_if<Stay>(&passage)) {
        run_.memory.undecided_since = 0;
        run_.wake_at = stay->until;
        return;
      } else if (std::holds_alternative<Undecided>(passage)) {
        stay_undecided();
        return;
      } else {
        end(EndReason::Finished);
        return;
      }
    }
    end(EndReason::TooManyVisits);
  }

  [[nodiscard]] bool gate_closed() {
    walk_.checked.clear();
    const auto objection = reason_against(plan_, run_, context_, &walk_.checked);
    if (!objection) return false;
    if (objection->ends) {
      end(*objection->ends);
    } else {
      stay_undecided();
    }
    return true;
  }

  void stay_undecided() {
    std::int64_t& since = run_.memory.undecided_since;
    if (since == 0) since = context_.now;
    if (context_.now - since >= limits::kUndecidedSeconds) {
      end(EndReason::Undecided);
    } else {
      run_.wake_at = context_.now + limits::kUndecidedRetrySeconds;
    }
  }

  // False when the run has ended instead.
  [[nodiscard]] bool move_to(std::size_t exit) {
    Memory& memory = run_.memory;
    memory.taken[walk_.node] = static_cast<std::int8_t>(exit);
    walk_.node = plan_.nodes()[walk_.node].exits[exit];
    run_.node = plan_.node(walk_.node).id;
    memory.arrived_at = context_.now;
    memory.heard = false;
    std::uint16_t& visits = memory.visits[walk_.node];
    if (visits >= limits::kJourneyNodeVisits) {
      end(EndReason::TooManyVisits);
      return false;
    }
    ++visits;
    return true;
  }

  void end(EndReason reason) {
    run_.state = RunState::Ended;
    run_.wake_at.reset();
    run_.ended_at = context_.now;
    run_.end_reason = reason;
    walk_.emit(EndRun{reason});
  }

  [[nodiscard]] bool hears(const Happened& event) {
    Memory& memory = run_.memory;
    const auto* wait = std::get_if<WaitForEvent>(&plan_.node(walk_.node).kind);
    if (wait == nullptr || memory.heard || !wait->hears(walk_, event)) return false;
    if (event.key == key_part(run_.entry_key) && event.kind == entry_kind(run_.entry_key)) return false;
    const std::uint32_t hash = hash_of(event);
    if (std::ranges::find(memory.heard_keys, hash) != memory.heard_keys.end()) return false;
    if (memory.heard_keys.size() == limits::kHeardEvents) memory.heard_keys.erase(memory.heard_keys.begin());
    memory.heard_keys.push_back(hash);
    return true;
  }

  const Plan& plan_;
  const Context& context_;
  Run& run_;
  Walk walk_;
};

// Stored state may be damaged; the step function still answers, and nobody is left without a moment to wake at.
void repair(Run& run, std::size_t nodes, std::int64_t now) {
  if (!run.wake_at) run.wake_at = now;
  Memory& memory = run.memory;
  memory.undecided_since = sane_moment(memory.undecided_since);
  memory.since = sane_moment(memory.since);
  memory.arrived_at = sane_moment(memory.arrived_at);
  memory.visits.resize(nodes, 0);
  memory.taken.resize(nodes, kNotTaken);
}

}  // namespace

std::vector<Reason> Walk::why() const {
  std::vector<Reason> reasons;
  if (const EntryCondition* entry = plan.entry_condition()) {
    reasons.push_back({Reason::Kind::EnteredByCondition, plan.node(plan.entry()).id, entry->condition});
  } else {
    reasons.push_back({Reason::Kind::EnteredByEvent, plan.node(plan.entry()).id, run.entry_key});
  }
  for (std::size_t place = 0; place < plan.nodes().size(); ++place) {
    const std::int8_t exit = run.memory.taken[place];
    if (exit < 0) continue;
    const Node& passed = plan.node(place);
    std::visit(
        [&](const auto& kind) {
          if constexpr (requires { kind.reason(std::size_t{0}); }) {
            Reason reason = kind.reason(static_cast<std::size_t>(exit));
            reason.node = passed.id;
            reasons.push_back(std::move(reason));
          }
        },
        passed.kind);
  }
  reasons.insert(reasons.end(), checked.begin(), checked.end());
  return reasons;
}

StepResult step(const Plan& plan, Run run, const Event& event, const Context& context) {
  StepResult result{std::move(run), {}};
  if (result.run.state == RunState::Ended) return result;
  repair(result.run, plan.nodes().size(), context.now);
  const auto place = plan.find(result.run.node);
  if (!place) {
    Run& damaged = result.run;
    damaged.state = RunState::Ended;
    damaged.wake_at.reset();
    damaged.ended_at = context.now;
    damaged.end_reason = EndReason::Damaged;
    result.commands.push_back({{damaged.id, damaged.node, 1}, EndRun{EndReason::Damaged}});
    return result;
  }
  std::visit(Stepper(plan, context, result, *place), event);
  return result;
}

}  // namespace tsuzuku::journeys
