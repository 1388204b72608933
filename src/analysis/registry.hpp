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
[[nodiscard]] Result<Table> analyse(const ledger::Ledger& ledger, std::string_view name, const RawArguments& raw,
                                    const Execution& execution = {});

}  // namespace tsuzuku::analysis
