#pragma once
// The SQL of a service, read from the embedded file beside it.

#include <string_view>

#include "base/error.hpp"
#include "sql/database.hpp"

namespace tsuzuku::services {

// `asset_name` is the path below src/, for example "services/shops/shops.sql". Internal "sql.no_query_file"
// when the program was linked without it.
[[nodiscard]] Result<sql::Queries> queries_of(std::string_view asset_name, sql::Dialect dialect);

}  // namespace tsuzuku::services
