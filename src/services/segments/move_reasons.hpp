#pragma once
// Why somebody moved, as it is stored (segment_members.entered_why, left_why). Private to this folder.

#include <string>
#include <string_view>

#include "segments/evaluate.hpp"
#include "services/segments/members.hpp"

namespace tsuzuku::services {

[[nodiscard]] std::string why_text(bool condition_changed, const std::vector<segments::LeafAnswer>& answers);
// Into condition_changed and reasons; what cannot be read tells nothing.
void read_why(std::string_view text, SegmentMove& move);

}  // namespace tsuzuku::services
