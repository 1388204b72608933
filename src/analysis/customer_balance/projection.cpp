#include "analysis/customer_balance/projection.hpp"

#include <algorithm>
#include <cmath>

#include "models/kaplan_meier.hpp"

namespace tsuzuku::analysis::customer_balance {
namespace {

constexpr double kDaysPerMonth = 365.25 / 12.0;
constexpr int kMonthsPerYear = 12;

int day_of(std::size_t month) { return static_cast<int>(std::lround(static_cast<double>(month) * kDaysPerMonth)); }

// The chance of buying in the month that begins so many whole months after the purchase.
std::vector<double> hazards(const StageCurve& stage, std::size_t months) {
  const auto curve = models::kaplan_meier(stage.converted, stage.waiting);
  std::vector<double> chances(months);
  for (std::size_t month = 0; month < months; ++month) {
    const double begin = models::survival_at(curve, day_of(month) - 1);
    const double end = models::survival_at(curve, day_of(month + 1) - 1);
    chances[month] = begin > 0.0 ? 1.0 - end / begin : 0.0;
  }
  return chances;
}

// Customers by whole months since their purchase.
std::vector<double> standing(const StageCurve& stage, std::size_t months) {
  std::vector<double> customers(months);
  for (std::size_t days = 0; days < stage.waiting.size(); ++days) {
    const auto month = static_cast<std::size_t>(static_cast<double>(days) / kDaysPerMonth);
    customers[std::min(month, months - 1)] += static_cast<double>(stage.waiting[days]);
  }
  return customers;
}

}  // namespace

std::vector<Year> project(const std::vector<StageCurve>& stages, int active_days, int years) {
  std::size_t days = 1;
  for (const StageCurve& stage : stages) days = std::max({days, stage.converted.size(), stage.waiting.size()});
  const auto months = static_cast<std::size_t>(static_cast<double>(days) / kDaysPerMonth) + 1 +
                      static_cast<std::size_t>(years) * kMonthsPerYear;
  const auto active_months = static_cast<std::size_t>(std::ceil(active_days / kDaysPerMonth));

  std::vector<std::vector<double>> chances, now;
  for (const StageCurve& stage : stages) {
    chances.push_back(hazards(stage, months));
    now.push_back(standing(stage, months));
  }
  std::vector<Year> result(static_cast<std::size_t>(years));
  for (Year& year : result) {
    for (int month = 0; month < kMonthsPerYear; ++month) {
      std::vector<std::vector<double>> next(stages.size(), std::vector<double>(months));
      for (std::size_t stage = 0; stage < stages.size(); ++stage) {
        const std::size_t reached = std::min(stage + 1, stages.size() - 1);
        for (std::size_t age = 0; age < months; ++age) {
          const double buying = now[stage][age] * chances[stage][age];
          next[reached][0] += buying;
          next[stage][std::min(age + 1, months - 1)] += now[stage][age] - buying;
          year.purchases += buying;
        }
      }
      now = std::move(next);
    }
    for (const auto& stage : now) {
      for (std::size_t age = 0; age < std::min(active_months, months); ++age) year.active += stage[age];
    }
  }
  return result;
}

}  // namespace tsuzuku::analysis::customer_balance
