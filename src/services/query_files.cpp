#include "services/query_files.hpp"

#include <string>

#include "base/assets.hpp"

namespace tsuzuku::services {

Result<sql::Queries> queries_of(std::string_view asset_name, sql::Dialect dialect) {
  const auto text = find_asset(asset_name);
  if (!text) return fail(ErrorKind::Internal, "sql.no_query_file", {{"file", std::string(asset_name)}});
  return sql::Queries::parse(asset_name, *text, dialect);
}

}  // namespace tsuzuku::services
