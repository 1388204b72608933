#pragma once
// The program in small: takes events, wakes runs, sends what is due, as the contracts of step.hpp, entry.hpp,
// delivery_rules.hpp and outbox.hpp ask of the services above. Everything that decides is the real thing.

#include <functional>
#include <unordered_set>
#include <vector>

#include "journeys/delivery_rules.hpp"
#include "journeys/entry.hpp"
#include "journeys/simulation/channel.hpp"
#include "journeys/simulation/crowd.hpp"
#include "journeys/simulation/store.hpp"

namespace tsuzuku::journeys::simulation {

// The functions that decide. Tests put a broken one in its place to see that the simulation notices.
struct Machinery {
  std::function<StepResult(const Plan&, Run, const Event&, const Context&)> step = journeys::step;
  std::function<EntryDecision(const Plan&, const Trigger&, std::span<const PastRun>, std::int64_t, const Context&)>
      decide_entry = journeys::decide_entry;
  std::function<OutboxVerdict(Outgoing&, const OutboxEvent&, std::int64_t)> apply =
      [](Outgoing& touch, const OutboxEvent& event, std::int64_t now) { return journeys::apply(touch, event, now); };
  std::function<std::string(const CommandKey&)> message_key = [](const CommandKey& key) { return key.text(); };
};

struct World {
  const std::vector<Plan>& plans;
  const Crowd& crowd;
  const TimeZone& zone;
  DeliveryRules shop_rules;
  std::int64_t begin = 0;
  bool calm = false;  // no journey is ever paused
  bool sender_journal = true;
  int global_permille = 20;
};

class Engine {
 public:
  Engine(const World& world, const Machinery& machinery, Store& store, FakeChannel& channel, Crashes& crashes)
      : world_(world), machinery_(machinery), store_(store), channel_(channel), crashes_(crashes) {}

  // After a start: what was being sent when the process died is looked at. False: the database is gone, try again.
  [[nodiscard]] bool recover(std::int64_t now);
  // Does what is due. False: the database is gone, try again later.
  [[nodiscard]] bool work(std::int64_t now);
  [[nodiscard]] std::optional<std::int64_t> next_due(std::int64_t now) const;
  [[nodiscard]] bool is_paused(std::size_t journey, std::int64_t now) const;
  [[nodiscard]] std::int64_t resumes_at(std::size_t journey) const;

 private:
  [[nodiscard]] Context context(std::int32_t customer, std::size_t journey, std::int64_t now) const;
  [[nodiscard]] bool take_events(std::int64_t now);
  [[nodiscard]] bool ask_again(std::int64_t now);
  [[nodiscard]] bool wake_runs(std::int64_t now);
  [[nodiscard]] bool send(std::int64_t now);
  void hand_over_claimed(std::int64_t now);
  [[nodiscard]] bool claim_for(std::int32_t customer, std::int64_t now);
  [[nodiscard]] bool record_answers(std::int64_t now);

  // Adds to `writes`; reads what they already hold of the customer first.
  void tell_runs(std::int32_t customer, const Event& event, std::int64_t now, Writes& writes);
  void try_entries(std::int32_t customer, const Trigger& trigger, std::int64_t now, Writes& writes);
  void try_entry(std::int32_t customer, std::size_t journey, const Trigger& trigger, std::int64_t now, Writes& writes);
  void absorb(StepResult result, std::size_t journey, std::int64_t now, Writes& writes);
  void withdraw(RunId run, EndReason reason, std::int64_t now, Writes& writes);
  [[nodiscard]] std::vector<Run> current_runs(std::int32_t customer, const Writes& writes) const;
  [[nodiscard]] std::size_t journey_of(const Run& run) const;

  struct Answered {
    std::string key;
    OutboxEvent answer;
  };

  const World& world_;
  const Machinery& machinery_;
  Store& store_;
  FakeChannel& channel_;
  Crashes& crashes_;
  std::vector<std::string> claimed_;         // in memory, as is
  std::vector<Answered> answers_;            // what the channel said and is not yet written
  std::unordered_set<std::string> journal_;  // a file of the sender: "about to hand over"; a crash leaves it
};

// What stands in a message, as a hash: the same words to the same person for the same reason are the same message,
// whatever key the program gives them.
[[nodiscard]] std::uint64_t content_of(const Run& run, const CommandKey& key, const SendMessage& message);

}  // namespace tsuzuku::journeys::simulation
