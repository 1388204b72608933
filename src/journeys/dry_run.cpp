#include "journeys/dry_run.hpp"

#include <algorithm>
#include <optional>

namespace tsuzuku::journeys {
namespace {

class Player {
 public:
  Player(const Plan& plan, const TimeZone& zone, const DryRunOptions& options)
      : plan_(plan), zone_(zone), options_(options) {}

  void live(const LifeEvent& event) {
    if (const auto* began = std::get_if<ConditionBegan>(&event.what)) {
      enter(event.known_at, {std::nullopt, began->stay, event.known_at, {}});
    } else if (const auto* ended = std::get_if<ConditionEnded>(&event.what)) {
      std::erase_if(later_, [&](const Later& one) { return !one.trigger.kind && one.trigger.key == ended->stay; });
      tell_all(event.known_at, *ended);
    } else {
      const Happened& happened = std::get<Happened>(event.what);
      tell_all(event.known_at, happened);  // first those under way: what ends one run may let the next one in
      enter(event.known_at, {happened.kind, happened.key, happened.at, happened.facts});
    }
  }

  // The first moment at which something is due; nothing when nobody waits.
  [[nodiscard]] std::optional<std::int64_t> next_due() const {
    std::optional<std::int64_t> next;
    const auto consider = [&](std::int64_t at) { next = next ? std::min(*next, at) : at; };
    for (const Run& run : result_.runs) {
      if (run.wake_at) consider(*run.wake_at);
    }
    for (const Later& one : later_) consider(one.at);
    return next;
  }

  void wake(std::int64_t now) {
    for (std::size_t i = 0; i < result_.runs.size(); ++i) {
      if (result_.runs[i].wake_at && *result_.runs[i].wake_at <= now) tell(i, now, TimeReached{});
    }
    std::vector<Later> due;
    std::erase_if(later_, [&](const Later& one) {
      if (one.at > now) return false;
      due.push_back(one);
      return true;
    });
    for (const Later& one : due) enter(now, one.trigger, one.told);
  }

  [[nodiscard]] DryRun take() { return std::move(result_); }

 private:
  struct Later {
    std::int64_t at = 0;
    Trigger trigger;
    Refusal told = Refusal::None;  // asked every day, a refusal is told once
  };

  [[nodiscard]] Context context(std::int64_t now) const {
    return {now, zone_, [this, now](std::string_view condition) { return options_.holds(condition, now); }};
  }

  void tell(std::size_t index, std::int64_t now, const Event& event) {
    StepResult stepped = step(plan_, std::move(result_.runs[index]), event, context(now));
    result_.runs[index] = std::move(stepped.run);
    for (Command& command : stepped.commands) {
      result_.moments.push_back({now, result_.runs[index].id, std::move(command)});
    }
  }

  void tell_all(std::int64_t now, const Event& event) {
    for (std::size_t i = 0; i < result_.runs.size(); ++i) tell(i, now, event);
  }

  void enter(std::int64_t now, const Trigger& trigger, Refusal told = Refusal::None) {
    std::vector<PastRun> history;
    for (const Run& run : result_.runs) {
      history.push_back({run.id, run.journey, run.entry_key, run.state == RunState::Waiting, run.entered_at,
                         plan_.definition().priority, plan_.definition().exclusive});
    }
    const EntryDecision decision = decide_entry(plan_, trigger, history, options_.running_since, context(now));
    if (decision.ask_again_at) later_.push_back({*decision.ask_again_at, trigger, decision.refusal});
    if (decision.refusal != told && decision.refusal != Refusal::None && decision.refusal != Refusal::OtherEvent) {
      result_.moments.push_back({now, RunId{}, decision.refusal});
    }
    if (decision.verdict != EntryVerdict::Enter) return;
    const RunId id{static_cast<std::int64_t>(result_.runs.size()) + 1};
    result_.runs.push_back(start_run(plan_, id, options_.customer, options_.arm, trigger, now));
    result_.moments.push_back({now, id, Moment::EntersBy{decision.entry_key}});
    tell(result_.runs.size() - 1, now, Entered{});
  }

  const Plan& plan_;
  const TimeZone& zone_;
  const DryRunOptions& options_;
  DryRun result_;
  std::vector<Later> later_;
};

}  // namespace

DryRun dry_run(const Plan& plan, std::span<const LifeEvent> life, const TimeZone& zone, const DryRunOptions& options) {
  Player player(plan, zone, options);
  const auto pass_time = [&](std::int64_t until) {
    for (auto due = player.next_due(); due && *due <= until; due = player.next_due()) player.wake(*due);
  };
  for (const LifeEvent& event : life) {
    if (event.known_at > options.until) break;
    pass_time(event.known_at - 1);
    player.live(event);
  }
  pass_time(options.until);
  return player.take();
}

}  // namespace tsuzuku::journeys
