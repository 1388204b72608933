#pragma once
// The judgement at the end: counts what people received against what the store says and what the world told. It trusts
// no answer of the program that it can look up elsewhere.

#include <cstdint>
#include <string>
#include <vector>

#include "journeys/simulation/channel.hpp"
#include "journeys/simulation/crowd.hpp"
#include "journeys/simulation/store.hpp"

namespace tsuzuku::journeys::simulation {

struct Findings {
  std::int64_t planned = 0;     // messages to treated customers that were ever planned
  std::int64_t sent = 0;        // different messages that were received
  std::int64_t sent_twice = 0;  // messages received once too often, each time counted
  // Never happened, and nothing says so:
  //   a run passed a send node and there is no touch for the visit; a touch says "sent" and nobody received it; what
  //   was told to the program was never taken, or let nobody in without a reason
  std::int64_t lost = 0;
  // Somebody waits although the time is long over: a run, a touch, an event, an entry to be asked again.
  std::int64_t stuck = 0;
  std::int64_t in_doubt = 0;    // nobody knows; listed for a person
  std::int64_t unrecorded = 0;  // received, and the record says otherwise than sent or in doubt
  std::int64_t skipped = 0;     // with a reason; treated customers only
  std::int64_t failed = 0;      // refused for good, or tried too often
  std::int64_t waiting = 0;     // planned and not yet due, or due a moment ago
  std::int64_t held_out = 0;
  std::int64_t runs = 0;
  std::vector<std::string> in_doubt_keys;  // the first hundred
  friend bool operator==(const Findings&, const Findings&) = default;
};

[[nodiscard]] Findings audit(const std::vector<Plan>& plans, const Crowd& crowd, const Store& store,
                             const FakeChannel& channel, std::int64_t end);

}  // namespace tsuzuku::journeys::simulation
