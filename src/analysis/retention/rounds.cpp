#include "analysis/retention/rounds.hpp"

#include <algorithm>
#include <functional>

#include "models/kaplan_meier.hpp"

namespace tsuzuku::analysis::retention {

void Round::add(const Round& other) {
  started += other.started;
  ever_continued += other.ever_continued;
  matured += other.matured;
  continued += other.continued;
  std::ranges::transform(state, other.state, state.begin(), std::plus<>());
}

Rounds::Rounds(std::size_t groups, int rounds_max, int grace_days)
    : rounds_max_(rounds_max),
      grace_days_(grace_days),
      days_(static_cast<std::size_t>(grace_days) + 1),
      rounds_(groups * static_cast<std::size_t>(rounds_max)),
      continued_after_(rounds_.size() * days_),
      waiting_since_(rounds_.size() * days_) {}

void Rounds::add(std::size_t group, int round, int watched_days, std::optional<int> days_to_next,
                 domain::SubscriptionState state) {
  if (round > rounds_max_) return;
  const std::size_t at = index(group, round);
  Round& counts = rounds_[at];
  const bool matured = watched_days >= grace_days_;
  ++counts.started;
  counts.matured += matured;
  counts.ever_continued += days_to_next.has_value();
  counts.continued += matured && days_to_next;
  if (!days_to_next) ++counts.state[static_cast<std::size_t>(state)];
  // Whoever continued after more than the grace was still waiting at its end.
  const bool in_time = days_to_next && *days_to_next <= grace_days_;
  const int days = in_time ? *days_to_next : std::min(watched_days, grace_days_);
  ++(in_time ? continued_after_ : waiting_since_)[at * days_ + static_cast<std::size_t>(days)];
}

void Rounds::merge(const Rounds& other) {
  for (std::size_t i = 0; i < rounds_.size(); ++i) rounds_[i].add(other.rounds_[i]);
  std::ranges::transform(continued_after_, other.continued_after_, continued_after_.begin(), std::plus<>());
  std::ranges::transform(waiting_since_, other.waiting_since_, waiting_since_.begin(), std::plus<>());
}

std::optional<double> Rounds::continued_by_kaplan_meier(std::size_t group, int round) const {
  const std::size_t at = index(group, round);
  if (rounds_[at].matured == 0) return std::nullopt;
  const auto histogram = [&](const std::vector<std::uint32_t>& counts) {
    const auto begin = counts.begin() + static_cast<std::ptrdiff_t>(at * days_);
    return std::vector<std::int64_t>(begin, begin + static_cast<std::ptrdiff_t>(days_));
  };
  const auto curve = models::kaplan_meier(histogram(continued_after_), histogram(waiting_since_));
  return 1.0 - models::survival_at(curve, grace_days_);
}

}  // namespace tsuzuku::analysis::retention
