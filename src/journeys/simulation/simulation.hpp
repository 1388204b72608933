#pragma once
// A year in a minute: a crowd of customers, a clock that can be turned, a channel that fails, a database that goes
// away, a process that dies at any point; and the real step function, entry decision, delivery rules and outbox in
// between. Afterwards the messages are counted where people received them.
//
// Pure: the same options give the same report on every machine.

#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "journeys/simulation/audit.hpp"
#include "journeys/simulation/engine.hpp"

namespace tsuzuku::journeys::simulation {

struct Options {
  int customers = 1'000;
  int days = 90;
  std::uint64_t seed = 1;
  int crashes = 100;
  std::string time_zone = "Asia/Tokyo";
  DeliveryRules shop_rules = {{{21 * 3'600, 8 * 3'600, {}}}, {{3, 168, {}}}};
  // What a restart can know of what was being sent: the sender's own journal of what it was about to hand over, and the
  // channel's answer.
  bool sender_journal = true;
  bool channel_can_tell = false;
  // Nothing fails, is late or is told twice: what it would be in an ideal world, to compare with.
  bool calm = false;
  Atomicity atomicity = Atomicity::Whole;
};

struct Report {
  Findings found;
  int crashes = 0;  // that happened
  int outages = 0;  // times the database was gone when it was needed
  std::int64_t told = 0;
  std::vector<std::uint64_t> received;  // contents, sorted
};

// "journeys.simulation_options" when a number is out of bounds or the time zone is unknown.
[[nodiscard]] Result<Report> simulate(const std::vector<Plan>& plans, const Options& options,
                                      const Machinery& machinery = {});

// {"planned", "sent", "sent_twice", "lost", "stuck", "in_doubt", …}
[[nodiscard]] json::object to_json(const Report& report);

}  // namespace tsuzuku::journeys::simulation
