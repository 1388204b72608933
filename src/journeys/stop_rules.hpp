#pragma once
// What ends a run, or keeps a planned touch from going out, wherever it stands.

#include <optional>
#include <vector>

#include "journeys/context.hpp"
#include "journeys/event.hpp"
#include "journeys/plan.hpp"
#include "journeys/reason.hpp"
#include "journeys/run.hpp"

namespace tsuzuku::journeys {

struct Objection {
  std::optional<EndReason> ends;  // nothing = a condition has no answer now: ask again
  friend bool operator==(const Objection&, const Objection&) = default;
};

// Whether the run may act now: it has not been stopped, and the conditions of goal, stop rule and entry allow it.
// Nothing = it may. `checked` takes what was asked, for "why".
[[nodiscard]] std::optional<Objection> reason_against(const Plan& plan, const Run& run, const Context& context,
                                                      std::vector<Reason>* checked = nullptr);

// The stop rule that the event fulfils for this run, whether it still waits or has come to its end. Events older than
// the entry and the entry event itself fulfil none.
[[nodiscard]] std::optional<EndReason> stopped_by(const Plan& plan, const Run& run, const Happened& event,
                                                  const TimeZone& zone);

}  // namespace tsuzuku::journeys
