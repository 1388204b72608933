#pragma once
// The database of a simulation: tables in memory, transactions that are whole or not at all, minutes in which it is
// gone. The indices are those that the real store needs.

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "journeys/dry_run.hpp"
#include "journeys/outbox.hpp"
#include "journeys/simulation/crash.hpp"

namespace tsuzuku::journeys::simulation {

struct Touch {
  Outgoing out;
  std::int32_t customer = 0;
  RunId run;
  std::string node;
  std::int32_t journey = 0;   // place in the list of journeys
  SendMessage message;        // without "why", to save memory
  std::uint64_t content = 0;  // what stands in the message, as a hash
};

struct QueuedEvent {
  std::int64_t id = 0;
  std::int32_t customer = 0;
  std::optional<std::size_t> told;  // place in the crowd's events; nothing for a reaction to a message
  std::size_t condition = 0;        // of what begins or ends: which of the crowd's conditions
  LifeEvent event;
};

// A trigger that is to be asked again.
struct PendingEntry {
  std::int64_t at = 0;
  std::int32_t customer = 0;
  std::int32_t journey = 0;
  Trigger trigger;
};

// All that one transaction writes.
struct Writes {
  std::vector<Run> runs;           // new or changed
  std::vector<Touch> new_touches;  // on conflict of the key: nothing
  std::vector<Outgoing> touches;   // changed
  std::vector<std::string> tasks;  // keys; on conflict: nothing
  std::vector<PendingEntry> pending;
  std::vector<std::int64_t> pending_done;
  std::optional<std::int64_t> event_done;
  std::vector<std::string> refused;  // entry keys with their journey, for the audit
};

// What a database is worth that does not keep its promise; the simulation must notice.
enum class Atomicity : std::uint8_t { Whole, CommandsFirst, StateFirst };

struct StoreOptions {
  std::uint64_t seed = 1;
  bool calm = false;  // never gone
  Atomicity atomicity = Atomicity::Whole;
};

class Store {
 public:
  Store(StoreOptions options, Crashes& crashes) : options_(options), crashes_(crashes) {}

  // False: the database is gone, nothing was written.
  [[nodiscard]] bool commit(Writes writes, std::int64_t now);
  // What tells the shop's events to the program retries until it gets through; so this always succeeds.
  void enqueue(QueuedEvent event);

  [[nodiscard]] RunId make_run_id() { return RunId{++last_run_}; }

  [[nodiscard]] const QueuedEvent* next_event() const { return queue_.empty() ? nullptr : &queue_.front(); }
  [[nodiscard]] std::vector<const Run*> runs_of(std::int32_t customer) const;
  [[nodiscard]] bool has_run(RunId id) const { return places_.contains(id.value); }
  [[nodiscard]] const Run& run(RunId id) const { return runs_.at(static_cast<std::size_t>(places_.at(id.value))); }
  [[nodiscard]] std::vector<RunId> due_runs(JourneyId journey, std::int64_t now, std::size_t most) const;
  [[nodiscard]] std::vector<std::int64_t> due_pending(std::int64_t now, std::size_t most) const;
  [[nodiscard]] const PendingEntry& pending(std::int64_t id) const { return pending_.at(id); }
  [[nodiscard]] std::vector<const Touch*> due_touches(std::int64_t now, std::size_t most) const;
  [[nodiscard]] std::vector<const Touch*> touches_of(std::int32_t customer) const;
  [[nodiscard]] const Touch& touch(const std::string& key) const { return touches_[touch_places_.at(key)]; }
  [[nodiscard]] std::vector<const Touch*> sending() const;
  // The first moment at which a run of the journey is due, or anything else; nothing when nothing ever is.
  [[nodiscard]] std::optional<std::int64_t> next_due_run(JourneyId journey) const;
  [[nodiscard]] std::optional<std::int64_t> next_due() const;

  // For the audit.
  [[nodiscard]] const std::deque<Run>& runs() const { return runs_; }
  [[nodiscard]] const std::deque<Touch>& touches() const { return touches_; }
  [[nodiscard]] bool has_touch(const std::string& key) const { return touch_places_.contains(key); }
  [[nodiscard]] bool was_refused(const std::string& entry) const { return refused_.contains(entry); }
  [[nodiscard]] bool was_heard(std::size_t told) const { return told < heard_.size() && heard_[told]; }
  [[nodiscard]] bool has_entry(const std::string& entry) const { return entries_.contains(entry); }
  [[nodiscard]] std::size_t waiting_events() const { return queue_.size(); }
  [[nodiscard]] const std::unordered_map<std::int64_t, PendingEntry>& all_pending() const { return pending_; }
  [[nodiscard]] std::size_t tasks() const { return tasks_.size(); }

 private:
  [[nodiscard]] bool is_gone(std::int64_t now) const;
  void write_state(Writes& writes);
  void write_commands(Writes& writes);
  void put_run(Run run);
  void put_touch(Touch touch);
  void change_touch(const Outgoing& out);

  StoreOptions options_;
  Crashes& crashes_;
  std::int64_t last_run_ = 0;
  std::int64_t last_event_ = 0;
  std::int64_t last_pending_ = 0;
  std::deque<QueuedEvent> queue_;
  std::deque<Run> runs_;
  std::unordered_map<std::int64_t, std::size_t> places_;
  std::unordered_map<std::int32_t, std::vector<std::size_t>> runs_of_;
  std::map<std::int64_t, std::set<std::pair<std::int64_t, std::int64_t>>> due_runs_;  // journey -> wake_at, run
  std::deque<Touch> touches_;
  std::unordered_map<std::string, std::size_t> touch_places_;
  std::unordered_map<std::int32_t, std::vector<std::size_t>> touches_of_;
  std::set<std::pair<std::int64_t, std::size_t>> due_touches_;  // due_at, place
  std::set<std::size_t> sending_;
  std::unordered_map<std::int64_t, PendingEntry> pending_;
  std::set<std::pair<std::int64_t, std::int64_t>> due_pending_;
  std::unordered_set<std::string> tasks_;
  std::unordered_set<std::string> refused_;
  std::unordered_set<std::string> entries_;
  std::vector<bool> heard_;
};

// "<customer>:<journey>:<entry key>": what lets a customer into a journey, for the audit.
[[nodiscard]] std::string entry_of(std::int32_t customer, JourneyId journey, std::string_view entry_key);

}  // namespace tsuzuku::journeys::simulation
