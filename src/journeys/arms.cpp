#include "journeys/arms.hpp"

#include <fmt/format.h>

#include "base/stable_hash.hpp"

namespace tsuzuku::journeys {

std::string_view name_of(Arm arm) {
  switch (arm) {
    case Arm::Treated:
      return "treated";
    case Arm::Holdout:
      return "holdout";
    case Arm::GlobalHoldout:
      return "global_holdout";
  }
  return "treated";
}

Arm arm_of(CustomerId customer, JourneyId journey, int holdout_permille, int global_permille, std::string_view season) {
  const auto draws_below = [&](const std::string& name, int permille) {
    return stable_slot(customer.value, name, 1000) < permille;
  };
  if (draws_below(fmt::format("holdout:global:{}", season), global_permille)) return Arm::GlobalHoldout;
  if (draws_below(fmt::format("holdout:journey:{}", journey.value), holdout_permille)) return Arm::Holdout;
  return Arm::Treated;
}

}  // namespace tsuzuku::journeys
