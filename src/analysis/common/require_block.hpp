#pragma once

#include "analysis/analysis.hpp"

namespace tsuzuku::analysis {

// Error (Internal) "analysis.block_missing": whoever asks holds less than blocks_for() says.
[[nodiscard]] inline Status require_block(bool held, const char* block) {
  if (!held) return fail(ErrorKind::Internal, "analysis.block_missing", {{"block", block}});
  return {};
}

}  // namespace tsuzuku::analysis
