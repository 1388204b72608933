#include "services/reports/days.hpp"

#include <algorithm>

namespace tsuzuku::services {
namespace {

YearMonth newest_over_on(Day day) {
  const YearMonth here = month_of(day);
  return last_day(here) == day ? here : here + -1;
}

}  // namespace

Result<ReportDays> report_days(std::optional<YearMonth> month, std::optional<Day> as_of, std::optional<Day> last_known,
                               std::optional<Day> first_known) {
  if (!month) {
    if (!as_of && !last_known) return fail(ErrorKind::Usage, "report.no_month");
    const Day last = as_of.value_or(last_known.value_or(Day{}));
    month = newest_over_on(last);
    if (first_known && last_day(*month) < *first_known) month = month_of(last);
  }
  ReportDays days{.month = *month, .first = first_day(*month), .last = last_day(*month)};
  if (as_of && *as_of < days.first) {
    return fail(ErrorKind::Usage, "report.as_of_before_month",
                {{"month", to_text(*month)}, {"as_of", to_text(*as_of)}});
  }
  if (!as_of && last_known && *last_known < days.first) {
    return fail(ErrorKind::Usage, "report.month_not_begun",
                {{"month", to_text(*month)}, {"last_day", to_text(*last_known)}});
  }
  if (first_known && days.last < *first_known) {
    return fail(ErrorKind::Usage, "report.month_before_first",
                {{"month", to_text(*month)}, {"first_month", to_text(month_of(*first_known))}});
  }
  days.as_of = as_of.value_or(std::min(days.last, last_known.value_or(days.last)));
  days.first_before = first_day(*month + -1);
  days.last_before = last_day(*month + -1);
  const Day as_far_in = days.first_before + (days.as_of - days.first);
  days.as_of_before = days.over() ? days.last_before + (days.as_of - days.last) : std::min(as_far_in, days.last_before);
  return days;
}

}  // namespace tsuzuku::services
