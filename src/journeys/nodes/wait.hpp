#pragma once
// Waits for a time, or until the clock on the shop's wall shows one: "three days", "10:00 on the third day".

#include "journeys/passage.hpp"
#include "journeys/problem.hpp"
#include "journeys/schema/fields.hpp"

namespace tsuzuku::journeys {

struct Wait {
  static constexpr std::string_view kKind = "wait";
  enum class Since {
    Arrival,  // at this node: a journey that was paused goes on with all its distances
    // What brought the customer in: "the 25th day after delivery". Where that is over already, because it became known
    // late, the wait is over at once; with `at` set, at the next such time after arrival.
    Entry,
  };

  // Days are shop days where `at` is set, else 24 hours each.
  int days = 0;
  int hours = 0;
  int minutes = 0;
  std::string plus_fact;   // days out of a fact of the entry event ("lasts_days"): wait until the pack is used up …
  int fact_otherwise = 0;  // … and so many days where the event has no such fact
  std::optional<int> at;   // the first such time of day at or after the rest; second of the day in the shop's zone
  Since since = Since::Arrival;
  std::string next;

  void describe(Fields& fields);
  void check(Findings& findings) const;
  [[nodiscard]] Passage pass(Walk& walk) const;
  // Whether time passes here for certain: a circle needs such a node.
  [[nodiscard]] bool takes_time() const;
  friend bool operator==(const Wait&, const Wait&) = default;

 private:
  [[nodiscard]] std::int64_t moment(const Walk& walk) const;
};

}  // namespace tsuzuku::journeys
