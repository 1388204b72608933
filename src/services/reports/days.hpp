#pragma once
// Which days a monthly report looks at.

#include <optional>

#include "base/day.hpp"
#include "base/error.hpp"

namespace tsuzuku::services {

struct ReportDays {
  YearMonth month;
  Day first;
  Day last;
  Day as_of;  // not before `first`
  // What stands beside it: the month before, as of the day that lies as far from its beginning while this month runs,
  // and as far from its end when it is over.
  Day first_before;
  Day last_before;
  Day as_of_before;

  [[nodiscard]] bool over() const { return as_of >= last; }
};

// Without `month` the newest one that is over on `as_of` (else on `last_known`, the last day on which something is
// known, nothing while there are no orders), and for a shop that began after it (`first_known`) the one that runs.
// Without `as_of` the last day of the month, or `last_known` when the month runs. A month that was over before
// `first_known` has nothing to report and is refused, not made into a file of zeros. Errors (Usage): "report.no_month",
// "report.month_not_begun", "report.as_of_before_month", "report.month_before_first".
[[nodiscard]] Result<ReportDays> report_days(std::optional<YearMonth> month, std::optional<Day> as_of,
                                             std::optional<Day> last_known, std::optional<Day> first_known = {});

}  // namespace tsuzuku::services
