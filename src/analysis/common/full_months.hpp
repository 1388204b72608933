#pragma once
// How many whole months lie between two days: from the 15th to the 14th of the next month there is none, to the 15th
// there is one. After twelve of them a year is over.

#include <vector>

#include "base/day.hpp"

namespace tsuzuku::analysis {

class FullMonths {
 public:
  // For days in [first_day, last_day].
  FullMonths(int first_day, int last_day) : base_(first_day) {
    for (int day = first_day; day <= last_day; ++day) {
      const CivilDate date = civil(Day{day});
      days_.push_back({static_cast<std::int16_t>(month_of(Day{day}).value), static_cast<std::int16_t>(date.day)});
    }
  }
  [[nodiscard]] int between(int from, int to) const {
    const CivilDay& a = at(from);
    const CivilDay& b = at(to);
    return b.month - a.month - (b.day < a.day ? 1 : 0);
  }
  [[nodiscard]] YearMonth month(int day) const { return YearMonth{at(day).month}; }

 private:
  struct CivilDay {
    std::int16_t month = 0;  // YearMonth
    std::int16_t day = 0;    // of the month
  };
  [[nodiscard]] const CivilDay& at(int day) const { return days_[static_cast<std::size_t>(day - base_)]; }

  int base_;
  std::vector<CivilDay> days_;
};

}  // namespace tsuzuku::analysis
