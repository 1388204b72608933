#include "journeys/arms.hpp"

#include <fmt/format.h>

#include "base/stable_hash.hpp"

namespace tsuzuku::journeys {
namespace {

constexpr int kDraws = 1000;

}  // namespace

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

bool is_held_out_globally(CustomerId customer, int global_permille, std::string_view season) {
  if (global_permille <= 0) return false;
  return stable_slot(customer.value, fmt::format("holdout:global:{}", season), kDraws) < global_permille;
}

Arm arm_of(CustomerId customer, JourneyId journey, int holdout_permille, int global_permille, std::string_view season) {
  if (is_held_out_globally(customer, global_permille, season)) return Arm::GlobalHoldout;
  const std::string own = fmt::format("holdout:journey:{}", journey.value);
  return stable_slot(customer.value, own, kDraws) < holdout_permille ? Arm::Holdout : Arm::Treated;
}

}  // namespace tsuzuku::journeys
