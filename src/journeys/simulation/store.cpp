#include "journeys/simulation/store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/stable_hash.hpp"

namespace tsuzuku::journeys::simulation {

using domain::TouchState;

std::string entry_of(std::int32_t customer, JourneyId journey, std::string_view entry_key) {
  return fmt::format("{}:{}:{}", customer, journey.value, entry_key);
}

// One minute in some hours.
bool Store::is_gone(std::int64_t now) const {
  return !options_.calm && stable_slot(now / 60, "gone:" + std::to_string(options_.seed), 600) == 0;
}

bool Store::commit(Writes writes, std::int64_t now) {
  crashes_.point(CrashPoint::BeforeCommit, now);
  if (is_gone(now)) return false;
  // A whole commit has no inside: the crash comes before it.
  if (options_.atomicity == Atomicity::Whole) crashes_.point(CrashPoint::InCommit, now);
  if (options_.atomicity == Atomicity::CommandsFirst) {
    write_commands(writes);
    crashes_.point(CrashPoint::InCommit, now);
    write_state(writes);
  } else {
    write_state(writes);
    if (options_.atomicity == Atomicity::StateFirst) crashes_.point(CrashPoint::InCommit, now);
    write_commands(writes);
  }
  crashes_.point(CrashPoint::AfterCommit, now);
  return true;
}

void Store::write_state(Writes& writes) {
  for (Run& run : writes.runs) put_run(std::move(run));
  for (PendingEntry& one : writes.pending) {
    const std::int64_t id = ++last_pending_;
    due_pending_.emplace(one.at, id);
    pending_.emplace(id, std::move(one));
  }
  for (const std::int64_t id : writes.pending_done) {
    const auto found = pending_.find(id);
    if (found == pending_.end()) continue;
    due_pending_.erase({found->second.at, id});
    pending_.erase(found);
  }
  for (std::string& entry : writes.refused) refused_.insert(std::move(entry));
  if (writes.event_done && !queue_.empty() && queue_.front().id == *writes.event_done) {
    if (const auto told = queue_.front().told) {
      if (heard_.size() <= *told) heard_.resize(*told + 1);
      heard_[*told] = true;
    }
    queue_.pop_front();
  }
}

void Store::write_commands(Writes& writes) {
  for (Touch& touch : writes.new_touches) put_touch(std::move(touch));
  for (const Outgoing& out : writes.touches) change_touch(out);
  for (std::string& key : writes.tasks) tasks_.insert(std::move(key));
}

void Store::enqueue(QueuedEvent event) {
  event.id = ++last_event_;
  queue_.push_back(std::move(event));
}

void Store::put_run(Run run) {
  const auto customer = static_cast<std::int32_t>(run.customer.value);
  const auto [found, fresh] = places_.try_emplace(run.id.value, runs_.size());
  if (fresh) {
    runs_of_[customer].push_back(runs_.size());
    entries_.insert(entry_of(customer, run.journey, run.entry_key));
    runs_.emplace_back();
  } else if (const auto& before = runs_[found->second].wake_at) {
    due_runs_[run.journey.value].erase({*before, run.id.value});
  }
  if (run.wake_at) due_runs_[run.journey.value].emplace(*run.wake_at, run.id.value);
  runs_[found->second] = std::move(run);
}

void Store::put_touch(Touch touch) {
  const auto [found, fresh] = touch_places_.try_emplace(touch.out.key, touches_.size());
  if (!fresh) return;
  touches_of_[touch.customer].push_back(touches_.size());
  if (touch.out.state == TouchState::Planned) due_touches_.emplace(touch.out.due_at, touches_.size());
  touches_.push_back(std::move(touch));
}

void Store::change_touch(const Outgoing& out) {
  const auto found = touch_places_.find(out.key);
  if (found == touch_places_.end()) return;
  Outgoing& stored = touches_[found->second].out;
  if (stored.state == TouchState::Planned) due_touches_.erase({stored.due_at, found->second});
  if (stored.state == TouchState::Sending) sending_.erase(found->second);
  stored = out;
  if (stored.state == TouchState::Sending) sending_.insert(found->second);
  if (stored.state == TouchState::Planned) due_touches_.emplace(stored.due_at, found->second);
}

std::vector<const Run*> Store::runs_of(std::int32_t customer) const {
  std::vector<const Run*> runs;
  const auto found = runs_of_.find(customer);
  if (found == runs_of_.end()) return runs;
  for (const std::size_t place : found->second) runs.push_back(&runs_[place]);
  return runs;
}

std::vector<RunId> Store::due_runs(JourneyId journey, std::int64_t now, std::size_t most) const {
  std::vector<RunId> due;
  const auto runs = due_runs_.find(journey.value);
  if (runs == due_runs_.end()) return due;
  for (auto at = runs->second.begin(); at != runs->second.end() && at->first <= now && due.size() < most; ++at) {
    due.push_back(RunId{at->second});
  }
  return due;
}

std::vector<std::int64_t> Store::due_pending(std::int64_t now, std::size_t most) const {
  std::vector<std::int64_t> due;
  for (auto at = due_pending_.begin(); at != due_pending_.end() && at->first <= now && due.size() < most; ++at) {
    due.push_back(at->second);
  }
  return due;
}

std::vector<const Touch*> Store::due_touches(std::int64_t now, std::size_t most) const {
  std::vector<const Touch*> due;
  for (auto at = due_touches_.begin(); at != due_touches_.end() && at->first <= now && due.size() < most; ++at) {
    due.push_back(&touches_[at->second]);
  }
  return due;
}

std::vector<const Touch*> Store::touches_of(std::int32_t customer) const {
  std::vector<const Touch*> touches;
  const auto found = touches_of_.find(customer);
  if (found == touches_of_.end()) return touches;
  for (const std::size_t place : found->second) touches.push_back(&touches_[place]);
  return touches;
}

std::vector<const Touch*> Store::sending() const {
  std::vector<const Touch*> found;
  for (const std::size_t place : sending_) found.push_back(&touches_[place]);
  return found;
}

std::optional<std::int64_t> Store::next_due_run(JourneyId journey) const {
  const auto runs = due_runs_.find(journey.value);
  if (runs == due_runs_.end() || runs->second.empty()) return std::nullopt;
  return runs->second.begin()->first;
}

std::optional<std::int64_t> Store::next_due() const {
  std::optional<std::int64_t> next;
  const auto consider = [&](std::int64_t at) { next = next ? std::min(*next, at) : at; };
  if (!due_touches_.empty()) consider(due_touches_.begin()->first);
  if (!due_pending_.empty()) consider(due_pending_.begin()->first);
  return next;
}

}  // namespace tsuzuku::journeys::simulation
