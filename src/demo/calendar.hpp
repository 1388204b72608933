#pragma once
// The shop's time: seasons, weekdays, hours, sales, and when each new customer arrives.

#include <compare>
#include <cstdint>
#include <vector>

#include "base/day.hpp"
#include "base/random.hpp"

namespace tsuzuku::demo {

struct Moment {
  Day day;
  int second = 0;  // since midnight in Japan
  friend auto operator<=>(const Moment&, const Moment&) = default;
};

[[nodiscard]] std::int64_t to_utc(Moment moment);  // Japan: UTC+9 all year
[[nodiscard]] Day day_of(std::int64_t utc);

// 0 = Sunday
[[nodiscard]] int weekday(Day day);
[[nodiscard]] bool is_sale(Day day);           // 10-20 June, 1-10 December
[[nodiscard]] Day next_sale(Day day);          // the first day >= `day` that is one
[[nodiscard]] Day next_newsletter(Day day);    // Thursdays
[[nodiscard]] Day next_shipping_day(Day day);  // the warehouse rests on Sundays and 1-3 January

// A second of the day as people shop: `share` (0 <= share < 1) of a day's orders have come by then.
[[nodiscard]] int second_of_day(double share);

// Spreads new customers over the shop's life so that exactly the wanted number of orders comes out: the clock is
// read with the share of all orders made so far, and runs from the first day to the last as that goes from
// 0 to 1. How many orders a customer of a given age has made is what turns orders into arrivals.
class ArrivalClock {
 public:
  // orders_by_age[n]: mean orders of a customer n days after the first one.
  ArrivalClock(Day first, Day last, const std::vector<double>& orders_by_age);
  // 0 <= share < 1; never goes back.
  [[nodiscard]] Moment at(double share) const;

 private:
  Day first_;
  std::vector<double> orders_before_;  // of customers who arrived before day n; one more entry than days
};

}  // namespace tsuzuku::demo
