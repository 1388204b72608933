#pragma once
// On which day after the n-th purchase the next one comes, and the share that has come by then: as far as
// anybody was watched, and null beyond, unless all had come.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::days_to_next {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Part: converted (the next purchase came after exactly so many days).
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::days_to_next
