#pragma once
// Which link between two purchases, raised by one point, is worth most a month: customers who come to it in a month
// x 0.01 x the value from the next purchase on. Definitions: links.hpp.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::weakest_link {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Customers who stand at the link: made purchase `stage` and none since. Part: waiting.
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::weakest_link
