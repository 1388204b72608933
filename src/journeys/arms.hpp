#pragma once
// Who is treated and who is held out for comparison.

#include <cstdint>
#include <string_view>

#include "base/id.hpp"

namespace tsuzuku::journeys {

// Stored (journey_runs.arm, touches.arm): never renumber.
enum class Arm : std::uint8_t { Treated = 1, Holdout = 2, GlobalHoldout = 3 };
[[nodiscard]] std::string_view name_of(Arm arm);  // "treated", "holdout", "global_holdout"

// A stable draw (base/stable_hash.hpp): nothing is stored, a customer stays on their side.
//   global: slot of (customer, "holdout:global:<season>") among 1000, below global_permille
//   own:    slot of (customer, "holdout:journey:<id>") among 1000, below holdout_permille
// Draws of different journeys and of the global holdout are independent of each other. A larger permille keeps those
// who were held out before; a new season ("2026q1") draws the global holdout anew.
[[nodiscard]] Arm arm_of(CustomerId customer, JourneyId journey, int holdout_permille, int global_permille,
                         std::string_view season = "");

// The first of these draws alone: for whoever reaches customers without a journey.
[[nodiscard]] bool is_held_out_globally(CustomerId customer, int global_permille, std::string_view season);

}  // namespace tsuzuku::journeys
