#pragma once
// LTV: what a customer has brought after so many months, layer by layer, for groups of customers, beside what it cost
// to win them. Definition: ltv/cohort_money.hpp, ltv/curve.hpp.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::ltv {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Part: customers.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::ltv
