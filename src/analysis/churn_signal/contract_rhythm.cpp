#include "analysis/churn_signal/contract_rhythm.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <ranges>

namespace tsuzuku::analysis::churn_signal {
namespace {

void count(std::vector<std::int64_t>& histogram, int days) {
  const auto at = static_cast<std::size_t>(std::max(days, 0));
  if (histogram.size() <= at) histogram.resize(at + 1);
  ++histogram[at];
}

void add_up(std::vector<std::int64_t>& sums, const std::vector<std::int64_t>& more) {
  if (sums.size() < more.size()) sums.resize(more.size());
  for (std::size_t i = 0; i < more.size(); ++i) sums[i] += more[i];
}

std::int64_t entry(const std::vector<std::int64_t>& histogram, std::size_t at) {
  return at < histogram.size() ? histogram[at] : 0;
}

std::size_t class_of(int round) { return static_cast<std::size_t>(std::clamp(round, 1, kRounds) - 1); }

Waits all_of(const std::array<Waits, kRounds>& rounds) {
  Waits all;
  for (const Waits& waits : rounds) all.merge(waits);
  return all;
}

}  // namespace

void Waits::merge(const Waits& other) {
  add_up(continued, other.continued);
  add_up(cancelled, other.cancelled);
  add_up(waiting, other.waiting);
}

WaitCurve::WaitCurve(const Waits& waits) {
  const std::size_t days = std::max({waits.continued.size(), waits.cancelled.size(), waits.waiting.size()});
  std::vector<std::int64_t> at_risk(days + 1);  // still silent when the day begins
  for (std::size_t day = days; day-- > 0;) {
    at_risk[day] =
        at_risk[day + 1] + entry(waits.continued, day) + entry(waits.cancelled, day) + entry(waits.waiting, day);
  }
  chance_.resize(days);
  still_.resize(days);
  ended_after_.resize(days);
  waiting_from_.resize(days + 1);
  double later = 0.0, still = 1.0;
  std::int64_t ended = 0;
  for (std::size_t day = days; day-- > 0;) {
    chance_[day] = later;
    ended_after_[day] = ended;
    ended += entry(waits.continued, day) + entry(waits.cancelled, day);
    waiting_from_[day] = waiting_from_[day + 1] + entry(waits.waiting, day);
    const auto people = static_cast<double>(at_risk[day]);
    const double continues = static_cast<double>(entry(waits.continued, day)) / people;
    const double cancels = static_cast<double>(entry(waits.cancelled, day)) / people;
    later = continues + (1.0 - continues - cancels) * later;
  }
  chance_of_new_ = later;
  for (std::size_t day = 0; day < days; ++day) {
    still *= 1.0 - static_cast<double>(entry(waits.continued, day) + entry(waits.cancelled, day)) /
                       static_cast<double>(at_risk[day]);
    still_[day] = still;
  }
}

int WaitCurve::longest(int further) const {
  const auto is_known = [&](std::size_t silent) {
    const std::size_t until = std::min(silent + static_cast<std::size_t>(further), waiting_from_.size() - 1);
    return ended_after_[silent] + waiting_from_[until] >= kContractsLeast;
  };
  // The longer the silence, the fewer had it.
  const auto silences = std::views::iota(std::size_t{0}, ended_after_.size());
  return static_cast<int>(std::ranges::partition_point(silences, is_known) - silences.begin()) - 1;
}

double WaitCurve::chance_within(int silent, int days) const {
  const auto now = static_cast<std::size_t>(silent);
  const std::size_t then = now + static_cast<std::size_t>(days);
  if (then >= chance_.size() || still_[now] <= 0.0) return chance_[now];
  return std::max(chance_[now] - still_[then] / still_[now] * chance_[then], 0.0);
}

void RhythmCounts::add(const Deliveries& deliveries, const Deliveries::Contract& contract,
                       domain::SubscriptionState state, std::optional<int> ended, int as_of) {
  std::size_t gaps = 0;
  std::int64_t total = 0;
  for (std::uint32_t at = contract.first; at != Delivery::kNone; at = deliveries[at].next) {
    const Delivery& delivery = deliveries[at];
    Waits& waits = waits_[class_of(delivery.round)];
    if (delivery.next != Delivery::kNone) {
      const int gap = deliveries[delivery.next].day - delivery.day;
      count(waits.continued, gap);
      ++gaps;
      total += gap;
      days_squared_ += std::int64_t{gap} * gap;
    } else if (state == domain::SubscriptionState::Cancelled) {
      // Without a day the cancellation may have been at once: nothing is known of the silence before it.
      count(waits.cancelled, ended ? *ended - delivery.day : 0);
    } else {
      count(waits.waiting, as_of - delivery.day);
    }
  }
  if (gaps == 0) return;
  if (contracts_.size() <= gaps) {
    contracts_.resize(gaps + 1);
    totals_squared_.resize(gaps + 1);
  }
  ++contracts_[gaps];
  totals_squared_[gaps] += total * total;
  days_ += total;
}

void RhythmCounts::merge(const RhythmCounts& other) {
  for (std::size_t i = 0; i < waits_.size(); ++i) waits_[i].merge(other.waits_[i]);
  days_ += other.days_;
  days_squared_ += other.days_squared_;
  add_up(contracts_, other.contracts_);
  add_up(totals_squared_, other.totals_squared_);
}

models::GroupedSums RhythmCounts::gaps() const {
  models::GroupedSums sums{.total = static_cast<double>(days_), .squares = static_cast<double>(days_squared_)};
  for (std::size_t gaps = 1; gaps < contracts_.size(); ++gaps) {
    const auto size = static_cast<std::int64_t>(gaps);
    sums.groups += contracts_[gaps];
    sums.observations += contracts_[gaps] * size;
    sums.sizes_squared += contracts_[gaps] * size * size;
    sums.squares_of_totals += static_cast<double>(totals_squared_[gaps]) / static_cast<double>(size);
  }
  return sums;
}

ContractRhythm::ContractRhythm(const RhythmCounts& counts) : all_(all_of(counts.waits())) {
  for (const Waits& waits : counts.waits()) curves_.emplace_back(waits);
  const models::GroupedSums gaps = counts.gaps();
  cycle_ = models::credibility(gaps);
  contracts_with_gaps_ = gaps.groups;
}

int ContractRhythm::mean_cycle() const { return cycle_ ? std::max(static_cast<int>(std::lround(cycle_->mean)), 1) : 1; }

const WaitCurve* ContractRhythm::curve_of_new(int round) const {
  const WaitCurve& own = curves_[class_of(round)];
  if (own.longest(mean_cycle()) >= 0) return &own;
  return all_.longest(mean_cycle()) >= 0 ? &all_ : nullptr;
}

ContractRhythm::Known ContractRhythm::known(int round, int silent, double interval, int further) const {
  const WaitCurve& own = curves_[class_of(round)];
  if (silent <= own.longest(further)) return {&own, silent};
  const int longest = all_.longest(further);
  if (silent <= longest || (longest >= 0 && longest >= interval)) return {&all_, std::min(silent, longest)};
  return {};
}

std::optional<double> ContractRhythm::interval(const Standing& standing) const {
  if (!cycle_) return std::nullopt;
  const double days = cycle_->expected(standing.repeats(), standing.lasted());
  return days > 0.0 ? std::optional(days) : std::nullopt;  // all parcels of a day, where days are not merged
}

std::optional<double> ContractRhythm::chance(const Standing& standing, int silent, double interval) const {
  const Known found = known(standing.round, silent, interval, mean_cycle());
  return found.curve != nullptr ? std::optional(found.curve->chance(found.silent)) : std::nullopt;
}

std::optional<double> ContractRhythm::chance_within(const Standing& standing, int silent, double interval,
                                                    int days) const {
  const Known found = known(standing.round, silent, interval, days);
  return found.curve != nullptr ? std::optional(found.curve->chance_within(found.silent, days)) : std::nullopt;
}

double ContractRhythm::deliveries_if_next_comes(const Standing& standing, int silent, double interval, int days) const {
  double expected = 0.0, still = 1.0;
  int round = standing.round;
  for (double next = std::max(interval - silent, 0.0); next <= days; next += std::max(interval, 1.0)) {
    expected += still;
    const WaitCurve* own = curve_of_new(++round);
    still *= own != nullptr ? own->chance_of_new() : 0.0;
  }
  return expected;
}

}  // namespace tsuzuku::analysis::churn_signal
