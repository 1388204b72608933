#pragma once
// The customers of a simulation and what happens to them, out of a seed: orders with their parcels, cancellations,
// returns, unsubscribing, times in which conditions hold. What is told comes late, twice and out of order, as from real
// shops.

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/time_zone.hpp"
#include "journeys/context.hpp"
#include "journeys/dry_run.hpp"

namespace tsuzuku::journeys::simulation {

// Compact: a year of 100,000 customers is a million and a half of them.
struct WorldEvent {
  enum class Kind : std::uint8_t { Happened, Began, Ended };
  std::int64_t known_at = 0;
  std::int64_t at = 0;
  std::int32_t customer = 0;  // from 1
  std::int32_t number = 0;    // order, or stay
  Kind kind = Kind::Happened;
  EventKind event = EventKind::Ordered;
  std::uint8_t condition = 0;  // Began, Ended: which of Crowd::conditions
};

struct CrowdOptions {
  int customers = 1'000;
  int days = 90;
  std::uint64_t seed = 1;
  std::int64_t begin = 0;  // first moment, UTC seconds
  // Conditions of the entries of the simulated journeys: they begin and end.
  std::vector<std::string> entry_conditions;
  bool calm = false;  // everything told at once, once and in order; every condition has an answer
};

class Crowd {
 public:
  explicit Crowd(CrowdOptions options);

  // In the order of becoming known.
  [[nodiscard]] const std::vector<WorldEvent>& events() const { return events_; }
  [[nodiscard]] const std::vector<std::string>& conditions() const { return options_.entry_conditions; }
  [[nodiscard]] std::int64_t end() const { return options_.begin + options_.days * std::int64_t{86'400}; }

  // An entry condition holds during its stays. Any other holds for a third of the customers always, for a third from
  // some day on, for the rest never. While the copy that answers is being built, nobody knows.
  [[nodiscard]] Answer holds(std::int32_t customer, std::string_view condition, std::int64_t now) const;

  [[nodiscard]] LifeEvent told(const WorldEvent& event) const;

 private:
  void live(std::int32_t customer);
  void order(std::int32_t customer, std::int64_t at);
  void tell(const WorldEvent& event);

  CrowdOptions options_;
  std::vector<WorldEvent> events_;
  struct Stay {
    std::int32_t customer = 0;
    std::uint8_t condition = 0;
    std::int64_t from = 0;
    std::int64_t to = 0;
  };
  std::vector<Stay> stays_;  // by customer
  std::int32_t next_number_ = 1;
};

}  // namespace tsuzuku::journeys::simulation
