#pragma once
// Journeys and events out of a seed, for property tests.

#include <array>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "journeys/definition.hpp"
#include "journeys/step.hpp"

namespace tsuzuku::journeys {

// Mostly sound: edges lead forward, circles pass a wait. With `careless` some edges and fields are as they come.
class RandomJourney {
 public:
  RandomJourney(std::uint64_t seed, bool careless) : random_(seed), careless_(careless) {}

  Definition make() {
    size_ = 3 + random_.below(12);
    Definition definition;
    if (random_.chance(0.6)) definition.goal = Goal{.event = EventKind::Ordered, .condition = maybe_condition()};
    definition.stop.condition = maybe_condition();
    if (random_.chance(0.3)) definition.stop.products = {"p1"};
    definition.reentry.rule = Reentry::Rule::Always;
    definition.priority = static_cast<int>(random_.below(101));
    definition.holdout_permille = static_cast<int>(random_.below(500));
    for (std::size_t place = 0; place < size_; ++place) {
      definition.nodes.push_back({id_of(place), "", std::nullopt, kind_for(place)});
    }
    return definition;
  }

 private:
  static std::string id_of(std::size_t place) { return "n" + std::to_string(place); }

  std::string condition() { return "c" + std::to_string(random_.below(4)); }
  std::string maybe_condition() { return random_.chance(0.3) ? condition() : ""; }

  // The next node comes first so that all are reached; others lie anywhere ahead.
  std::string straight(std::size_t place) {
    if (careless_ && random_.chance(0.1)) return random_.chance(0.5) ? "" : id_of(random_.below(size_ + 1));
    return id_of(place + 1);
  }
  std::string ahead(std::size_t place) { return id_of(place + 1 + random_.below(size_ - place - 1)); }
  std::string anywhere(std::size_t place) {
    if (random_.chance(0.7)) return ahead(place);
    return id_of(1 + random_.below(size_ - 1));  // back, which a wait for an event allows
  }

  EventKind event() { return static_cast<EventKind>(random_.below(event_names().size())); }

  NodeKind kind_for(std::size_t place) {
    if (place == 0) {
      if (random_.chance(0.4)) return EntryCondition{.condition = condition(), .next = straight(0)};
      return EntryEvent{.event = event(), .condition = maybe_condition(), .next = straight(0)};
    }
    if (place + 1 == size_) return End{};
    switch (random_.below(8)) {
      case 0:
        return wait(place);
      case 1:
        return WaitForEvent{.event = event(),
                            .same_order = false,
                            .days = 1 + static_cast<int>(random_.below(5)),
                            .next = straight(place),
                            .on_timeout = anywhere(place)};
      case 2:
        return branch(place);
      case 3:
        return split(place);
      case 4:
        return Task{.title = "call", .next = straight(place)};
      case 5:
        return Tag{.action = random_.chance(0.5) ? Tag::Action::Add : Tag::Action::Remove,
                   .tag = "t",
                   .next = straight(place)};
      default:
        return Send{.channel = domain::Channel::Mail, .message = "1", .next = straight(place)};
    }
  }

  NodeKind wait(std::size_t place) {
    Wait wait{.days = static_cast<int>(random_.below(4)),
              .hours = static_cast<int>(random_.below(30)),
              .minutes = 1 + static_cast<int>(random_.below(90)),
              .next = straight(place)};
    if (random_.chance(0.5)) wait.at = static_cast<int>(random_.below(1'440)) * 60;
    if (random_.chance(0.2)) wait.since = Wait::Since::Entry;
    if (random_.chance(0.2)) wait.plus_fact = "lasts_days";
    if (careless_ && random_.chance(0.2)) wait.days = -2;
    return wait;
  }

  NodeKind branch(std::size_t place) {
    Branch branch{.branches = {{condition(), straight(place)}}, .otherwise = ahead(place)};
    if (random_.chance(0.5)) branch.branches.push_back({condition(), ahead(place)});
    return branch;
  }

  NodeKind split(std::size_t place) {
    const int first = static_cast<int>(random_.below(101));
    const int second = careless_ && random_.chance(0.1) ? 1 : 100 - first;
    return Split{.arms = {{"a", first, straight(place)}, {"b", second, ahead(place)}}};
  }

  Random random_;
  bool careless_;
  std::size_t size_ = 0;
};

// Events as they come: in time, late, old, twice, of anything.
class RandomEvents {
 public:
  explicit RandomEvents(std::uint64_t seed) : random_(seed) {}

  Event next(const Run& run, std::int64_t now) {
    switch (random_.below(12)) {
      case 0:
        return Entered{};
      case 1:
        if (random_.chance(0.1)) return StopRun{EndReason::Stopped};
        return TimeReached{};
      case 2:
        return ConditionEnded{random_.chance(0.1) ? std::string(key_part(run.entry_key)) : "other"};
      case 3:
      case 4:
      case 5:
        return happened(now);
      default:
        return TimeReached{};
    }
  }

  // Mostly on to the next moment of interest, at times a little, at times back.
  std::int64_t advance(const Run& run, std::int64_t now) {
    if (random_.chance(0.05)) return now - static_cast<std::int64_t>(random_.below(100'000));
    if (run.wake_at && random_.chance(0.6))
      return std::max(now, *run.wake_at) + static_cast<std::int64_t>(random_.below(3));
    return now + static_cast<std::int64_t>(random_.below(50'000));
  }

 private:
  Happened happened(std::int64_t now) {
    Happened event;
    event.kind = static_cast<EventKind>(random_.below(event_names().size()));
    event.key = std::to_string(random_.below(6));
    event.at = random_.chance(0.05) ? static_cast<std::int64_t>(random_.next())
                                    : now - static_cast<std::int64_t>(random_.below(300'000)) + 50'000;
    if (random_.chance(0.3)) event.facts.push_back({"product", "p" + std::to_string(random_.below(3))});
    if (random_.chance(0.3)) event.facts.push_back({"channel", random_.chance(0.5) ? "mail" : "sms"});
    return event;
  }

  Random random_;
};

}  // namespace tsuzuku::journeys
