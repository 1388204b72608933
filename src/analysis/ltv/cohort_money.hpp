#pragma once
// The money that customers brought after they were won, by group and by whole months since: what `ltv` and `ltv_levers`
// are computed from.
//
// A customer is won on the day of the first purchase ever, or, when `new` asks so, of the first purchase that source,
// payment method and product select. Only months that are over for a customer count, and in each month only the
// customers for whom it is over ("matured"): so young customers lower nothing, and old months lean on those who are old
// enough. What was bought and what came back counts on its own day.

#include <optional>
#include <string>
#include <vector>

#include "analysis/common/left_out.hpp"
#include "analysis/common/profit.hpp"

namespace tsuzuku::analysis::ltv {

inline constexpr int kHorizonMax = 60;

// by, horizon, groups_max, new, and those of profit and of all analyses.
[[nodiscard]] std::vector<Parameter> parameters();

struct MonthMoney {
  std::int64_t matured = 0;  // customers for whom the month is over
  std::int64_t purchases = 0;
  Layers money;  // of those
  void add(const MonthMoney& other);
};

struct Group {
  std::string name;              // a month, a name, a product's code; "-" not told, "*" the rest or everybody
  bool rest = false;             // the groups beyond groups_max, together
  std::int64_t customers = 0;    // who were won
  std::vector<MonthMoney> ages;  // by whole months since, `horizon` of them

  // Of the customers for whom the whole horizon is over:
  std::int64_t whole = 0;
  std::int64_t whole_repeaters = 0;  // with two purchases or more
  std::int64_t whole_purchases = 0;
  Money whole_net = 0;

  std::int64_t costed_customers = 0;  // whose source has a cost in the month they were won
  double cost = 0.0;                  // theirs: each bears the cost of source and month divided by all who were won so

  // Nothing when no cost is known. In minor units, per customer.
  [[nodiscard]] std::optional<double> cpo() const;
};

struct CohortMoney {
  std::vector<Group> groups;  // months ascending; others by customers, the largest first, the rest last
  Group all;
  std::vector<LeftOut> left_out;
};

// REQUIRES: scope has lines (by = product), facts and touches.
[[nodiscard]] CohortMoney count_cohort_money(const Scope& scope, const Arguments& arguments,
                                             const Execution& execution);

// What acted on the numbers: terms of profit, a source's cost that nobody told, months that are expected, not watched.
void add_assumptions(Table& table, const Scope& scope, const Arguments& arguments, const CohortMoney& money);

// Who was won in the group of that name.
[[nodiscard]] Result<Membership> members_of_group(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::ltv
