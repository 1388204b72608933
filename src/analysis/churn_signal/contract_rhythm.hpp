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
//
// A chance is told of a silence only that kContractsLeast or more had, and of whom it is known what became of them in
// the days asked about after it: they went on, were cancelled, or were watched in silence to the end. Where they are
// not, nobody coming back says nothing.
class WaitCurve {
 public:
  explicit WaitCurve(const Waits& waits);

  // The longest silence of which it is known what comes in the next `further` days (1 or more); -1: of none.
  [[nodiscard]] int longest(int further) const;
  // That it comes some day, or within `days` from now, after `silent` days without it. REQUIRES: silent <= longest(1).
  [[nodiscard]] double chance(int silent) const { return chance_[static_cast<std::size_t>(silent)]; }
  [[nodiscard]] double chance_within(int silent, int days) const;
  // Of a delivery that has just been made. REQUIRES: longest(1) >= 0.
  [[nodiscard]] double chance_of_new() const { return chance_of_new_; }

 private:
  std::vector<double> chance_;              // by days of silence
  std::vector<double> still_;               // the share that is still silent after so many days
  std::vector<std::int64_t> ended_after_;   // by days: went on or were cancelled later than that
  std::vector<std::int64_t> waiting_from_;  // by days: watched in silence for so long or longer
  double chance_of_new_ = 0.0;
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
  // Of the round that the contract is in as far as that is known (WaitCurve), else of all rounds together. Where those
  // do not tell it either it is that of their longest silence, if that is an `interval` at least (who is silent for
  // longer comes no more likely), else nothing. What comes some day is known where the shop's mean cycle after the
  // silence is, what comes within `days` where those are.
  [[nodiscard]] std::optional<double> chance(const Standing& standing, int silent, double interval) const;
  [[nodiscard]] std::optional<double> chance_within(const Standing& standing, int silent, double interval,
                                                    int days) const;
  // To be expected within `days`, if the next one comes: it and those after it, one each `interval`, each coming with
  // the chance of its round.
  [[nodiscard]] double deliveries_if_next_comes(const Standing& standing, int silent, double interval, int days) const;
  [[nodiscard]] std::int64_t contracts_with_gaps() const { return contracts_with_gaps_; }

 private:
  // What is known of a silence: from which curve, and of which silence there; null where too few were watched.
  struct Known {
    const WaitCurve* curve = nullptr;
    int silent = 0;
  };
  [[nodiscard]] const WaitCurve* curve_of_new(int round) const;
  [[nodiscard]] Known known(int round, int silent, double interval, int further) const;
  [[nodiscard]] int mean_cycle() const;

  std::vector<WaitCurve> curves_;  // by round
  WaitCurve all_;
  std::optional<models::Credibility> cycle_;
  std::int64_t contracts_with_gaps_ = 0;
};

}  // namespace tsuzuku::analysis::churn_signal
