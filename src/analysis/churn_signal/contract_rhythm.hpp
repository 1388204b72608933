#pragma once
// The rhythm of contracts: after how many days their next delivery comes, and whether it comes at all, by the round
// that they are in. Integers while counting, so that parts of the shop add up.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/churn_signal/standing.hpp"
#include "models/credibility.hpp"

namespace tsuzuku::analysis::churn_signal {

inline constexpr int kRounds = 12;                   // the last one stands for itself and all later ones
inline constexpr std::int64_t kContractsLeast = 10;  // from fewer no chance is told

// What became of the deliveries of one round: by days until the next delivery, until the cancellation without one, or
// watched without either. Who skips or pauses waits, as in `retention`: since when is not recorded.
struct Waits {
  std::vector<std::int64_t> continued, cancelled, waiting;
  void merge(const Waits& other);
};

// The chance that the next delivery still comes, for who has been silent for some days: neither delivered nor cancelled
// by word. Continuing and cancelling compete, each with its hazard by day (Aalen and Johansen 1978, Scandinavian
// Journal of Statistics 5; Kaplan and Meier's curve where nobody cancels). Beyond the longest wait watched nobody
// continues.
class WaitCurve {
 public:
  explicit WaitCurve(const Waits& waits);

  // Whether kContractsLeast or more were watched beyond the day of delivery.
  [[nodiscard]] bool is_known() const { return !chance_.empty(); }
  // The longest silence that kContractsLeast or more were watched beyond. REQUIRES: is_known().
  [[nodiscard]] int longest() const { return static_cast<int>(last_); }
  // That it comes some day, or within `days` from now, after `silent` days without it; beyond longest() that of it.
  // REQUIRES: is_known().
  [[nodiscard]] double chance(int silent) const { return chance_[at(silent)]; }
  [[nodiscard]] double chance_within(int silent, int days) const;
  // Of a delivery that has just been made.
  [[nodiscard]] double chance_of_new() const { return chance_of_new_; }

 private:
  [[nodiscard]] std::size_t at(int silent) const { return std::min(static_cast<std::size_t>(silent), last_); }

  std::vector<double> chance_;  // by days of silence
  std::vector<double> still_;   // the share that is still silent after so many days
  double chance_of_new_ = 0.0;
  std::size_t last_ = 0;
};

class RhythmCounts {
 public:
  // One contract with all its deliveries and its state on the as-of day. `ended`: the day of the cancellation.
  void add(const Deliveries& deliveries, const Deliveries::Contract& contract, domain::SubscriptionState state,
           std::optional<int> ended, int as_of);
  void merge(const RhythmCounts& other);

  [[nodiscard]] const std::array<Waits, kRounds>& waits() const { return waits_; }
  [[nodiscard]] models::GroupedSums gaps() const;

 private:
  std::array<Waits, kRounds> waits_;
  std::int64_t days_ = 0;  // of all gaps between deliveries
  std::int64_t days_squared_ = 0;
  std::vector<std::int64_t> contracts_;       // by number of gaps
  std::vector<std::int64_t> totals_squared_;  // by number of gaps: sum of (days of all gaps of a contract)^2
};

class ContractRhythm {
 public:
  explicit ContractRhythm(const RhythmCounts& counts);

  // The contract's own cycle in days: the mean of its gaps, pulled towards everybody's as far as it is not to be
  // believed alone (models/credibility.hpp). Nothing where no contract of the shop had a second delivery on another
  // day.
  [[nodiscard]] std::optional<double> interval(const Standing& standing) const;
  // Of the round that the contract is in as far as kContractsLeast were silent there for so long; else of all rounds
  // together. Where fewer than that were so in those, too, it is that of their longest(), if that is an `interval` at
  // least (who is silent for longer comes no more likely), else nothing.
  [[nodiscard]] std::optional<double> chance(const Standing& standing, int silent, double interval) const;
  [[nodiscard]] std::optional<double> chance_within(const Standing& standing, int silent, double interval,
                                                    int days) const;
  // To be expected within `days`, if the next one comes: it and those after it, one each `interval`, each coming with
  // the chance of its round.
  [[nodiscard]] double deliveries_if_next_comes(const Standing& standing, int silent, double interval, int days) const;
  [[nodiscard]] std::int64_t contracts_with_gaps() const { return contracts_with_gaps_; }

 private:
  // Null where too few were watched.
  [[nodiscard]] const WaitCurve* curve(int round) const;
  [[nodiscard]] const WaitCurve* curve(int round, int silent, double interval) const;

  std::vector<WaitCurve> curves_;  // by round
  WaitCurve all_;
  std::optional<models::Credibility> cycle_;
  std::int64_t contracts_with_gaps_ = 0;
};

}  // namespace tsuzuku::analysis::churn_signal
