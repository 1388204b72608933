#pragma once
// All analyses, and the ways to ask them.

#include <span>
#include <string_view>

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis {

// In the order in which people meet them.
[[nodiscard]] std::span<const Analysis> analyses();
// Error (NotFound) "analysis.unknown_analysis" with the known names.
[[nodiscard]] Result<const Analysis*> find_analysis(std::string_view name);

// Parses the arguments and runs the analysis of that name.
// Beside the ledger, what blocks it takes to answer. An unknown analysis needs nothing.
[[nodiscard]] ledger::BlockSet blocks_for(std::string_view name, const RawArguments& raw);

// REQUIRES: `blocks` holds blocks_for(name, raw).
[[nodiscard]] Result<Table> analyse(const ledger::Blocks& blocks, std::string_view name, const RawArguments& raw,
                                    const Execution& execution = {});

}  // namespace tsuzuku::analysis
