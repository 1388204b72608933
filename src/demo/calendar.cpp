#include "demo/calendar.hpp"

#include <algorithm>
#include <array>

#include "demo/draw.hpp"

namespace tsuzuku::demo {
namespace {

// New customers by month, January first: resolutions in January, skin care in spring and autumn, the year's end.
constexpr std::array kMonthWeight{1.10, 0.92, 1.12, 1.10, 1.02, 1.06, 0.94, 0.82, 1.02, 1.10, 1.14, 1.04};
// Sunday first; magazines and leaflets come at the week's beginning, phones are used on Sunday evenings.
constexpr std::array kWeekdayWeight{1.12, 1.10, 1.00, 0.98, 0.96, 0.88, 0.96};
// Daily arrivals on the last day, as a multiple of those on the first.
constexpr double kGrowth = 2.6;

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kJapanOffset = 9 * 3'600;

// Hour of day by quantile: hardly anything before six, noon, and most of it after dinner.
constexpr Quantiles kHour{0.0, 7.4, 9.6, 11.3, 12.6, 14.3, 16.6, 19.0, 20.6, 21.8, 24.0};

double arrivals(Day day, double progress) {
  const CivilDate date = civil(day);
  const double season = kMonthWeight[static_cast<std::size_t>(date.month - 1)];
  const double week = kWeekdayWeight[static_cast<std::size_t>(weekday(day))];
  const double campaign = is_sale(day) ? 1.25 : 1.0;
  return (1.0 + (kGrowth - 1.0) * progress) * season * week * campaign;
}

}  // namespace

std::int64_t to_utc(Moment moment) { return moment.day.value * kSecondsPerDay + moment.second - kJapanOffset; }

Day day_of(std::int64_t utc) { return Day{static_cast<std::int32_t>((utc + kJapanOffset) / kSecondsPerDay)}; }

int weekday(Day day) { return (day.value + 4) % 7; }  // 1970-01-01 was a Thursday

bool is_sale(Day day) {
  const CivilDate date = civil(day);
  return (date.month == 6 && date.day >= 10 && date.day <= 20) || (date.month == 12 && date.day <= 10);
}

Day next_sale(Day day) {
  while (!is_sale(day)) day = day + 1;
  return day;
}

Day next_newsletter(Day day) {
  constexpr int kThursday = 4;
  return day + (kThursday - weekday(day) + 7) % 7;
}

Day next_shipping_day(Day day) {
  const auto rests = [](Day candidate) {
    const CivilDate date = civil(candidate);
    return weekday(candidate) == 0 || (date.month == 1 && date.day <= 3);
  };
  while (rests(day)) day = day + 1;
  return day;
}

int second_of_day(double share) { return static_cast<int>(kHour.at(share) * 3'600.0); }

ArrivalClock::ArrivalClock(Day first, Day last, const std::vector<double>& orders_by_age) : first_(first) {
  const int days = last - first + 1;
  orders_before_.reserve(static_cast<std::size_t>(days) + 1);
  orders_before_.push_back(0);
  for (int n = 0; n < days; ++n) {
    const double progress = static_cast<double>(n) / static_cast<double>(days);
    const auto age = std::min(static_cast<std::size_t>(days - 1 - n), orders_by_age.size() - 1);
    orders_before_.push_back(orders_before_.back() + arrivals(first + n, progress) * orders_by_age[age]);
  }
}

Moment ArrivalClock::at(double share) const {
  const double target = share * orders_before_.back();
  const auto after = std::upper_bound(orders_before_.begin() + 1, orders_before_.end() - 1, target);
  const double from = *(after - 1);
  const double done = std::clamp((target - from) / (*after - from), 0.0, 0x1.fffffffffffffp-1);
  return {first_ + static_cast<int>(after - orders_before_.begin() - 1), second_of_day(done)};
}

}  // namespace tsuzuku::demo
