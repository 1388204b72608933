#include "sql/postgres_database.hpp"
#include "sql/sqlite_database.hpp"

namespace tsuzuku::sql {

Result<std::shared_ptr<Database>> open_database(const std::string& url, const OpenOptions& options) {
  const bool postgres = url.starts_with("postgresql://") || url.starts_with("postgres://");
  return postgres ? PostgresDatabase::open(url, options) : SqliteDatabase::open(url, options);
}

}  // namespace tsuzuku::sql
