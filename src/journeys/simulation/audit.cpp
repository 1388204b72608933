#include "journeys/simulation/audit.hpp"

#include <algorithm>

namespace tsuzuku::journeys::simulation {
namespace {

using domain::TouchState;

// Longer than any back-off, hour without connection and day without answers together.
constexpr std::int64_t kGrace = 2 * 86'400;
constexpr std::size_t kListed = 100;

bool says_sent(TouchState state) {
  return state == TouchState::Sent || state == TouchState::Delivered || state == TouchState::Bounced;
}

class Auditor {
 public:
  Auditor(const std::vector<Plan>& plans, const Crowd& crowd, const Store& store, const FakeChannel& channel,
          std::int64_t end)
      : plans_(plans), crowd_(crowd), store_(store), channel_(channel), end_(end) {}

  Findings find() {
    count_received();
    for (const Touch& touch : store_.touches()) judge(touch);
    for (const Run& run : store_.runs()) judge(run);
    judge_told();
    for (const auto& [id, pending] : store_.all_pending()) found_.stuck += pending.at < end_ - kGrace ? 1 : 0;
    found_.stuck += static_cast<std::int64_t>(store_.waiting_events());
    return std::move(found_);
  }

 private:
  void count_received() {
    for (const auto& [content, times] : channel_.received()) {
      ++found_.sent;
      found_.sent_twice += times - 1;
    }
  }

  void judge(const Touch& touch) {
    if (touch.message.arm != Arm::Treated) {
      ++found_.held_out;
      found_.unrecorded += channel_.has(touch.content) ? 1 : 0;
      return;
    }
    ++found_.planned;
    const TouchState state = touch.out.state;
    const bool received = channel_.has(touch.content);
    if (says_sent(state)) {
      found_.lost += received ? 0 : 1;
    } else if (state == TouchState::InDoubt) {
      ++found_.in_doubt;
      if (found_.in_doubt_keys.size() < kListed) found_.in_doubt_keys.push_back(touch.out.key);
    } else {
      found_.unrecorded += received ? 1 : 0;
      found_.skipped += state == TouchState::Skipped ? 1 : 0;
      found_.failed += state == TouchState::Failed ? 1 : 0;
      if (is_settled(state)) return;
      ++(touch.out.due_at < end_ - kGrace ? found_.stuck : found_.waiting);
    }
  }

  void judge(const Run& run) {
    ++found_.runs;
    if (run.state == RunState::Waiting && (!run.wake_at || *run.wake_at < end_ - kGrace)) ++found_.stuck;
    const auto plan = std::ranges::find(plans_, run.journey, &Plan::journey);
    for (std::size_t place = 0; place < plan->nodes().size() && place < run.memory.visits.size(); ++place) {
      const Node& node = plan->node(place);
      if (!std::holds_alternative<Send>(node.kind)) continue;
      // Where it stands, or stood when it was stopped, it has not yet sent.
      const int passed = run.memory.visits[place] - (run.node == node.id ? 1 : 0);
      for (int visit = 1; visit <= passed; ++visit) {
        found_.lost += store_.has_touch(CommandKey{run.id, node.id, visit}.text()) ? 0 : 1;
      }
    }
  }

  // Everything that was told must have been taken; and what lets a customer in has done so or was refused.
  void judge_told() {
    for (std::size_t i = 0; i < crowd_.events().size(); ++i) {
      const WorldEvent& event = crowd_.events()[i];
      if (event.known_at > end_) continue;
      if (!store_.was_heard(i)) {
        ++found_.lost;
      } else if (event.kind != WorldEvent::Kind::Ended) {
        for (const Plan& plan : plans_) {
          if (lets_in(plan, event) && !is_accounted_for(plan, event)) ++found_.lost;
        }
      }
    }
  }

  [[nodiscard]] bool lets_in(const Plan& plan, const WorldEvent& event) const {
    if (event.kind == WorldEvent::Kind::Began) {
      return plan.entry_condition() != nullptr &&
             plan.entry_condition()->condition == crowd_.conditions()[event.condition];
    }
    return plan.entry_event() != nullptr && plan.entry_event()->event == event.event;
  }

  [[nodiscard]] bool is_accounted_for(const Plan& plan, const WorldEvent& event) const {
    const bool by_event = event.kind == WorldEvent::Kind::Happened;
    const std::string key =
        entry_key_of(by_event ? std::optional(event.event) : std::nullopt, std::to_string(event.number));
    const std::string entry = entry_of(event.customer, plan.journey(), key);
    if (store_.has_entry(entry) || store_.was_refused(entry)) return true;
    return std::ranges::any_of(store_.all_pending(), [&](const auto& one) {
      return one.second.customer == event.customer && one.second.trigger.key == std::to_string(event.number);
    });
  }

  const std::vector<Plan>& plans_;
  const Crowd& crowd_;
  const Store& store_;
  const FakeChannel& channel_;
  std::int64_t end_;
  Findings found_;
};

}  // namespace

Findings audit(const std::vector<Plan>& plans, const Crowd& crowd, const Store& store, const FakeChannel& channel,
               std::int64_t end) {
  return Auditor(plans, crowd, store, channel, end).find();
}

}  // namespace tsuzuku::journeys::simulation
