#pragma once
// Who in a shop names a segment. Private to this folder.

#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "services/segments/segments.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// By the name of the segment that is used; of segments, journeys that have not ended, and campaigns that are not over.
// `queries`: segments.sql.
using SegmentUses = std::map<std::string, std::vector<SegmentUse>>;
[[nodiscard]] Result<SegmentUses> uses_of_segments(sql::Session& session, const sql::Queries& queries, ShopId shop);

}  // namespace tsuzuku::services
