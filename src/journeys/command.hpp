#pragma once
// What a step wants done. Commands are data: the service above writes them into the outbox in the same transaction as
// the run's new state, each under its key; a key that is there already is done already.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/day.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "domain/codes.hpp"
#include "journeys/arms.hpp"
#include "journeys/delivery_rules.hpp"
#include "journeys/reason.hpp"
#include "journeys/run.hpp"

namespace tsuzuku::journeys {

// One visit of one run to one node gives at most one command, so this names it for ever.
struct CommandKey {
  RunId run;
  std::string node;
  int visit = 1;                           // counts from 1
  [[nodiscard]] std::string text() const;  // "<run>:<node>:<visit>"
  friend bool operator==(const CommandKey&, const CommandKey&) = default;
};

struct SendMessage {
  domain::Channel channel = domain::Channel::Mail;
  std::string message;  // template
  std::string variant;
  bool advertising = true;
  WhenBlocked when_quiet = WhenBlocked::Move;
  WhenBlocked when_capped = WhenBlocked::Move;
  int priority = 0;
  std::int64_t due_at = 0;
  std::int64_t expires_at = 0;
  Arm arm = Arm::Treated;  // held out: recorded as skipped, never sent
  std::vector<Reason> why;
  friend bool operator==(const SendMessage&, const SendMessage&) = default;
};

struct MakeTask {
  std::string title;
  std::string note;
  Day due_day;
  Money value = 0;
  std::vector<Reason> why;
  friend bool operator==(const MakeTask&, const MakeTask&) = default;
};

struct SetTag {
  std::string tag;
  friend bool operator==(const SetTag&, const SetTag&) = default;
};

struct RemoveTag {
  std::string tag;
  friend bool operator==(const RemoveTag&, const RemoveTag&) = default;
};

// The run has ended; its state says so too. Touches not yet sent are to be skipped when withdraws_touches(reason).
struct EndRun {
  EndReason reason = EndReason::Finished;
  friend bool operator==(const EndRun&, const EndRun&) = default;
};

struct Command {
  CommandKey key;
  std::variant<SendMessage, MakeTask, SetTag, RemoveTag, EndRun> what;
  friend bool operator==(const Command&, const Command&) = default;
};

}  // namespace tsuzuku::journeys
