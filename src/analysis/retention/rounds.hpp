#pragma once
// How many contracts came to each round and what became of them; integers only, so that parts of the shop add up.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "domain/codes.hpp"

namespace tsuzuku::analysis::retention {

inline constexpr std::size_t kStates = 6;  // by domain::SubscriptionState, from 1

struct Round {
  std::int64_t started = 0;
  std::int64_t ever_continued = 0;            // a later delivery of the contract came, however late
  std::int64_t matured = 0;                   // this delivery is grace_days or more ago
  std::int64_t continued = 0;                 // of those
  std::array<std::int64_t, kStates> state{};  // of the contracts whose latest delivery this is

  void add(const Round& other);
};

// The rounds 1..rounds_max of each group; later ones are passed over.
class Rounds {
 public:
  Rounds(std::size_t groups, int rounds_max, int grace_days);

  // A delivery of `watched_days` ago, with the days until the next one, or none and the state of the contract.
  void add(std::size_t group, int round, int watched_days, std::optional<int> days_to_next,
           domain::SubscriptionState state);
  void merge(const Rounds& other);

  [[nodiscard]] const Round& at(std::size_t group, int round) const { return rounds_[index(group, round)]; }
  // The share that continued within grace_days, by Kaplan and Meier over everybody who came to the round, cancelled
  // or not. Nothing while nobody has been watched for so long.
  [[nodiscard]] std::optional<double> continued_by_kaplan_meier(std::size_t group, int round) const;

 private:
  [[nodiscard]] std::size_t index(std::size_t group, int round) const {
    return group * static_cast<std::size_t>(rounds_max_) + static_cast<std::size_t>(round - 1);
  }

  int rounds_max_;
  int grace_days_;
  std::size_t days_;  // 0..grace_days; the last one stands for longer, too
  std::vector<Round> rounds_;
  std::vector<std::uint32_t> continued_after_;  // by round and days
  std::vector<std::uint32_t> waiting_since_;
};

}  // namespace tsuzuku::analysis::retention
