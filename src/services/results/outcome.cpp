#include "services/results/outcome.hpp"

#include <algorithm>
#include <cmath>

namespace tsuzuku::services {
namespace {

constexpr std::size_t at(Measure measure) { return static_cast<std::size_t>(measure); }

models::Interval times(const models::Interval& interval, double factor) {
  return {interval.low * factor, interval.high * factor};
}

// How many more customers, in today's proportion, until there may be a verdict. Where nobody has bought yet, one is
// taken to be about to. REQUIRES: customers in both.
std::int64_t more_for_verdict(const ArmTotals& treated, const ArmTotals& holdout) {
  const auto buyers = static_cast<double>(std::max<std::int64_t>(std::min(treated.bought, holdout.bought), 1));
  const auto customers = static_cast<double>(std::min(treated.customers, holdout.customers));
  const double times = std::max(static_cast<double>(kLeastBuyersForVerdict) / buyers,
                                static_cast<double>(kLeastInArmForVerdict) / customers);
  const auto all = static_cast<double>(treated.customers + holdout.customers);
  return std::max<std::int64_t>(static_cast<std::int64_t>(std::ceil(all * (times - 1.0))), 0);
}

std::optional<double> mean_of(const models::ArmSums& arm) {
  if (arm.customers == 0) return std::nullopt;
  return arm.y / static_cast<double>(arm.customers);
}

}  // namespace

std::string_view name_of(models::Verdict verdict) {
  switch (verdict) {
    case models::Verdict::Raises:
      return "raises";
    case models::Verdict::Lowers:
      return "lowers";
    case models::Verdict::Undecided:
      break;
  }
  return "undecided";
}

std::string_view name_of(Measure measure) {
  constexpr std::array<std::string_view, kMeasures.size()> kNames{"orders", "net", "gross", "contribution"};
  return kNames[at(measure)];
}

// 1970-01-01 was a Thursday.
Day monday_of(Day day) {
  constexpr int kDaysSinceMonday = 3;
  const int weekday = ((day.value + kDaysSinceMonday) % 7 + 7) % 7;
  return day - weekday;
}

void OutcomeSums::add(const Observation& observation) {
  ArmTotals& arm = observation.treated ? treated_ : holdout_;
  ++arm.customers;
  arm.sent += observation.sent ? 1 : 0;
  arm.opened += observation.opened ? 1 : 0;
  arm.clicked += observation.clicked ? 1 : 0;
  arm.bought += observation.after[at(Measure::Orders)] > 0 ? 1 : 0;
  arm.touch_cost += observation.touch_cost;
  WeekSums& week = weeks_[monday_of(observation.entered).value];
  for (const Measure measure : kMeasures) {
    const std::size_t m = at(measure);
    arm.totals[m] += observation.after[m];
    (observation.treated ? week[m].treated : week[m].holdout).add(observation.after[m], observation.before[m]);
  }
}

Outcome OutcomeSums::outcome(Looking looking, std::int64_t planned) const {
  Outcome outcome;
  outcome.treated = treated_;
  outcome.holdout = holdout_;
  for (const Measure measure : kMeasures) {
    std::vector<models::Week> weeks;
    weeks.reserve(weeks_.size());
    for (const auto& [monday, sums] : weeks_) weeks.push_back(sums[at(measure)]);
    const auto pooled = models::pooled(weeks);
    if (!pooled) {
      outcome.without_comparison = treated_.customers + holdout_.customers;
      continue;
    }
    outcome.without_comparison = pooled->left_out;
    models::Effect effect = pooled->effect;
    const std::int64_t compared = pooled->treated + pooled->holdout;
    if (looking == Looking::Anytime) {
      const double expected = effect.standard_error * std::sqrt(static_cast<double>(compared) /
                                                                static_cast<double>(std::max(planned, compared)));
      effect.interval = models::always_valid(effect, expected);
    }
    const bool enough = std::min(pooled->treated, pooled->holdout) >= kLeastInArmForVerdict &&
                        std::min(treated_.bought, holdout_.bought) >= kLeastBuyersForVerdict;
    auto more = models::more_needed(effect, compared);
    if (!enough) more = std::max(more.value_or(0), more_for_verdict(treated_, holdout_));
    const auto treated = static_cast<double>(pooled->treated);
    outcome.effects.push_back({.measure = measure,
                               .per_customer = effect.difference,
                               .interval = effect.interval,
                               .total = effect.difference * treated,
                               .total_interval = times(effect.interval, treated),
                               .verdict = enough ? models::verdict_of(effect.interval) : models::Verdict::Undecided,
                               .adjusted = effect.theta != 0.0,
                               .more_needed = more});
  }
  for (const auto& [monday, sums] : weeks_) {
    const models::Week& week = sums[at(Measure::Contribution)];
    outcome.weeks.push_back({.monday = Day{monday},
                             .treated = week.treated.customers,
                             .holdout = week.holdout.customers,
                             .treated_mean = mean_of(week.treated),
                             .holdout_mean = mean_of(week.holdout)});
  }
  return outcome;
}

}  // namespace tsuzuku::services
