#pragma once
// What the LTV of each group of customers is made of: what a purchase is worth, how many a customer makes, how large a
// share comes back and how large a one does not (churn rate = 1 - repeat rate: of those who lived through the months
// looked at, who made no second purchase in them); what it cost to win a customer, and after how many months that is
// earned. Definition: ltv/cohort_money.hpp, ltv/curve.hpp; LTV / CPO and payback by contribution.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::ltv_levers {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Part: customers.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::ltv_levers
