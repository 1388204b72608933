#pragma once
// What a list of customers was made of: a cell of an analysis, as it was asked. Kept as text in the place of the
// condition that such a list does not have; no condition begins with a brace.

#include <optional>
#include <string>
#include <string_view>

#include "analysis/analysis.hpp"

namespace tsuzuku::services {

struct CellQuestion {
  std::string analysis;
  analysis::RawArguments arguments;
  analysis::Cell cell;
};

// {"analysis":"ltv","arguments":{"by":"source"},"cell":{"group":"flyer"},"part":"customers"}
[[nodiscard]] std::string text_of_cell(const CellQuestion& question);
// Nothing for any other text, conditions among them.
[[nodiscard]] std::optional<CellQuestion> cell_question_from(std::string_view text);

}  // namespace tsuzuku::services
