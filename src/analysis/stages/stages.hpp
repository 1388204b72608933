#pragma once
// How many customers go on from their n-th purchase to the next one, how surely and how fast (F転換率). What nobody
// was watched for a day for is not known: no estimated rate there.

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis::stages {

[[nodiscard]] const Descriptor& descriptor();
[[nodiscard]] Result<Table> run(const ledger::Blocks& blocks, const Arguments& arguments, const Execution& execution);
// Parts: reached = converted (made the next purchase by the as-of day) + within_window (not yet, window still
// open) + gone (not yet, window over).
[[nodiscard]] Result<Membership> membership(const Scope& scope, const Arguments& arguments, const Cell& cell);

}  // namespace tsuzuku::analysis::stages
